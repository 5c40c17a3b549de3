using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace MdEngine.IO.Text;

/// <summary>Reads tokens of a line of bytes; real numbers are rounded correctly to the last bit.</summary>
/// <remarks>
/// Up to 19 digits go through one or two 64-bit products: D. Lemire, Number parsing at a gigabyte per second,
/// Softw. Pract. Exp. 51, 1700 (2021), doi:10.1002/spe.2984. Everything else is left to the runtime.
/// </remarks>
internal static class NumberReader
{
    private const int MinPower = -64;
    private const int MaxPower = 64;
    private static readonly ulong[] Powers = MakePowers();

    private static readonly double[] Tens =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];

    private static ReadOnlySpan<ulong> WholeTens =>
        [1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    /// <summary>Moves to the next token; false at the end of the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool SkipBlanks(ReadOnlySpan<byte> line, ref int at)
    {
        while ((uint)at < (uint)line.Length && IsBlank(line[at]))
        {
            at++;
        }

        return at < line.Length;
    }

    /// <summary>Takes the next token; false at the end of the line.</summary>
    public static bool TryToken(ReadOnlySpan<byte> line, ref int at, out ReadOnlySpan<byte> token)
    {
        if (!SkipBlanks(line, ref at))
        {
            token = default;
            return false;
        }

        int start = at;
        while ((uint)at < (uint)line.Length && !IsBlank(line[at]))
        {
            at++;
        }

        token = line[start..at];
        return true;
    }

    /// <summary>Number of tokens of a line.</summary>
    public static int CountTokens(ReadOnlySpan<byte> line)
    {
        int at = 0, count = 0;
        while (TryToken(line, ref at, out _))
        {
            count++;
        }

        return count;
    }

    /// <summary>Takes the next token as an integer; the token is passed over in any case.</summary>
    public static bool TryInteger(ReadOnlySpan<byte> line, ref int at, out long value)
    {
        value = 0;
        if (!TryToken(line, ref at, out ReadOnlySpan<byte> token))
        {
            return false;
        }

        if (token.Length > 1 && token[0] == (byte)'+')
        {
            token = token[1..];
        }

        return Utf8Parser.TryParse(token, out value, out int used) && used == token.Length;
    }

    /// <summary>
    /// Takes the next token as a real number (also nan, inf); the token is passed over in any case. False when there
    /// is none or it is no number.
    /// </summary>
    public static bool TryReal(ReadOnlySpan<byte> line, ref int at, out double value)
    {
        if (!SkipBlanks(line, ref at))
        {
            value = 0.0;
            return false;
        }

        int start = at;
        if (TrySimple(line, ref at, out value))
        {
            return true;
        }

        at = start;
        TryToken(line, ref at, out ReadOnlySpan<byte> token);
        return TryGeneral(token, out value);
    }

    /// <summary>Reads a whole token as a real number.</summary>
    public static bool TryReal(ReadOnlySpan<byte> token, out double value)
    {
        int at = 0;
        return TryReal(token, ref at, out value) && at == token.Length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(byte b) => b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\v' or (byte)'\f';

    private static bool TrySimple(ReadOnlySpan<byte> line, ref int at, out double value)
    {
        value = 0.0;
        int p = at;
        bool negative = line[p] == (byte)'-';
        if (negative || line[p] == (byte)'+')
        {
            p++;
        }

        ulong mantissa = 0;
        int exponent = 0;
        int first = p;
        while ((uint)p < (uint)line.Length && (uint)(line[p] - '0') <= 9)
        {
            mantissa = (10 * mantissa) + (uint)(line[p++] - '0');
        }

        int digits = p - first;
        if ((uint)p < (uint)line.Length && line[p] == (byte)'.')
        {
            int fraction = ++p;
            TakeDigits(line, ref p, ref mantissa);
            exponent = fraction - p;
            digits += p - fraction;
        }

        // Nineteen digits cannot overflow the mantissa; leading zeros of longer numbers are the runtime's.
        if (digits is 0 or > 19)
        {
            return false;
        }

        if ((uint)p < (uint)line.Length && (line[p] | 0x20) == 'e')
        {
            p++;
            bool down = (uint)p < (uint)line.Length && line[p] == (byte)'-';
            if (down || ((uint)p < (uint)line.Length && line[p] == (byte)'+'))
            {
                p++;
            }

            int from = p;
            int power = 0;
            while ((uint)p < (uint)line.Length && (uint)(line[p] - '0') <= 9 && p - from < 5)
            {
                power = (10 * power) + (line[p++] - '0');
            }

            if (p == from)
            {
                return false;
            }

            exponent += down ? -power : power;
        }

        if (p < line.Length && !IsBlank(line[p]))
        {
            return false;
        }

        at = p;
        return TryScale(mantissa, exponent, negative, out value);
    }

    /// <summary>
    /// Appends digits to a number, eight at a time: the method of Lemire's paper, section 5, with a count of the digits.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeDigits(ReadOnlySpan<byte> line, ref int p, ref ulong mantissa)
    {
        while (p <= line.Length - 8)
        {
            ulong d = BinaryPrimitives.ReadUInt64LittleEndian(line[p..]) ^ 0x3030303030303030;
            // The top bit of a byte is set where there is no digit.
            ulong other = ((d + 0x7676767676767676) | d) & 0x8080808080808080;
            int n = BitOperations.TrailingZeroCount(other) >> 3;
            if (n == 0)
            {
                return;
            }

            // The digits move to the end of the word, behind zeros.
            d <<= 64 - (8 * n);
            d = (d * 10) + (d >> 8);
            d = (((d & 0x000000FF000000FF) * 0x000F424000000064) + (((d >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
            mantissa = (mantissa * WholeTens[n]) + d;
            p += n;
            if (n < 8)
            {
                return;
            }
        }

        while ((uint)p < (uint)line.Length && (uint)(line[p] - '0') <= 9)
        {
            mantissa = (10 * mantissa) + (uint)(line[p++] - '0');
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryScale(ulong mantissa, int exponent, bool negative, out double value)
    {
        if (mantissa < 1UL << 53 && (uint)(exponent + 22) <= 44)
        {
            // Both factors are exact, so one rounding is made.
            value = exponent < 0 ? mantissa / Tens[-exponent] : mantissa * Tens[exponent];
            value = negative ? -value : value;
            return true;
        }

        if (mantissa == 0)
        {
            value = negative ? -0.0 : 0.0;
            return true;
        }

        return TryScaleWide(mantissa, exponent, negative, out value);
    }

    private static bool TryScaleWide(ulong mantissa, int exponent, bool negative, out double value)
    {
        value = 0.0;
        if (exponent is < MinPower or > MaxPower)
        {
            return false;
        }

        int zeros = BitOperations.LeadingZeroCount(mantissa);
        ulong w = mantissa << zeros;
        int index = 2 * (exponent - MinPower);
        ulong high = Math.BigMul(w, Powers[index], out ulong low);
        if ((high & 0x1FF) == 0x1FF)
        {
            ulong correction = Math.BigMul(w, Powers[index + 1], out _);
            low += correction;
            if (low < correction)
            {
                high++;
            }
        }

        // Where a truncated power leaves the rounding open, the runtime decides: so also ties.
        if (low == ulong.MaxValue || (low <= 1 && exponent is >= -4 and <= 23))
        {
            return false;
        }

        int upper = (int)(high >> 63);
        ulong m = high >> (upper + 9);
        m = (m + (m & 1)) >> 1;
        int binary = (((152170 + 65536) * exponent) >> 16) + 63 + upper - zeros + 1023;
        if (m >= 1UL << 53)
        {
            m >>= 1;
            binary++;
        }

        // Powers in the table cannot reach subnormal or infinite numbers.
        ulong bits = ((ulong)binary << 52) | (m & ((1UL << 52) - 1)) | (negative ? 1UL << 63 : 0);
        value = BitConverter.UInt64BitsToDouble(bits);
        return true;
    }

    private static bool TryGeneral(ReadOnlySpan<byte> token, out double value)
    {
        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        bool negative = token.Length > 0 && token[0] == (byte)'-';
        ReadOnlySpan<byte> word = token.Length > 0 && token[0] is (byte)'-' or (byte)'+' ? token[1..] : token;
        if (Ascii.EqualsIgnoreCase(word, "inf"u8))
        {
            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = double.NaN;
        return Ascii.EqualsIgnoreCase(word, "nan"u8);
    }

    private static ulong[] MakePowers()
    {
        // Each power of five as its first 128 bits; reciprocals are rounded up.
        var powers = new ulong[2 * (MaxPower - MinPower + 1)];
        for (int q = MinPower; q <= MaxPower; q++)
        {
            BigInteger five = BigInteger.Pow(5, Math.Abs(q));
            int bits = (int)five.GetBitLength();
            BigInteger c = q >= 0
                ? bits <= 128 ? five << (128 - bits) : five >> (bits - 128)
                : (BigInteger.One << (bits + 127)) / five;
            if (q < 0)
            {
                c += BigInteger.One;
            }

            powers[2 * (q - MinPower)] = (ulong)(c >> 64);
            powers[(2 * (q - MinPower)) + 1] = (ulong)(c & ulong.MaxValue);
        }

        return powers;
    }
}
