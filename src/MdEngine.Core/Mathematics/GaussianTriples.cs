using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MdEngine.Core.Mathematics;

/// <summary>
/// Three independent standard normal numbers for each of four atoms at a time: one block of <see cref="Philox"/> an
/// atom, turned by Box and Muller's method, vectorised over the atoms.
/// </summary>
/// <remarks>
/// Of the 128 bits two times 40 make a radius and two times 24 an angle: numbers reach 7.5, beyond which a normal number
/// lies once in 10^13. G. E. P. Box, M. E. Muller, Ann. Math. Stat. 29, 610 (1958), doi:10.1214/aoms/1177706645.
/// </remarks>
public static class GaussianTriples
{
    private static Vector256<ulong> Low32
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector256.Create(0xFFFFFFFFUL);
    }

    /// <summary>Numbers of four atoms at a step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Next(
        RandomStream stream,
        long step,
        Vector128<int> atoms,
        out Vector256<double> a,
        out Vector256<double> b,
        out Vector256<double> c)
    {
        (Vector256<ulong> w0, Vector256<ulong> w1, Vector256<ulong> w2, Vector256<ulong> w3) =
            Blocks(stream, step, atoms);
        Vector256<double> r1 = Radius(w0, w1);
        Vector256<double> r2 = Radius(w2, w3);
        (Vector256<double> sin, Vector256<double> cos) = Direction(w1);
        a = r1 * cos;
        b = r1 * sin;
        c = r2 * Direction(w3).Cos;
    }

    /// <summary>The same numbers for one atom.</summary>
    public static void Next(RandomStream stream, long step, int atom, out double a, out double b, out double c)
    {
        Next(
            stream, step, Vector128.Create(atom), out Vector256<double> va, out Vector256<double> vb,
            out Vector256<double> vc);
        a = va.ToScalar();
        b = vb.ToScalar();
        c = vc.ToScalar();
    }

    /// <summary><see cref="Philox.Block"/> for four atoms, a word to a 64-bit lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<ulong> A, Vector256<ulong> B, Vector256<ulong> C, Vector256<ulong> D) Blocks(
        RandomStream stream, long step, Vector128<int> atoms)
    {
        Vector256<ulong> c0 = Vector256.Create(
            Vector128.WidenLower(atoms.AsUInt32()), Vector128.WidenUpper(atoms.AsUInt32()));
        Vector256<ulong> c1 = Vector256.Create((ulong)((step >> 32) & 0xFFFF));
        Vector256<ulong> c2 = Vector256.Create((ulong)(uint)step);
        Vector256<ulong> c3 = Vector256.Create((ulong)(uint)stream.Purpose);
        uint k0 = (uint)stream.Seed, k1 = (uint)(stream.Seed >> 32);
        Vector256<ulong> m0 = Vector256.Create((ulong)Philox.M0), m1 = Vector256.Create((ulong)Philox.M1);
        for (int round = 0; round < 10; round++)
        {
            // Only the low halves of lanes count: what stands above them is dropped by the multiplication.
            Vector256<ulong> p0 = MultiplyLow(c0, m0);
            Vector256<ulong> p1 = MultiplyLow(c2, m1);
            c0 = (p1 >>> 32) ^ c1 ^ Vector256.Create((ulong)k0);
            c2 = (p0 >>> 32) ^ c3 ^ Vector256.Create((ulong)k1);
            c1 = p1;
            c3 = p0;
            k0 += Philox.W0;
            k1 += Philox.W1;
        }

        return (c0 & Low32, c1 & Low32, c2 & Low32, c3 & Low32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MultiplyLow(Vector256<ulong> a, Vector256<ulong> b) => Avx2.IsSupported
        ? Avx2.Multiply(a.AsUInt32(), b.AsUInt32())
        : (a & Low32) * b;

    /// <summary>sqrt(-2 ln u) of u in (0, 1) made of 40 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Radius(Vector256<ulong> high, Vector256<ulong> low)
    {
        Vector256<double> u = (ToDouble((high << 8) | (low >>> 24)) + Vector256.Create(0.5)) * (1.0 / (1UL << 40));
        return Vector256.Sqrt(-2.0 * Vector256.Log(u));
    }

    /// <summary>Sine and cosine of an angle made of 24 bits, from the middle of the eighths of the circle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Sin, Vector256<double> Cos) Direction(Vector256<ulong> word)
    {
        Vector256<ulong> bits = word & Vector256.Create(0xFFFFFFUL);
        // Two bits say the quadrant, the rest where in it: x in (-pi/4, pi/4).
        Vector256<ulong> quadrant = bits >>> 22;
        Vector256<double> f = ToDouble(bits & Vector256.Create(0x3FFFFFUL)) - Vector256.Create((1 << 21) - 0.5);
        Vector256<double> x = f * (0.5 * Math.PI / (1 << 22));
        Vector256<double> x2 = x * x;
        Vector256<double> sin = Vector256.Create(-1.0 / 1307674368000.0);
        sin = Vector256.FusedMultiplyAdd(sin, x2, Vector256.Create(1.0 / 6227020800.0));
        sin = Vector256.FusedMultiplyAdd(sin, x2, Vector256.Create(-1.0 / 39916800.0));
        sin = Vector256.FusedMultiplyAdd(sin, x2, Vector256.Create(1.0 / 362880.0));
        sin = Vector256.FusedMultiplyAdd(sin, x2, Vector256.Create(-1.0 / 5040.0));
        sin = Vector256.FusedMultiplyAdd(sin, x2, Vector256.Create(1.0 / 120.0));
        sin = Vector256.FusedMultiplyAdd(sin, x2, Vector256.Create(-1.0 / 6.0));
        sin = Vector256.FusedMultiplyAdd(sin * x2, x, x);
        Vector256<double> cos = Vector256.Create(1.0 / 20922789888000.0);
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256.Create(-1.0 / 87178291200.0));
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256.Create(1.0 / 479001600.0));
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256.Create(-1.0 / 3628800.0));
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256.Create(1.0 / 40320.0));
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256.Create(-1.0 / 720.0));
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256.Create(1.0 / 24.0));
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256.Create(-0.5));
        cos = Vector256.FusedMultiplyAdd(cos, x2, Vector256<double>.One);
        // Turn by the quadrant: odd ones swap sine and cosine, signs by its bits.
        Vector256<double> odd = (Vector256<ulong>.Zero - (quadrant & Vector256<ulong>.One)).AsDouble();
        Vector256<ulong> sinSign = (quadrant >>> 1) << 63;
        Vector256<ulong> cosSign = (quadrant << 63) ^ sinSign;
        Vector256<double> s = Vector256.ConditionalSelect(odd, cos, sin);
        Vector256<double> c = Vector256.ConditionalSelect(odd, sin, cos);
        return ((s.AsUInt64() ^ sinSign).AsDouble(), (c.AsUInt64() ^ cosSign).AsDouble());
    }

    /// <summary>Exact for integers below 2^52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToDouble(Vector256<ulong> integers) =>
        (integers | Vector256.Create(0x4330000000000000UL)).AsDouble() - Vector256.Create(4503599627370496.0);
}
