using System;
using System.Buffers.Binary;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using MdEngine.Core.Persistence;

namespace MdEngine.IO.Checkpoints;

/// <summary>
/// Writes a bag of values as bytes, little-endian: number of entries, then for each its kind, name and value; sections
/// nest. Lengths come before what they count.
/// </summary>
internal static class BagWriter
{
    public const byte Whole = 1, Real = 2, Text = 3, Reals = 4, Integers = 5, Longs = 6, Section = 7;

    /// <summary>Number of bytes that <see cref="Write"/> will write.</summary>
    public static long Size(StateBag bag)
    {
        long size = sizeof(int);
        foreach ((string name, object value) in bag.Values)
        {
            size += 1 + sizeof(int) + Encoding.UTF8.GetByteCount(name);
            size += value switch
            {
                long or double => sizeof(long),
                string text => sizeof(int) + Encoding.UTF8.GetByteCount(text),
                double[] reals => sizeof(long) + ((long)sizeof(double) * reals.Length),
                int[] integers => sizeof(long) + ((long)sizeof(int) * integers.Length),
                long[] longs => sizeof(long) + ((long)sizeof(long) * longs.Length),
                StateBag section => Size(section),
                _ => throw Unknown(name, value),
            };
        }

        return size;
    }

    /// <summary>Writes a bag.</summary>
    public static void Write(StateBag bag, Stream stream)
    {
        WriteInteger(stream, bag.Values.Count);
        foreach ((string name, object value) in bag.Values)
        {
            stream.WriteByte(KindOf(name, value));
            WriteText(stream, name);
            switch (value)
            {
                case long whole:
                    WriteLong(stream, whole);
                    break;
                case double real:
                    WriteLong(stream, BitConverter.DoubleToInt64Bits(real));
                    break;
                case string text:
                    WriteText(stream, text);
                    break;
                case double[] reals:
                    WriteArray<double>(stream, reals);
                    break;
                case int[] integers:
                    WriteArray<int>(stream, integers);
                    break;
                case long[] longs:
                    WriteArray<long>(stream, longs);
                    break;
                default:
                    Write((StateBag)value, stream);
                    break;
            }
        }
    }

    private static byte KindOf(string name, object value) => value switch
    {
        long => Whole,
        double => Real,
        string => Text,
        double[] => Reals,
        int[] => Integers,
        long[] => Longs,
        StateBag => Section,
        _ => throw Unknown(name, value),
    };

    private static void WriteArray<T>(Stream stream, T[] values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("checkpoints are written on little-endian processors only");
        }

        WriteLong(stream, values.Length);
        ReadOnlySpan<T> rest = values;
        const int piece = 1 << 16;
        while (!rest.IsEmpty)
        {
            int count = Math.Min(piece, rest.Length);
            stream.Write(MemoryMarshal.AsBytes(rest[..count]));
            rest = rest[count..];
        }
    }

    private static void WriteText(Stream stream, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteInteger(stream, bytes.Length);
        stream.Write(bytes);
    }

    private static void WriteInteger(Stream stream, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static void WriteLong(Stream stream, long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        stream.Write(bytes);
    }

    private static ArgumentException Unknown(string name, object value) =>
        new($"\"{name}\" is a {value.GetType().Name}, which no checkpoint can hold");
}
