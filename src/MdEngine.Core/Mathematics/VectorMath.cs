using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Core.Mathematics;

/// <summary>
/// Elementary functions of whole registers, to the full precision of their numbers, for kernels: inlined, without
/// branches, and never NaN or infinite for a finite argument.
/// </summary>
/// <remarks>
/// Polynomials are minimax fits (Remez's algorithm) with relative errors below 4e-18 in double and 4e-9 in single
/// precision, so that what is left is rounding: within 1.5 units in the last place where fused multiply-adds exist.
/// Reduction of the argument: J.-M. Muller, Elementary Functions, 3rd ed. (2016), chapter 11.
/// </remarks>
public static class VectorMath
{
    // ln 2 in two parts; the first has trailing zeros, so that its product with an exponent is exact.
    private const double Log2High = 0.693147180559663, Log2Low = 2.8235290563031577e-13;
    private const double Log2HighSingle = 0.693145751953125, Log2LowSingle = 1.428606765330187e-06;

    // Powers of two beyond these are no normal numbers.
    private const double Largest = 709.0, Smallest = -708.0;
    private const double LargestSingle = 88.0, SmallestSingle = -87.0;

    /// <summary>
    /// The exponential. Beyond the range of normal numbers it saturates: 0 below -708 (-87 in single precision), that of
    /// 709 (88) above.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes, TReal>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        bool single = typeof(TReal) == typeof(float);
        TLanes smallest = TLanes.Create(single ? SmallestSingle : Smallest);
        TLanes a = TLanes.Max(smallest, TLanes.Min(TLanes.Create(single ? LargestSingle : Largest), x));
        TLanes n = TLanes.Round(a * TLanes.Create(1.4426950408889634));
        TLanes r = TLanes.MultiplyAdd(n, TLanes.Create(single ? -Log2HighSingle : -Log2High), a);
        r = TLanes.MultiplyAdd(n, TLanes.Create(single ? -Log2LowSingle : -Log2Low), r);
        TLanes r2 = r * r;
        // e^r = 1 + (r + r^2 q(r)) with |r| up to half of ln 2.
        TLanes e = TLanes.Create(1.0) + TLanes.MultiplyAdd(r2, single ? ExpSingle<TLanes, TReal>(r, r2) : ExpDouble<TLanes, TReal>(r, r2), r);
        return TLanes.And(TLanes.Scale(e, n), TLanes.Less(smallest, x));
    }

    /// <summary>The natural logarithm of positive normal numbers; of 0 it is some -709 (-88 in single precision).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes, TReal>(TLanes x)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        bool single = typeof(TReal) == typeof(float);
        TLanes f = TLanes.Split(x, out TLanes n) - TLanes.Create(1.0);
        TLanes s = f * TLanes.Reciprocal(f + TLanes.Create(2.0));
        TLanes z = s * s;
        TLanes p = single ? LogSingle<TLanes, TReal>(z) : LogDouble<TLanes, TReal>(z);
        // ln(1 + f) = 2 s + s z p(z) = f - (f^2/2 - s (f^2/2 + z p)), s = f/(2 + f): the largest term is exact.
        TLanes half = TLanes.Create(0.5) * (f * f);
        TLanes t = s * TLanes.MultiplyAdd(z, p, half);
        t = TLanes.MultiplyAdd(n, TLanes.Create(single ? Log2LowSingle : Log2Low), t);
        return TLanes.MultiplyAdd(n, TLanes.Create(single ? Log2HighSingle : Log2High), f - (half - t));
    }

    /// <summary>Sine and cosine of an angle up to a quarter of pi, in radian.</summary>
    /// <param name="y">Angles from -pi/4 to pi/4; beyond, the precision is lost.</param>
    /// <param name="cos">Cosines.</param>
    /// <returns>Sines.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes SinCos<TLanes, TReal>(TLanes y, out TLanes cos)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes z = y * y;
        TLanes s = Chain<TLanes, TReal>(z, TLanes.Create(1.5896747420292935e-10), -2.5050757311545573e-08);
        s = Chain<TLanes, TReal>(z, s, 2.7557313686978256e-06);
        s = Chain<TLanes, TReal>(z, s, -0.00019841269829794168);
        s = Chain<TLanes, TReal>(z, s, 0.008333333333322398);
        s = Chain<TLanes, TReal>(z, s, -0.16666666666666632);
        TLanes c = Chain<TLanes, TReal>(z, TLanes.Create(-1.1359615601895647e-11), 2.087572267534426e-09);
        c = Chain<TLanes, TReal>(z, c, -2.7557314348124165e-07);
        c = Chain<TLanes, TReal>(z, c, 2.480158728946833e-05);
        c = Chain<TLanes, TReal>(z, c, -0.0013888888888874103);
        c = Chain<TLanes, TReal>(z, c, 0.0416666666666666);
        cos = TLanes.MultiplyAdd(z * z, c, TLanes.MultiplyAdd(z, TLanes.Create(-0.5), TLanes.Create(1.0)));
        return TLanes.MultiplyAdd(y * z, s, y);
    }

    // Pairs of terms, then pairs of pairs (Estrin's scheme): a third of the waiting of Horner's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpDouble<TLanes, TReal>(TLanes r, TLanes r2)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes r4 = r2 * r2;
        TLanes a = Chain<TLanes, TReal>(r, TLanes.Create(0.1666666666666641), 0.5000000000000011);
        TLanes b = Chain<TLanes, TReal>(r, TLanes.Create(0.00833333333349498), 0.04166666666652973);
        TLanes c = Chain<TLanes, TReal>(r, TLanes.Create(0.00019841269505765864), 0.0013888888943759687);
        TLanes d = Chain<TLanes, TReal>(r, TLanes.Create(2.755758681289134e-06), 2.4801492949876948e-05);
        TLanes e = Chain<TLanes, TReal>(r, TLanes.Create(2.500001551139724e-08), 2.7630306178299074e-07);
        a = TLanes.MultiplyAdd(r2, b, a);
        c = TLanes.MultiplyAdd(r2, d, c);
        return TLanes.MultiplyAdd(r4, TLanes.MultiplyAdd(r4, e, c), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ExpSingle<TLanes, TReal>(TLanes r, TLanes r2)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes a = Chain<TLanes, TReal>(r, TLanes.Create(0.16666520399458254), 0.49999993431974626);
        TLanes b = Chain<TLanes, TReal>(r, TLanes.Create(0.00836874508084548), 0.04166839083434281);
        return TLanes.MultiplyAdd(r2, TLanes.MultiplyAdd(r2, TLanes.Create(0.001381453708436321), b), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogDouble<TLanes, TReal>(TLanes z)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes z2 = z * z;
        TLanes a = Chain<TLanes, TReal>(z, TLanes.Create(0.3999999999941289), 0.6666666666666735);
        TLanes b = Chain<TLanes, TReal>(z, TLanes.Create(0.22222198524692355), 0.28571428742824195);
        TLanes c = Chain<TLanes, TReal>(z, TLanes.Create(0.15313977042675045), 0.18183567027261088);
        c = TLanes.MultiplyAdd(z2, TLanes.Create(0.1479672734795981), c);
        return TLanes.MultiplyAdd(z2, TLanes.MultiplyAdd(z2, c, b), a);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes LogSingle<TLanes, TReal>(TLanes z)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged
    {
        TLanes a = Chain<TLanes, TReal>(z, TLanes.Create(0.29872400439328944), 0.39977518587510874);
        return Chain<TLanes, TReal>(z, a, 0.6666677654919427);
    }

    /// <summary>x higher + lower.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Chain<TLanes, TReal>(TLanes x, TLanes higher, double lower)
        where TLanes : unmanaged, ILanes<TLanes, TReal>
        where TReal : unmanaged => TLanes.MultiplyAdd(x, higher, TLanes.Create(lower));
}
