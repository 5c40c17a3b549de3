using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Persistence;

namespace MdEngine.IO.Checkpoints;

/// <summary>Reads what <see cref="BagWriter"/> wrote; no length is believed that the rest of the file cannot hold.</summary>
/// <param name="stream">Source.</param>
/// <param name="length">Bytes that it still holds.</param>
/// <param name="file">Name, for faults.</param>
internal sealed class BagReader(Stream stream, long length, string file)
{
    private const int Deepest = 32;

    // Kind, length of the name, and at least four bytes of value.
    private const int SmallestEntry = 9;
    private long _left = length;

    /// <summary>Reads a bag to the end of the source.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public StateBag Read()
    {
        var bag = new StateBag();
        ReadInto(bag, 0);
        return _left == 0 ? bag : throw Damaged($"{_left} bytes are left over");
    }

    private void ReadInto(StateBag bag, int depth)
    {
        int entries = ReadInteger();
        if (entries < 0 || entries > _left / SmallestEntry || depth > Deepest)
        {
            throw Damaged("a number of entries is impossible");
        }

        Span<byte> kind = stackalloc byte[1];
        for (int k = 0; k < entries; k++)
        {
            Fill(kind);
            string name = ReadText();
            if (bag.Contains(name))
            {
                throw Damaged($"\"{name}\" stands twice");
            }

            switch (kind[0])
            {
                case BagWriter.Whole:
                    bag.Set(name, ReadLong());
                    break;
                case BagWriter.Real:
                    bag.Set(name, BitConverter.Int64BitsToDouble(ReadLong()));
                    break;
                case BagWriter.Text:
                    bag.Set(name, ReadText());
                    break;
                case BagWriter.Reals:
                    bag.Set(name, ReadArray<double>());
                    break;
                case BagWriter.Integers:
                    bag.Set(name, ReadArray<int>());
                    break;
                case BagWriter.Longs:
                    bag.Set(name, ReadArray<long>());
                    break;
                case BagWriter.Section:
                    ReadInto(bag.Section(name), depth + 1);
                    break;
                default:
                    throw Damaged($"there is no kind {kind[0]} of value");
            }
        }
    }

    private ReadOnlySpan<T> ReadArray<T>()
        where T : unmanaged
    {
        long count = ReadLong();
        int size = Marshal.SizeOf<T>();
        if (count < 0 || count > _left / size || count > Array.MaxLength)
        {
            throw Damaged("the length of an array is impossible");
        }

        var values = new T[count];
        Span<byte> bytes;
        const int piece = 1 << 20;
        for (int first = 0; first < values.Length; first += piece)
        {
            bytes = MemoryMarshal.AsBytes(values.AsSpan(first, Math.Min(piece, values.Length - first)));
            Fill(bytes);
        }

        return values;
    }

    private string ReadText()
    {
        int count = ReadInteger();
        if (count < 0 || count > _left)
        {
            throw Damaged("the length of a text is impossible");
        }

        var bytes = new byte[count];
        Fill(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private int ReadInteger()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Fill(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    private long ReadLong()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        Fill(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    private void Fill(Span<byte> bytes)
    {
        _left -= bytes.Length;
        if (_left < 0 || stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Damaged("it ends too early");
        }
    }

    private InputException Damaged(string why) => new($"is a damaged checkpoint: {why}", file);
}
