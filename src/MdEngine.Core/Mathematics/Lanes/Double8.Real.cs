using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Core.Mathematics.Lanes;

/// <content>Quotients, choices, exponentials and quadruples.</content>
public readonly unsafe partial struct Double8 : IRealLanes<Double8, double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator /(Double8 a, Double8 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator -(Double8 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Max(Double8 a, Double8 b) => new(Vector512.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Min(Double8 a, Double8 b) => new(Vector512.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Abs(Double8 a) => new(Vector512.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Select(Double8 mask, Double8 a, Double8 b) =>
        new(Vector512.ConditionalSelect(mask._v, a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Double8 mask) => (uint)Vector512.ExtractMostSignificantBits(mask._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Exp(Double8 a)
    {
        // n = round(a / ln 2) sits in the low bits of a sum that has no room for a fraction; r = a - n ln 2, |r| <= ln 2 / 2,
        // and e^r = 1 + r + r^2 q(r) with the polynomial q that errs least, below 1e-17 here.
        Vector512<double> shifter = Vector512.Create(6755399441055744.0);
        Vector512<double> x = Vector512.MinNative(Vector512.MaxNative(a._v, Vector512.Create(-700.0)), Vector512.Create(700.0));
        Vector512<double> t = Vector512.MultiplyAddEstimate(x, Vector512.Create(1.4426950408889634), shifter);
        Vector512<double> n = t - shifter;
        Vector512<double> r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-0.693147180369123816490), x);
        r = Vector512.MultiplyAddEstimate(n, Vector512.Create(-1.90821492927058770002e-10), r);
        Vector512<double> r2 = r * r, r4 = r2 * r2;
        Vector512<double> q0 = Vector512.MultiplyAddEstimate(r, Vector512.Create(0.16666666666666667453), Vector512.Create(0.50000000000000010221));
        Vector512<double> q1 = Vector512.MultiplyAddEstimate(r, Vector512.Create(0.0083333333333300618325), Vector512.Create(0.041666666666624127873));
        Vector512<double> q2 = Vector512.MultiplyAddEstimate(r, Vector512.Create(1.9841269863053616878e-4), Vector512.Create(0.0013888888917213716901));
        Vector512<double> q3 = Vector512.MultiplyAddEstimate(r, Vector512.Create(2.7557268459997064772e-6), Vector512.Create(2.4801521295954375131e-5));
        Vector512<double> q4 = Vector512.MultiplyAddEstimate(r, Vector512.Create(2.5100385495510319078e-8), Vector512.Create(2.7620088445409748161e-7));
        Vector512<double> high = Vector512.MultiplyAddEstimate(r4, q4, Vector512.MultiplyAddEstimate(r2, q3, q2));
        Vector512<double> q = Vector512.MultiplyAddEstimate(r4, high, Vector512.MultiplyAddEstimate(r2, q1, q0));
        Vector512<double> p = Vector512<double>.One + Vector512.MultiplyAddEstimate(r2, q, r);
        return new((Vector512.ShiftLeft(t.AsInt64(), 52) + p.AsInt64()).AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadQuads(double* table, int* index, out Double8 a, out Double8 b, out Double8 c, out Double8 d)
    {
        Quads.Load(table, index, out Vector256<double> a0, out Vector256<double> b0, out Vector256<double> c0, out Vector256<double> d0);
        Quads.Load(table, index + 4, out Vector256<double> a1, out Vector256<double> b1, out Vector256<double> c1, out Vector256<double> d1);
        a = new(Vector512.Create(a0, a1));
        b = new(Vector512.Create(b0, b1));
        c = new(Vector512.Create(c0, c1));
        d = new(Vector512.Create(d0, d1));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddQuads(double* table, int* index, Double8 a, Double8 b, Double8 c, Double8 d)
    {
        Quads.Add(table, index, a._v.GetLower(), b._v.GetLower(), c._v.GetLower(), d._v.GetLower());
        Quads.Add(table, index + 4, a._v.GetUpper(), b._v.GetUpper(), c._v.GetUpper(), d._v.GetUpper());
    }
}
