using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>Eight numbers in double precision (AVX-512).</summary>
public readonly unsafe struct Double8 : ILanes<Double8, double>
{
    private readonly Vector512<double> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double8(Vector512<double> v) => _v = v;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static Double8 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Broadcast(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Create(double value) => new(Vector512.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Load(double* from) => new(Vector512.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* to, Double8 value) => value._v.Store(to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator +(Double8 a, Double8 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator -(Double8 a, Double8 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 operator *(Double8 a, Double8 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 MultiplyAdd(Double8 a, Double8 b, Double8 c) =>
        new(Vector512.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Reciprocal(Double8 a)
    {
        if (!Avx512F.IsSupported)
        {
            return new(Vector512<double>.One / a._v);
        }

        // Fourteen bits from the processor, two Newton steps for the rest: cheaper than the division.
        Vector512<double> r = Avx512F.Reciprocal14(a._v);
        Vector512<double> e = Vector512.MultiplyAddEstimate(-a._v, r, Vector512<double>.One);
        r = Vector512.MultiplyAddEstimate(r, e, r);
        e = Vector512.MultiplyAddEstimate(-a._v, r, Vector512<double>.One);
        return new(Vector512.MultiplyAddEstimate(r, e, r));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Sqrt(Double8 a) => new(Vector512.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Less(Double8 a, Double8 b) => new(Vector512.LessThan(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 And(Double8 a, Double8 b) => new(a._v & b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool NoneSet(Double8 mask) => mask._v.ExtractMostSignificantBits() == 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Pick(Double8 table, int* types)
    {
        Vector256<int> t = Vector256.Load(types);
        return new(Vector512.ShuffleNative(table._v, Vector512.Create(Vector256.WidenLower(t), Vector256.WidenUpper(t))));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double8 a) => Vector512.Sum(a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSums(Double8 a, Double8 b, Double8 c, Double8 d, double* to)
    {
        Vector256<double> sums = Vector256.Create(
            Vector512.Sum(a._v), Vector512.Sum(b._v), Vector512.Sum(c._v), Vector512.Sum(d._v));
        (Vector256.Load(to) + sums).Store(to);
    }
}
