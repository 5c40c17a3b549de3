using System;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>A function that falls from 1 at 0 to 0 at 1, for several arguments at once.</summary>
internal interface ICore
{
    /// <summary>Value and derivative at 0 &lt;= x &lt; 1; finite beyond.</summary>
    static abstract void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged;
}

internal readonly struct HardCore : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        value = TLanes.Create(1.0);
        slope = TLanes.Zero;
    }
}

internal readonly struct CosineCore : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        // (1 + cos pi x) / 2 = sin^2 pi y with y = (1 - x) / 2, so that nothing cancels near 1; polynomials in y^2 <= 1/4 that
        // err least, by less than 1e-17.
        TLanes half = TLanes.Create(0.5);
        TLanes y = half - (half * TLanes.Min(x, TLanes.Create(1.0))), z = y * y, z2 = z * z, z4 = z2 * z2;
        TLanes s = Pair<TLanes, TReal>(z, 3.1415926535897932378, -5.1677127800499696077);
        s = TLanes.MultiplyAdd(z2, Pair<TLanes, TReal>(z, 2.5501640398773004745, -0.59926452931894468132), s);
        TLanes s2 = Pair<TLanes, TReal>(z, 0.08214588657310289502, -0.0073704305059169434047);
        s2 = TLanes.MultiplyAdd(z2, Pair<TLanes, TReal>(z, 0.00046629981618983938014, -0.000021903497074626017191), s2);
        s2 = TLanes.MultiplyAdd(z4, TLanes.Create(7.6978267682241906454e-7), s2);
        s = y * TLanes.MultiplyAdd(z4, s2, s);
        TLanes c = Pair<TLanes, TReal>(z, 0.99999999999999999608, -4.9348022005446767673);
        c = TLanes.MultiplyAdd(z2, Pair<TLanes, TReal>(z, 4.0587121264164969995, -1.3352627688434470934), c);
        TLanes c2 = Pair<TLanes, TReal>(z, 0.23533063012953285391, -0.02580688873700220327);
        c2 = TLanes.MultiplyAdd(z2, Pair<TLanes, TReal>(z, 0.0019295562724817131482, -0.00010456655338748738169), c2);
        c2 = TLanes.MultiplyAdd(z4, TLanes.Create(4.1495643539425855122e-6), c2);
        c = TLanes.MultiplyAdd(z4, c2, c);
        value = s * s;
        slope = TLanes.Create(-Math.PI) * (s * c);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Pair<TLanes, TReal>(TLanes z, double low, double high)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged =>
        TLanes.MultiplyAdd(z, TLanes.Create(high), TLanes.Create(low));
}

internal readonly struct CubedTanhCore : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        // tanh y = y p(y^2) with the polynomial that errs least for 0 <= y <= 1, by 1.3e-16 of its value.
        TLanes y = TLanes.Max(TLanes.Create(1.0) - x, TLanes.Zero), z = y * y, z2 = z * z, z4 = z2 * z2;
        TLanes p = Four<TLanes, TReal>(
            z, z2, 9.137586894886332e-06, -1.8263742486665518e-06, 1.8339080831162945e-07, 0.0);
        p = TLanes.MultiplyAdd(z4, p, Four<TLanes, TReal>(
            z, z2, 0.0005883728301583213, -0.00023543082412138557, 9.081944368321639e-05, -3.182486501492935e-05));
        p = TLanes.MultiplyAdd(z4, p, Four<TLanes, TReal>(
            z, z2, 0.02186948640738387, -0.008863215351534354, 0.0035920025050500113, -0.0014552949563844436));
        p = TLanes.MultiplyAdd(z4, p, Four<TLanes, TReal>(
            z, z2, 0.9999999999999999, -0.3333333333332728, 0.13333333332877736, -0.05396825383241425));
        TLanes t = y * p, t2 = t * t;
        value = t2 * t;
        slope = TLanes.Create(-3.0) * (t2 - (t2 * t2));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Four<TLanes, TReal>(TLanes z, TLanes z2, double a, double b, double c, double d)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes low = TLanes.MultiplyAdd(z, TLanes.Create(b), TLanes.Create(a));
        return TLanes.MultiplyAdd(
            z2, d == 0.0 ? TLanes.Create(c) : TLanes.MultiplyAdd(z, TLanes.Create(d), TLanes.Create(c)), low);
    }
}

internal readonly struct ExponentialCore : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        // Where 1 - x^2 is smaller than this, the function is below 1e-36.
        TLanes one = TLanes.Create(1.0);
        TLanes w = one / TLanes.Max(one - (x * x), TLanes.Create(0.0119));
        value = TLanes.Exp(one - w);
        slope = TLanes.Create(-2.0) * x * (w * w) * value;
    }
}

internal readonly struct Poly1Core : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        // Without differences of large terms: (1 - x)^2 (1 + 2x), and so on; near 1 nothing cancels.
        TLanes one = TLanes.Create(1.0), y = one - x;
        value = y * y * (one + (x + x));
        slope = TLanes.Create(-6.0) * (x * y);
    }
}

internal readonly struct Poly2Core : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes one = TLanes.Create(1.0), y = one - x, y2 = y * y;
        TLanes p = TLanes.MultiplyAdd(x, TLanes.Create(6.0), TLanes.Create(3.0));
        value = y2 * y * TLanes.MultiplyAdd(x, p, one);
        slope = TLanes.Create(-30.0) * (x * x * y2);
    }
}

internal readonly struct Poly3Core : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes one = TLanes.Create(1.0), y = one - x, y2 = y * y;
        TLanes p = TLanes.MultiplyAdd(x, TLanes.Create(20.0), TLanes.Create(10.0));
        p = TLanes.MultiplyAdd(x, p, TLanes.Create(4.0));
        value = y2 * y2 * TLanes.MultiplyAdd(x, p, one);
        slope = TLanes.Create(-140.0) * (x * x * x * (y2 * y));
    }
}

internal readonly struct Poly4Core : ICore
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At<TLanes, TReal>(TLanes x, out TLanes value, out TLanes slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes one = TLanes.Create(1.0), y = one - x, y2 = y * y, x2 = x * x;
        TLanes p = TLanes.MultiplyAdd(x, TLanes.Create(70.0), TLanes.Create(35.0));
        p = TLanes.MultiplyAdd(x, p, TLanes.Create(15.0));
        p = TLanes.MultiplyAdd(x, p, TLanes.Create(5.0));
        value = y2 * y2 * y * TLanes.MultiplyAdd(x, p, one);
        slope = TLanes.Create(-630.0) * (x2 * x2 * (y2 * y2));
    }
}
