using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Core.Mathematics.Lanes;

/// <content>Quotients, choices, exponentials and quadruples.</content>
public readonly unsafe partial struct Double4 : IRealLanes<Double4, double>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator /(Double4 a, Double4 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator -(Double4 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Max(Double4 a, Double4 b) => new(Vector256.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Min(Double4 a, Double4 b) => new(Vector256.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Abs(Double4 a) => new(Vector256.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Select(Double4 mask, Double4 a, Double4 b) =>
        new(Vector256.ConditionalSelect(mask._v, a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Double4 mask) => Vector256.ExtractMostSignificantBits(mask._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Exp(Double4 a)
    {
        // n = round(a / ln 2) sits in the low bits of a sum that has no room for a fraction; r = a - n ln 2, |r| <= ln 2 / 2,
        // and e^r = 1 + r + r^2 q(r) with the polynomial q that errs least, below 1e-17 here.
        Vector256<double> shifter = Vector256.Create(6755399441055744.0);
        Vector256<double> x = Vector256.MinNative(Vector256.MaxNative(a._v, Vector256.Create(-700.0)), Vector256.Create(700.0));
        Vector256<double> t = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.4426950408889634), shifter);
        Vector256<double> n = t - shifter;
        Vector256<double> r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-0.693147180369123816490), x);
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-1.90821492927058770002e-10), r);
        Vector256<double> r2 = r * r, r4 = r2 * r2;
        Vector256<double> q0 = Vector256.MultiplyAddEstimate(r, Vector256.Create(0.16666666666666667453), Vector256.Create(0.50000000000000010221));
        Vector256<double> q1 = Vector256.MultiplyAddEstimate(r, Vector256.Create(0.0083333333333300618325), Vector256.Create(0.041666666666624127873));
        Vector256<double> q2 = Vector256.MultiplyAddEstimate(r, Vector256.Create(1.9841269863053616878e-4), Vector256.Create(0.0013888888917213716901));
        Vector256<double> q3 = Vector256.MultiplyAddEstimate(r, Vector256.Create(2.7557268459997064772e-6), Vector256.Create(2.4801521295954375131e-5));
        Vector256<double> q4 = Vector256.MultiplyAddEstimate(r, Vector256.Create(2.5100385495510319078e-8), Vector256.Create(2.7620088445409748161e-7));
        Vector256<double> high = Vector256.MultiplyAddEstimate(r4, q4, Vector256.MultiplyAddEstimate(r2, q3, q2));
        Vector256<double> q = Vector256.MultiplyAddEstimate(r4, high, Vector256.MultiplyAddEstimate(r2, q1, q0));
        Vector256<double> p = Vector256<double>.One + Vector256.MultiplyAddEstimate(r2, q, r);
        return new((Vector256.ShiftLeft(t.AsInt64(), 52) + p.AsInt64()).AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadQuads(double* table, int* index, out Double4 a, out Double4 b, out Double4 c, out Double4 d)
    {
        Quads.Load(table, index, out Vector256<double> va, out Vector256<double> vb, out Vector256<double> vc, out Vector256<double> vd);
        a = new(va);
        b = new(vb);
        c = new(vc);
        d = new(vd);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddQuads(double* table, int* index, Double4 a, Double4 b, Double4 c, Double4 d) =>
        Quads.Add(table, index, a._v, b._v, c._v, d._v);
}
