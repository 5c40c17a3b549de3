using System;
using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;

namespace MdEngine.IO.Text;

/// <summary>Text put together as UTF-8 in a buffer that is reused: no string for a number.</summary>
internal sealed class Utf8Buffer
{
    // No double or integer needs more.
    private const int MaxNumber = 40;

    // Any of these tells a real number (or NaN) from an integer.
    private static readonly SearchValues<byte> IsReal = SearchValues.Create(".eEN"u8);

    private byte[] _bytes = new byte[1 << 16];

    /// <summary>Bytes held.</summary>
    public int Length { get; private set; }

    /// <summary>Format of real numbers; null for the shortest digits that give the same number again.</summary>
    public string? RealFormat { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(char ascii)
    {
        Reserve(1);
        _bytes[Length++] = (byte)ascii;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void Add(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    public void Add(long value)
    {
        Reserve(MaxNumber);
        Utf8Formatter.TryFormat(value, _bytes.AsSpan(Length), out int written);
        Length += written;
    }

    public void Add(double value)
    {
        Reserve(MaxNumber);
        if (RealFormat is null && double.IsFinite(value))
        {
            Length += ShortestReal.Write(value, _bytes.AsSpan(Length));
            return;
        }

        value.TryFormat(_bytes.AsSpan(Length), out int written, RealFormat, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>A real number that other programs cannot take for an integer: 5 is written 5.0.</summary>
    public void AddReal(double value)
    {
        int start = Length;
        Add(value);
        if (_bytes.AsSpan(start, Length - start).IndexOfAny(IsReal) < 0)
        {
            Add(".0"u8);
        }
    }

    /// <summary>
    /// Writes out what is held when it is more than <paramref name="atLeast"/> bytes, and empties the buffer.
    /// </summary>
    public void Drain(Stream stream, int atLeast = 0)
    {
        if (Length > atLeast)
        {
            stream.Write(_bytes, 0, Length);
            Length = 0;
        }
    }

    /// <summary>Forgets what is held.</summary>
    public void Clear() => Length = 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int more)
    {
        if (_bytes.Length - Length < more)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + more));
        }
    }
}
