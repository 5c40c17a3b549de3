using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Core.Forces;

/// <summary>
/// Four atoms at a time between quadruples (x, y, z, w) in memory (<see cref="PairWindow{TReal}"/>) and registers of like
/// components: loads into halves of registers and half the shuffles of a full transposition.
/// </summary>
public static unsafe class Quadruples
{
    /// <summary>Reads four quadruples.</summary>
    /// <param name="from">Quadruples by slot.</param>
    /// <param name="at">Four times the slots of four atoms.</param>
    /// <param name="x">First components.</param>
    /// <param name="y">Second components.</param>
    /// <param name="z">Third components.</param>
    /// <param name="w">Fourth components.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        double* from, int* at, out Vector256<double> x, out Vector256<double> y, out Vector256<double> z, out Vector256<double> w) =>
        Load(from + (uint)at[0], from + (uint)at[1], from + (uint)at[2], from + (uint)at[3], out x, out y, out z, out w);

    /// <summary>Reads four quadruples, each at a place of its own.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        double* a, double* b, double* c, double* d,
        out Vector256<double> x, out Vector256<double> y, out Vector256<double> z, out Vector256<double> w)
    {
        Vector256<double> lowAc = Vector256.Create(Vector128.Load(a), Vector128.Load(c));
        Vector256<double> lowBd = Vector256.Create(Vector128.Load(b), Vector128.Load(d));
        Vector256<double> highAc = Vector256.Create(Vector128.Load(a + 2), Vector128.Load(c + 2));
        Vector256<double> highBd = Vector256.Create(Vector128.Load(b + 2), Vector128.Load(d + 2));
        x = UnpackLow(lowAc, lowBd);
        y = UnpackHigh(lowAc, lowBd);
        z = UnpackLow(highAc, highBd);
        w = UnpackHigh(highAc, highBd);
    }

    /// <summary>Takes three components of four atoms from their quadruples; the fourth is left as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Subtract(double* from, int* at, Vector256<double> x, Vector256<double> y, Vector256<double> z)
    {
        Vector256<double> lowAc = UnpackLow(x, y), lowBd = UnpackHigh(x, y);
        Vector256<double> highAc = UnpackLow(z, default), highBd = UnpackHigh(z, default);
        Subtract(from + (uint)at[0], Vector256.Create(lowAc.GetLower(), highAc.GetLower()));
        Subtract(from + (uint)at[1], Vector256.Create(lowBd.GetLower(), highBd.GetLower()));
        Subtract(from + (uint)at[2], Avx.IsSupported
            ? Avx.Permute2x128(lowAc, highAc, 0x31)
            : Vector256.Create(lowAc.GetUpper(), highAc.GetUpper()));
        Subtract(from + (uint)at[3], Avx.IsSupported
            ? Avx.Permute2x128(lowBd, highBd, 0x31)
            : Vector256.Create(lowBd.GetUpper(), highBd.GetUpper()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(double* from, Vector256<double> what) => (Vector256.Load(from) - what).Store(from);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackLow(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackLow(a, b)
        : Vector256.Create(a[0], b[0], a[2], b[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackHigh(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackHigh(a, b)
        : Vector256.Create(a[1], b[1], a[3], b[3]);
}
