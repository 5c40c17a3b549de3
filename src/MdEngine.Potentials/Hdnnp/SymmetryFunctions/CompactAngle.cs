using System;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>Compact cores of angles, given by their cosines.</summary>
internal static unsafe class CompactAngle
{
    private static ReadOnlySpan<double> ArcSine =>
    [
        0.02961201126495512036, -0.019241671746743040654, 0.019554513336123378949, 0.0030448799094556773959,
        0.0093195607947674462957, 0.0096218429701002810177, 0.011566459612121668568, 0.013963780012203569641,
        0.017352816540325494994, 0.022372157443507222419, 0.030381944475532339993, 0.044642857142551892902,
        0.07500000000000117751, 0.16666666666666666592,
    ];

    /// <summary>Values and derivatives by the cosine, zero outside the support.</summary>
    public static void Evaluate<TLanes, TReal>(AngularTerm term, TReal* c, int count, TReal* value, TReal* slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        switch (term.Core)
        {
            case CompactCore.Poly1:
                Loop<TLanes, TReal, Poly1Core>(term, c, count, value, slope);
                break;
            case CompactCore.Poly2:
                Loop<TLanes, TReal, Poly2Core>(term, c, count, value, slope);
                break;
            case CompactCore.Poly3:
                Loop<TLanes, TReal, Poly3Core>(term, c, count, value, slope);
                break;
            case CompactCore.Poly4:
                Loop<TLanes, TReal, Poly4Core>(term, c, count, value, slope);
                break;
            default:
                Loop<TLanes, TReal, ExponentialCore>(term, c, count, value, slope);
                break;
        }
    }

    private static void Loop<TLanes, TReal, TCore>(AngularTerm term, TReal* c, int count, TReal* value, TReal* slope)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
        where TCore : struct, ICore
    {
        const double degree = Math.PI / 180.0;
        double half = 0.5 * degree * (term.Right - term.Left);
        TLanes centre = TLanes.Create(0.5 * degree * (term.Right + term.Left)), scale = TLanes.Create(1.0 / half);
        TLanes one = TLanes.Create(1.0);
        for (int k = 0; k < count; k += TLanes.Count)
        {
            TLanes cosine = TLanes.Min(TLanes.Max(TLanes.Load(c + k), -one), one);
            TLanes offset = ArcCosine<TLanes, TReal>(cosine) - centre, y = TLanes.Abs(offset) * scale;
            TLanes inside = TLanes.Less(y, one);
            TCore.At<TLanes, TReal>(y, out TLanes core, out TLanes coreSlope);
            // dt/dc = -1/sin t; in line, where that has no limit, the gradient of the cosine vanishes.
            TLanes sine = TLanes.Sqrt(TLanes.Max(one - (cosine * cosine), TLanes.Zero));
            TLanes sign = TLanes.Select(TLanes.Less(offset, TLanes.Zero), scale, -scale);
            TLanes bent = TLanes.And(inside, TLanes.Less(TLanes.Zero, sine));
            TLanes.Store(value + k, TLanes.And(core, inside));
            TLanes.Store(slope + k, TLanes.And(coreSlope * sign / sine, bent));
        }
    }

    /// <summary>The arc cosine of -1 &lt;= c &lt;= 1, radians.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes ArcCosine<TLanes, TReal>(TLanes c)
        where TLanes : unmanaged, IRealLanes<TLanes, TReal>
        where TReal : unmanaged
    {
        // asin s = s + s z q(z) with z = s^2 <= 1/4, q erring by less than 1e-18; towards the ends
        // acos |c| = 2 asin sqrt((1 - |c|) / 2).
        TLanes magnitude = TLanes.Abs(c), half = TLanes.Create(0.5);
        TLanes central = TLanes.Less(magnitude, half);
        TLanes z = TLanes.Select(central, c * c, half * (TLanes.Create(1.0) - magnitude));
        TLanes s = TLanes.Select(central, c, TLanes.Sqrt(z));
        TLanes q = TLanes.Create(ArcSine[0]);
        foreach (double coefficient in ArcSine[1..])
        {
            q = TLanes.MultiplyAdd(q, z, TLanes.Create(coefficient));
        }

        TLanes arc = TLanes.MultiplyAdd(s * z, q, s);
        TLanes ends = TLanes.Select(TLanes.Less(c, TLanes.Zero), TLanes.Create(Math.PI) - (arc + arc), arc + arc);
        return TLanes.Select(central, TLanes.Create(0.5 * Math.PI) - arc, ends);
    }
}
