using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Core.Mathematics.Lanes;

/// <content>Quotients, choices, exponentials and quadruples.</content>
public readonly unsafe partial struct Float8 : IRealLanes<Float8, float>
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator /(Float8 a, Float8 b) => new(a._v / b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator -(Float8 a) => new(-a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Max(Float8 a, Float8 b) => new(Vector256.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Min(Float8 a, Float8 b) => new(Vector256.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Abs(Float8 a) => new(Vector256.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Select(Float8 mask, Float8 a, Float8 b) =>
        new(Vector256.ConditionalSelect(mask._v, a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Float8 mask) => Vector256.ExtractMostSignificantBits(mask._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Exp(Float8 a)
    {
        // As in double precision, with a shorter polynomial.
        Vector256<float> shifter = Vector256.Create(12582912f);
        Vector256<float> x = Vector256.MinNative(Vector256.MaxNative(a._v, Vector256.Create(-87f)), Vector256.Create(87f));
        Vector256<float> t = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.44269504f), shifter);
        Vector256<float> n = t - shifter;
        Vector256<float> r = Vector256.MultiplyAddEstimate(n, Vector256.Create(-0.693359375f), x);
        r = Vector256.MultiplyAddEstimate(n, Vector256.Create(2.12194440e-4f), r);
        Vector256<float> r2 = r * r;
        Vector256<float> q0 = Vector256.MultiplyAddEstimate(r, Vector256.Create(0.166665770f), Vector256.Create(0.5f));
        Vector256<float> q1 = Vector256.MultiplyAddEstimate(r, Vector256.Create(0.00836305318f), Vector256.Create(0.0416665546f));
        Vector256<float> q = Vector256.MultiplyAddEstimate(r2, Vector256.MultiplyAddEstimate(r2, Vector256.Create(0.00139261836f), q1), q0);
        Vector256<float> p = Vector256<float>.One + Vector256.MultiplyAddEstimate(r2, q, r);
        return new((Vector256.ShiftLeft(t.AsInt32(), 23) + p.AsInt32()).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadQuads(float* table, int* index, out Float8 a, out Float8 b, out Float8 c, out Float8 d)
    {
        Quads.Load(table, index, out Vector256<float> va, out Vector256<float> vb, out Vector256<float> vc, out Vector256<float> vd);
        a = new(va);
        b = new(vb);
        c = new(vc);
        d = new(vd);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddQuads(float* table, int* index, Float8 a, Float8 b, Float8 c, Float8 d) =>
        Quads.Add(table, index, a._v, b._v, c._v, d._v);
}
