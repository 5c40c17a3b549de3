using System;
using System.Runtime.CompilerServices;

namespace MdEngine.Core.Mathematics;

/// <summary>
/// Counter-based random numbers (Philox 4x32, 10 rounds): a number is a pure function of seed, purpose, step and atom,
/// so a run does not depend on threads, on the order of the atoms, or on being interrupted.
/// </summary>
/// <remarks>J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, SC '11 (2011), doi:10.1145/2063384.2063405.</remarks>
public static class Philox
{
    internal const uint M0 = 0xD2511F53, M1 = 0xCD9E8D57;
    internal const uint W0 = 0x9E3779B9, W1 = 0xBB67AE85;

    /// <summary>Four random words for a counter (four words) and a key (two words).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint A, uint B, uint C, uint D) Block(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1)
    {
        for (int round = 0; round < 10; round++)
        {
            ulong p0 = (ulong)M0 * c0;
            ulong p1 = (ulong)M1 * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += W0;
            k1 += W1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>Two uniform numbers in (0, 1), 52 bits each, never 0 or 1.</summary>
    public static (double A, double B) Uniform(RandomStream stream, long step, int atom, int draw = 0)
    {
        (uint a, uint b, uint c, uint d) = Block(
            (uint)atom, ((uint)(step >> 32) & 0xFFFFu) | ((uint)draw << 16), (uint)step, (uint)stream.Purpose,
            (uint)stream.Seed, (uint)(stream.Seed >> 32));
        return (ToUnit(a, b), ToUnit(c, d));
    }

    /// <summary>Two independent standard normal numbers (Box-Muller).</summary>
    public static (double A, double B) Normal(RandomStream stream, long step, int atom, int draw = 0)
    {
        (double u, double v) = Uniform(stream, step, atom, draw);
        double r = Math.Sqrt(-2.0 * Math.Log(u));
        (double sin, double cos) = Math.SinCos(2.0 * Math.PI * v);
        return (r * cos, r * sin);
    }

    private static double ToUnit(uint high, uint low) =>
        ((((ulong)high << 20) ^ (low >> 12)) + 0.5) * (1.0 / (1UL << 52));
}
