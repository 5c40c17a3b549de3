using System;
using System.Runtime.CompilerServices;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Core.Mathematics;

/// <summary>The complementary error function in double precision.</summary>
/// <remarks>
/// erfc(x) = e^(-x^2) g(u) / (1 + 2 x) with g smooth on the whole half axis as a function of u, which runs from -1 to 1
/// as x goes from 0 to 6 by u ~ (x - 3.75)/(x + 3.75); after M. M. Shepherd, J. G. Laframboise, Math. Comput. 36, 249
/// (1981), doi:10.1090/S0025-5718-1981-0595058-X. The polynomial is a Chebyshev expansion of our own, of relative error
/// 3e-17 before rounding; rounding of x^2 makes it x^2 times 1e-16. Beyond 6, erfc is below 3e-17 and keeps its decay.
/// </remarks>
public static class ErrorFunction
{
    /// <summary>2 / sqrt(pi).</summary>
    public const double TwoOverRootPi = 1.1283791670955126;

    private const double Last = 6.0;
    private const double Middle = 3.75, Offset = 2.25, Slope = -12.1875;

    // Coefficients of u^0, u^1, ...
    private static ReadOnlySpan<double> Coefficients =>
    [
        1.283912401933249, -0.04179282426054168, -0.10060856451103448, 0.11179778216964252, -0.07019928518991093,
        0.03094732250949018, -0.009843380026737453, 0.0021196945375661826, -0.00022461000678212999,
        -2.3760296540165246e-05, 1.1501781443991654e-05, -5.709012537159664e-07, -3.8664233345969586e-07,
        4.927460740814129e-08, 1.3945177725885665e-08, -2.4168664049061615e-09, -6.047588393064896e-10,
        8.739498944732526e-11, 2.5185871667598157e-11,
    ];

    /// <summary>erfc of not negative numbers, and e^(-x^2) with it.</summary>
    /// <typeparam name="TLanes">Register of doubles.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Complement<TLanes>(TLanes x, out TLanes gaussian)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        gaussian = VectorMath.Exp<TLanes, double>(TLanes.Zero - (x * x));
        TLanes near = TLanes.Min(x, TLanes.Create(Last));
        // One division for both quotients: 1/((x + 3.75) (1 + 2 x)).
        TLanes a = near + TLanes.Create(Middle);
        TLanes b = TLanes.MultiplyAdd(TLanes.Create(2.0), near, TLanes.Create(1.0));
        TLanes inverse = TLanes.Reciprocal(a * b);
        TLanes u = TLanes.MultiplyAdd(TLanes.Create(Slope), b * inverse, TLanes.Create(Offset));
        return gaussian * (a * inverse) * Polynomial(u);
    }

    /// <summary>erfc of a number that is not negative.</summary>
    public static double Complement(double x)
    {
        Double4 value = Complement(Double4.Create(x), out _);
        return Double4.Sum(value) / Double4.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes Polynomial<TLanes>(TLanes u)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        // Even and odd powers by themselves, so that two chains run side by side.
        TLanes u2 = u * u;
        TLanes even = TLanes.Create(Coefficients[18]);
        TLanes odd = TLanes.Create(Coefficients[17]);
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[16]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[15]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[14]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[13]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[12]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[11]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[10]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[9]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[8]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[7]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[6]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[5]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[4]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[3]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[2]));
        odd = TLanes.MultiplyAdd(odd, u2, TLanes.Create(Coefficients[1]));
        even = TLanes.MultiplyAdd(even, u2, TLanes.Create(Coefficients[0]));
        return TLanes.MultiplyAdd(u, odd, even);
    }
}
