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
    public static Float8 Abs(Float8 a) => new(Vector256.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Float8 mask) => Vector256.ExtractMostSignificantBits(mask._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Exp(Float8 a) => VectorMath.Exp<Float8, float>(a);

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
    public static void AddQuads(double* table, int* index, Float8 a, Float8 b, Float8 c, Float8 d) =>
        Quads.Add(table, index, a._v, b._v, c._v, d._v);
}
