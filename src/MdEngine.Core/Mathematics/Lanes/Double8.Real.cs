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
    public static Double8 Abs(Double8 a) => new(Vector512.Abs(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Bits(Double8 mask) => (uint)Vector512.ExtractMostSignificantBits(mask._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Exp(Double8 a) => VectorMath.Exp<Double8, double>(a);

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
