using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>Eight numbers in single precision (AVX, AVX2).</summary>
public readonly unsafe partial struct Float8 : ILanes<Float8, float>
{
    private readonly Vector256<float> _v;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Float8(Vector256<float> v) => _v = v;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static Float8 Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.Zero);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Broadcast(float value) => new(Vector256.Create(value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Create(double value) => new(Vector256.Create((float)value));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Load(float* from) => new(Vector256.Load(from));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(float* to, Float8 value) => value._v.Store(to);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator +(Float8 a, Float8 b) => new(a._v + b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator -(Float8 a, Float8 b) => new(a._v - b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 operator *(Float8 a, Float8 b) => new(a._v * b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplyAdd(Float8 a, Float8 b, Float8 c) =>
        new(Vector256.MultiplyAddEstimate(a._v, b._v, c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 MultiplySubtract(Float8 a, Float8 b, Float8 c) =>
        new(Vector256.MultiplyAddEstimate(a._v, b._v, -c._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Reciprocal(Float8 a)
    {
        if (!Avx.IsSupported)
        {
            return new(Vector256<float>.One / a._v);
        }

        // Twelve bits from the processor, one Newton step for the rest.
        Vector256<float> r = Avx.Reciprocal(a._v);
        return new(r * Vector256.MultiplyAddEstimate(-a._v, r, Vector256.Create(2f)));
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Sqrt(Float8 a) => new(Vector256.Sqrt(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Less(Float8 a, Float8 b) => new(Vector256.LessThan(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 And(Float8 a, Float8 b) => new(a._v & b._v);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Any(Float8 mask) => Vector256.ExtractMostSignificantBits(mask._v) != 0;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Select(Float8 mask, Float8 a, Float8 b) => new(Vector256.ConditionalSelect(mask._v, a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Min(Float8 a, Float8 b) => new(Vector256.MinNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Max(Float8 a, Float8 b) => new(Vector256.MaxNative(a._v, b._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Round(Float8 a) => new(Vector256.Round(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Scale(Float8 a, Float8 n)
    {
        // Beside so large a number the last bits of the sum count ones: they are the power's exponent field.
        Vector256<uint> field = (n._v + Vector256.Create(8388608f + 127f)).AsUInt32() << 23;
        return new(a._v * field.AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 Split(Float8 a, out Float8 exponent)
    {
        Vector256<uint> bits = a._v.AsUInt32();
        Vector256<uint> field = (bits + Vector256.Create(0x3f80_0000u - 0x3f35_04f3u)) >>> 23;
        exponent = new((field | Vector256.Create(0x4b00_0000u)).AsSingle() - Vector256.Create(8388608f + 127f));
        return new((bits - ((field - Vector256.Create(127u)) << 23)).AsSingle());
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Float8 LoadRelative(double* from, double origin) =>
        new(Vector256.Narrow(
            Vector256.Load(from) - Vector256.Create(origin), Vector256.Load(from + 4) - Vector256.Create(origin)));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(double* to, Float8 value)
    {
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(value._v);
        (Vector256.Load(to) + low).Store(to);
        (Vector256.Load(to + 4) + high).Store(to + 4);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Float8 a) =>
        Vector256.Sum(Vector256.WidenLower(a._v) + Vector256.WidenUpper(a._v));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractSums(Float8 x, Float8 y, Float8 z, float* from)
    {
        if (!Avx.IsSupported)
        {
            from[0] -= Vector256.Sum(x._v);
            from[1] -= Vector256.Sum(y._v);
            from[2] -= Vector256.Sum(z._v);
            return;
        }

        // In each half (x02 y02 x13 y13) and (z02 z13 z02 z13), then (x y z z), then the two halves.
        Vector256<float> xy = Avx.UnpackLow(x._v, y._v) + Avx.UnpackHigh(x._v, y._v);
        Vector256<float> zz = z._v + Avx.Permute(z._v, 0b01_00_11_10);
        Vector256<float> xyz = Avx.Shuffle(xy, zz, 0b00_00_01_00) + Avx.Shuffle(xy, zz, 0b01_01_11_10);
        (Vector128.Load(from) - (xyz.GetLower() + xyz.GetUpper())).Store(from);
    }
}
