using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Potentials.Coulomb.Mesh;

/// <summary>Four registers as a square of numbers.</summary>
internal static class Transposition
{
    /// <summary>Turns rows into columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Turn(
        Vector256<double> a,
        Vector256<double> b,
        Vector256<double> c,
        Vector256<double> d,
        out Vector256<double> w,
        out Vector256<double> x,
        out Vector256<double> y,
        out Vector256<double> z)
    {
        if (Avx.IsSupported)
        {
            Vector256<double> ab0 = Avx.UnpackLow(a, b), ab1 = Avx.UnpackHigh(a, b);
            Vector256<double> cd0 = Avx.UnpackLow(c, d), cd1 = Avx.UnpackHigh(c, d);
            w = Avx.Permute2x128(ab0, cd0, 0x20);
            x = Avx.Permute2x128(ab1, cd1, 0x20);
            y = Avx.Permute2x128(ab0, cd0, 0x31);
            z = Avx.Permute2x128(ab1, cd1, 0x31);
            return;
        }

        w = Vector256.Create(a[0], b[0], c[0], d[0]);
        x = Vector256.Create(a[1], b[1], c[1], d[1]);
        y = Vector256.Create(a[2], b[2], c[2], d[2]);
        z = Vector256.Create(a[3], b[3], c[3], d[3]);
    }
}
