using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>Four numbers in double precision (AVX, AVX2).</summary>
public readonly unsafe partial struct Double4 : ILanes<Double4, double>
{
    private readonly Vector256<double> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Double4(Vector256<double> v) => _v = v;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static Double4 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<double>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Broadcast(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Create(double value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Load(double* from) => new(Vector256.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(double* to, Double4 value) => value._v.Store(to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator +(Double4 a, Double4 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator -(Double4 a, Double4 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 operator *(Double4 a, Double4 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 MultiplyAdd(Double4 a, Double4 b, Double4 c) =>
        new(Vector256.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 MultiplySubtract(Double4 a, Double4 b, Double4 c) =>
        new(Vector256.MultiplyAddEstimate(a._v, b._v, -c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Reciprocal(Double4 a) =>
        new(Vector256<double>.One / a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Sqrt(Double4 a) => new(Vector256.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Less(Double4 a, Double4 b) => new(Vector256.LessThan(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 And(Double4 a, Double4 b) => new(a._v & b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Double4 mask) => Vector256.ExtractMostSignificantBits(mask._v) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Select(Double4 mask, Double4 a, Double4 b) => new(Vector256.ConditionalSelect(mask._v, a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Min(Double4 a, Double4 b) => new(Vector256.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Max(Double4 a, Double4 b) => new(Vector256.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Round(Double4 a) => new(Vector256.Round(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Scale(Double4 a, Double4 n)
    {
        // Beside so large a number the last bits of the sum count ones: they are the power's exponent field.
        Vector256<ulong> field = (n._v + Vector256.Create(4503599627370496.0 + 1023.0)).AsUInt64() << 52;
        return new(a._v * field.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 Split(Double4 a, out Double4 exponent)
    {
        Vector256<ulong> bits = a._v.AsUInt64();
        Vector256<ulong> field = (bits + Vector256.Create(0x3ff0_0000_0000_0000UL - 0x3fe6_a09e_667f_3bcdUL)) >>> 52;
        exponent = new((field | Vector256.Create(0x4330_0000_0000_0000UL)).AsDouble() - Vector256.Create(4503599627370496.0 + 1023.0));
        return new((bits - ((field - Vector256.Create(1023UL)) << 52)).AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double4 LoadRelative(double* from, double origin) => new(Vector256.Load(from) - Vector256.Create(origin));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(double* to, Double4 value) => (Vector256.Load(to) + value._v).Store(to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double4 a) => Vector256.Sum(a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractSums(Double4 x, Double4 y, Double4 z, double* from)
    {
        if (!Avx.IsSupported)
        {
            from[0] -= Sum(x);
            from[1] -= Sum(y);
            from[2] -= Sum(z);
            return;
        }

        // (x01 y01 x23 y23) and (z01 z01 z23 z23), then their halves across.
        Vector256<double> xy = Avx.UnpackLow(x._v, y._v) + Avx.UnpackHigh(x._v, y._v);
        Vector256<double> zz = z._v + Avx.Permute(z._v, 0b0101);
        Vector256<double> sums = Avx.Permute2x128(xy, zz, 0x20) + Avx.Permute2x128(xy, zz, 0x31);
        (Vector256.Load(from) - sums).Store(from);
    }
}
