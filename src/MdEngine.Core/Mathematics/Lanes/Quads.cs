using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Core.Mathematics.Lanes;

/// <summary>Turns rows of four numbers into columns and back.</summary>
internal static unsafe class Quads
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        double* table,
        int* index,
        out Vector256<double> a,
        out Vector256<double> b,
        out Vector256<double> c,
        out Vector256<double> d) =>
        Transpose(
            Vector256.Load(table + index[0]),
            Vector256.Load(table + index[1]),
            Vector256.Load(table + index[2]),
            Vector256.Load(table + index[3]),
            out a,
            out b,
            out c,
            out d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        double* table, int* index, Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d)
    {
        Transpose(
            a, b, c, d,
            out Vector256<double> r0, out Vector256<double> r1, out Vector256<double> r2, out Vector256<double> r3);
        AddTo(table + index[0], r0);
        AddTo(table + index[1], r1);
        AddTo(table + index[2], r2);
        AddTo(table + index[3], r3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        float* table,
        int* index,
        out Vector256<float> a,
        out Vector256<float> b,
        out Vector256<float> c,
        out Vector256<float> d) =>
        Transpose(
            Vector256.Create(Vector128.Load(table + index[0]), Vector128.Load(table + index[4])),
            Vector256.Create(Vector128.Load(table + index[1]), Vector128.Load(table + index[5])),
            Vector256.Create(Vector128.Load(table + index[2]), Vector128.Load(table + index[6])),
            Vector256.Create(Vector128.Load(table + index[3]), Vector128.Load(table + index[7])),
            out a,
            out b,
            out c,
            out d);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        double* table, int* index, Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d)
    {
        Transpose(
            a, b, c, d,
            out Vector256<float> r04, out Vector256<float> r15, out Vector256<float> r26, out Vector256<float> r37);
        AddTo(table + index[0], r04.GetLower());
        AddTo(table + index[1], r15.GetLower());
        AddTo(table + index[2], r26.GetLower());
        AddTo(table + index[3], r37.GetLower());
        AddTo(table + index[4], r04.GetUpper());
        AddTo(table + index[5], r15.GetUpper());
        AddTo(table + index[6], r26.GetUpper());
        AddTo(table + index[7], r37.GetUpper());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector256<double> r0,
        Vector256<double> r1,
        Vector256<double> r2,
        Vector256<double> r3,
        out Vector256<double> a,
        out Vector256<double> b,
        out Vector256<double> c,
        out Vector256<double> d)
    {
        if (!Avx.IsSupported)
        {
            a = Vector256.Create(r0[0], r1[0], r2[0], r3[0]);
            b = Vector256.Create(r0[1], r1[1], r2[1], r3[1]);
            c = Vector256.Create(r0[2], r1[2], r2[2], r3[2]);
            d = Vector256.Create(r0[3], r1[3], r2[3], r3[3]);
            return;
        }

        Vector256<double> ac01 = Avx.UnpackLow(r0, r1), bd01 = Avx.UnpackHigh(r0, r1);
        Vector256<double> ac23 = Avx.UnpackLow(r2, r3), bd23 = Avx.UnpackHigh(r2, r3);
        a = Avx.Permute2x128(ac01, ac23, 0x20);
        b = Avx.Permute2x128(bd01, bd23, 0x20);
        c = Avx.Permute2x128(ac01, ac23, 0x31);
        d = Avx.Permute2x128(bd01, bd23, 0x31);
    }

    /// <summary>The same in each half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(
        Vector256<float> r0,
        Vector256<float> r1,
        Vector256<float> r2,
        Vector256<float> r3,
        out Vector256<float> a,
        out Vector256<float> b,
        out Vector256<float> c,
        out Vector256<float> d)
    {
        if (!Avx.IsSupported)
        {
            a = Vector256.Create(r0[0], r1[0], r2[0], r3[0], r0[4], r1[4], r2[4], r3[4]);
            b = Vector256.Create(r0[1], r1[1], r2[1], r3[1], r0[5], r1[5], r2[5], r3[5]);
            c = Vector256.Create(r0[2], r1[2], r2[2], r3[2], r0[6], r1[6], r2[6], r3[6]);
            d = Vector256.Create(r0[3], r1[3], r2[3], r3[3], r0[7], r1[7], r2[7], r3[7]);
            return;
        }

        Vector256<float> ab01 = Avx.UnpackLow(r0, r1), cd01 = Avx.UnpackHigh(r0, r1);
        Vector256<float> ab23 = Avx.UnpackLow(r2, r3), cd23 = Avx.UnpackHigh(r2, r3);
        a = Avx.Shuffle(ab01, ab23, 0x44);
        b = Avx.Shuffle(ab01, ab23, 0xEE);
        c = Avx.Shuffle(cd01, cd23, 0x44);
        d = Avx.Shuffle(cd01, cd23, 0xEE);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(double* to, Vector256<double> row) => (Vector256.Load(to) + row).Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(double* to, Vector128<float> row)
    {
        Vector256<double> wide = Avx.IsSupported
            ? Avx.ConvertToVector256Double(row)
            : Vector256.Create(Vector128.WidenLower(row), Vector128.WidenUpper(row));
        (Vector256.Load(to) + wide).Store(to);
    }
}
