using System;
using System.Buffers.Text;
using System.Numerics;

namespace MdEngine.IO.Text;

/// <summary>
/// Writes a double with the fewest digits that give the same double again, and among these the nearest.
/// </summary>
/// <remarks>
/// R. Giulietti, The Schubfach way to render doubles (2020): one 128-bit power of ten and three products, no loop over
/// digits. The runtime's own formatting takes several times as long, which trajectories would feel.
/// </remarks>
internal static class ShortestReal
{
    /// <summary>Longest text: sign, 17 digits, point, leading zeros or exponent.</summary>
    public const int MaxLength = 32;

    private const int MinPower = -292;
    private const int MaxPower = 324;
    private static readonly ulong[] Powers = MakePowers();

    /// <summary>Writes a finite number; returns the bytes written.</summary>
    /// <param name="value">Number.</param>
    /// <param name="to">At least <see cref="MaxLength"/> bytes.</param>
    public static int Write(double value, Span<byte> to)
    {
        int at = 0;
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        if (bits >> 63 != 0)
        {
            to[at++] = (byte)'-';
            bits &= long.MaxValue;
        }

        if (bits == 0)
        {
            to[at] = (byte)'0';
            return at + 1;
        }

        (ulong digits, int power) = Decimal(bits);
        while (digits % 10 == 0)
        {
            digits /= 10;
            power++;
        }

        return at + Layout(digits, power, to[at..]);
    }

    /// <summary>digits x 10^power of a positive number.</summary>
    private static (ulong Digits, int Power) Decimal(ulong bits)
    {
        ulong fraction = bits & ((1UL << 52) - 1);
        int biased = (int)(bits >> 52);
        ulong c = biased == 0 ? fraction : fraction | (1UL << 52);
        int q = Math.Max(biased, 1) - 1075;

        // At a power of two the number below is only half as far.
        bool uneven = fraction == 0 && biased > 1;
        int k = ((q * 1262611) - (uneven ? 524031 : 0)) >> 22;
        int h = q + ((-k * 1741647) >> 19) + 1;
        int index = 2 * (-k - MinPower);
        ulong high = Powers[index], low = Powers[index + 1];
        ulong left = Scale(high, low, ((4 * c) - 2 + (uneven ? 1UL : 0)) << h);
        ulong middle = Scale(high, low, (4 * c) << h);
        ulong right = Scale(high, low, ((4 * c) + 2) << h);

        // Bounds belong to the interval of numbers that round to this one when its last bit is even.
        ulong odd = c & 1;
        left += odd;
        right -= odd;
        ulong s = middle / 4;
        if (s >= 10)
        {
            ulong ten = s / 10;
            bool below = left <= 40 * ten;
            bool above = (40 * ten) + 40 <= right;
            if (below != above)
            {
                return (ten + (above ? 1UL : 0), k + 1);
            }
        }

        bool down = left <= 4 * s;
        bool up = (4 * s) + 4 <= right;
        if (down != up)
        {
            return (s + (up ? 1UL : 0), k);
        }

        ulong half = (4 * s) + 2;
        bool roundUp = middle > half || (middle == half && (s & 1) != 0);
        return (s + (roundUp ? 1UL : 0), k);
    }

    /// <summary>
    /// The upper 64 bits of a product of 128 and 64 bits; the last one is set when anything was cut off.
    /// </summary>
    private static ulong Scale(ulong high, ulong low, ulong factor)
    {
        ulong carry = Math.BigMul(low, factor, out _);
        ulong top = Math.BigMul(high, factor, out ulong rest);
        rest += carry;
        top += rest < carry ? 1UL : 0;
        return top | (rest > 1 ? 1UL : 0);
    }

    /// <summary>Fixed notation for numbers of usual size, else d.ddde-nn as Python and C write it.</summary>
    private static int Layout(ulong digits, int power, Span<byte> to)
    {
        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(digits, text, out int n);
        text = text[..n];
        int point = n + power;
        if (point is > 0 and <= 16)
        {
            if (power >= 0)
            {
                text.CopyTo(to);
                to.Slice(n, power).Fill((byte)'0');
                return point;
            }

            text[..point].CopyTo(to);
            to[point] = (byte)'.';
            text[point..].CopyTo(to[(point + 1)..]);
            return n + 1;
        }

        if (point is > -4 and <= 0)
        {
            int zeros = 2 - point;
            to[..zeros].Fill((byte)'0');
            to[1] = (byte)'.';
            text.CopyTo(to[zeros..]);
            return zeros + n;
        }

        to[0] = text[0];
        int at = 1;
        if (n > 1)
        {
            to[at++] = (byte)'.';
            text[1..].CopyTo(to[at..]);
            at += n - 1;
        }

        to[at++] = (byte)'e';
        int exponent = point - 1;
        to[at++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Utf8Formatter.TryFormat(Math.Abs(exponent), to[at..], out int written, new('D', 2));
        return at + written;
    }

    private static ulong[] MakePowers()
    {
        // Each power of ten as its first 128 bits, rounded up where it is not exact.
        var powers = new ulong[2 * (MaxPower - MinPower + 1)];
        for (int p = MinPower; p <= MaxPower; p++)
        {
            BigInteger ten = BigInteger.Pow(10, Math.Abs(p));
            int bits = (int)ten.GetBitLength();
            BigInteger g;
            if (p < 0)
            {
                g = ((BigInteger.One << (bits + 127)) / ten) + 1;
            }
            else if (bits <= 128)
            {
                g = ten << (128 - bits);
            }
            else
            {
                g = ten >> (bits - 128);
                g += g << (bits - 128) == ten ? 0 : 1;
            }

            powers[2 * (p - MinPower)] = (ulong)(g >> 64);
            powers[(2 * (p - MinPower)) + 1] = (ulong)(g & ulong.MaxValue);
        }

        return powers;
    }
}
