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
    public static Double4 Abs(Double4 a) => new(Vector256.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Double4 mask) => Vector256.ExtractMostSignificantBits(mask._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Exp(Double4 a) => VectorMath.Exp<Double4, double>(a);

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
