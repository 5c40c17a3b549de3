using System;
using System.Buffers.Binary;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Text.RegularExpressions;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Pace.Files;

namespace MdEngine.Potentials.Pace.Grades;

/// <summary>Reads the square matrices of an active set: a NumPy archive with one array of doubles for each element.</summary>
internal static partial class MatrixArchive
{
    private const long MostBytes = 1L << 31;

    /// <summary>The matrix of an element, row by row.</summary>
    /// <param name="path">File.</param>
    /// <param name="element">Element.</param>
    /// <param name="size">Its rows.</param>
    /// <exception cref="InputException">There is no such file, or it has no such matrix.</exception>
    public static double[] Read(string path, Element element, out int size)
    {
        ModelFiles.Check(path, "an active set (.asi)", MostBytes);
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            ZipArchiveEntry entry = archive.GetEntry(element.Symbol + ".npy")
                ?? throw new InputException($"has no array '{element.Symbol}.npy'; expected one for each element of the model", path);
            using Stream stream = entry.Open();
            return Array(stream, entry.Length, path, out size);
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException)
        {
            throw new InputException("is no sound NumPy archive; expected an active set as pace_activeset writes it", path, 0, fault);
        }
    }

    private static double[] Array(Stream stream, long bytes, string path, out int size)
    {
        Span<byte> start = stackalloc byte[12];
        stream.ReadExactly(start[..10]);
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
        {
            throw new InvalidDataException();
        }

        int header = BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        if (start[6] >= 2)
        {
            stream.ReadExactly(start.Slice(10, 2));
            header = (int)Math.Min(1L << 20, BinaryPrimitives.ReadUInt32LittleEndian(start[8..]));
        }

        byte[] text = new byte[header];
        stream.ReadExactly(text);
        string described = System.Text.Encoding.Latin1.GetString(text);
        Match shape = Shape().Match(described);
        if (!described.Contains("'<f8'", StringComparison.Ordinal) || !described.Contains("'fortran_order': False", StringComparison.Ordinal)
            || !shape.Success || !int.TryParse(shape.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out size)
            || shape.Groups[1].Value != shape.Groups[2].Value || size < 1 || 8L * size * size > bytes)
        {
            throw new InputException("has an array that is no square matrix of doubles in C order; expected that of an active set", path);
        }

        var values = new double[size * size];
        stream.ReadExactly(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new InputException("has a number that is not finite; expected the inverse of an active set", path);
            }
        }

        return values;
    }

    [GeneratedRegex(@"'shape': \((\d{1,5}), (\d{1,5})\)")]
    private static partial Regex Shape();
}
