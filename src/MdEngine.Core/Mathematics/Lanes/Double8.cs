using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>Eight numbers in double precision (AVX-512).</summary>
public readonly unsafe partial struct Double8 : ILanes<Double8, double>
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
    public static Double8 MultiplySubtract(Double8 a, Double8 b, Double8 c) =>
        new(Vector512.MultiplyAddEstimate(a._v, b._v, -c._v));

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
    public static bool Any(Double8 mask) => Vector512.ExtractMostSignificantBits(mask._v) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Select(Double8 mask, Double8 a, Double8 b) => new(Vector512.ConditionalSelect(mask._v, a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Min(Double8 a, Double8 b) => new(Vector512.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Max(Double8 a, Double8 b) => new(Vector512.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Round(Double8 a) => new(Vector512.Round(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Scale(Double8 a, Double8 n)
    {
        // Beside so large a number the last bits of the sum count ones: they are the power's exponent field.
        Vector512<ulong> field = (n._v + Vector512.Create(4503599627370496.0 + 1023.0)).AsUInt64() << 52;
        return new(a._v * field.AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 Split(Double8 a, out Double8 exponent)
    {
        Vector512<ulong> bits = a._v.AsUInt64();
        Vector512<ulong> field = (bits + Vector512.Create(0x3ff0_0000_0000_0000UL - 0x3fe6_a09e_667f_3bcdUL)) >>> 52;
        exponent = new((field | Vector512.Create(0x4330_0000_0000_0000UL)).AsDouble() - Vector512.Create(4503599627370496.0 + 1023.0));
        return new((bits - ((field - Vector512.Create(1023UL)) << 52)).AsDouble());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double8 LoadRelative(double* from, double origin) => new(Vector512.Load(from) - Vector512.Create(origin));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(double* to, Double8 value) => (Vector512.Load(to) + value._v).Store(to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Double8 a) => Vector512.Sum(a._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractSums(Double8 x, Double8 y, Double8 z, double* from)
    {
        if (!Avx.IsSupported)
        {
            from[0] -= Sum(x);
            from[1] -= Sum(y);
            from[2] -= Sum(z);
            return;
        }

        Vector256<double> x4 = x._v.GetLower() + x._v.GetUpper();
        Vector256<double> y4 = y._v.GetLower() + y._v.GetUpper();
        Vector256<double> z4 = z._v.GetLower() + z._v.GetUpper();
        Vector256<double> xy = Avx.UnpackLow(x4, y4) + Avx.UnpackHigh(x4, y4);
        Vector256<double> zz = z4 + Avx.Permute(z4, 0b0101);
        Vector256<double> sums = Avx.Permute2x128(xy, zz, 0x20) + Avx.Permute2x128(xy, zz, 0x31);
        (Vector256.Load(from) - sums).Store(from);
    }
}
