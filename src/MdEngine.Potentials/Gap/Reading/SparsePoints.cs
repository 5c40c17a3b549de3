using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using MdEngine.Core;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>Reads the coordinates of sparse points: from a file of numbers, or from the XML itself.</summary>
internal static class SparsePoints
{
    // Longest that a number with its white space may reasonably be.
    private const long BytesPerNumber = 256;

    /// <summary>All numbers, point by point.</summary>
    public static double[] Read(XmlNode node, List<XmlNode> points, int d, int count)
    {
        string? name = node.Attribute("sparseX_filename")?.Trim();
        return string.IsNullOrEmpty(name) ? Inline(points, d) : FromFile(node, name, d * count);
    }

    /// <summary>The files of sparse points that a model names, by full path; those that exist.</summary>
    public static IEnumerable<string> FilesOf(XmlNode node)
    {
        string? name = node.Attribute("sparseX_filename")?.Trim();
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(node.Place.File))!, Path.GetFileName(name ?? ""));
        IEnumerable<string> below = node.Children.SelectMany(FilesOf);
        return !string.IsNullOrEmpty(name) && File.Exists(path) ? below.Append(path) : below;
    }

    private static double[] Inline(List<XmlNode> points, int d)
    {
        var all = new double[points.Count * d];
        for (int s = 0; s < points.Count; s++)
        {
            XmlNode point = points[s];
            Span<double> to = all.AsSpan(s * d, d);
            if (!point.Flag("sliced", false))
            {
                double[] values = FortranNumbers.Reals(point.Text, d, point.Place, "sparseX");
                Check(point, values.Length, d);
                values.CopyTo(to);
                continue;
            }

            int filled = 0;
            foreach (XmlNode slice in point.All("sparseX_slice"))
            {
                int start = slice.Integer("start", 1, d), end = slice.Integer("end", start, d);
                double[] values = FortranNumbers.Reals(slice.Text, d, slice.Place, "sparseX_slice");
                Check(slice, values.Length, end - start + 1);
                if (start != filled + 1)
                {
                    throw slice.Place.Fault($"the slice starts at {start}, expected {filled + 1}");
                }

                values.CopyTo(to[(start - 1)..]);
                filled = end;
            }

            Check(point, filled, d);
        }

        return all;
    }

    private static void Check(XmlNode node, int found, int expected)
    {
        if (found != expected)
        {
            throw node.Place.Fault($"<{node.Name}> holds {found} numbers, expected {expected}");
        }
    }

    private static double[] FromFile(XmlNode node, string name, int count)
    {
        if (Path.IsPathRooted(name) || name != Path.GetFileName(name))
        {
            throw node.Wrong("sparseX_filename", "the name of a file in the folder of the XML file");
        }

        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(node.Place.File))!, name);
        if (!File.Exists(path))
        {
            throw node.Place.Fault($"the sparse points are in '{name}', but there is no such file beside the XML file; "
                + "the files that gap_fit wrote belong together");
        }

        using FileStream stream = File.OpenRead(path);
        if (stream.CanSeek && stream.Length > count * BytesPerNumber)
        {
            throw new InputException($"is {stream.Length} bytes long, far too long for {count} numbers", path);
        }

        CheckSum(node, stream, path);
        return Numbers(stream, path, count);
    }

    private static void CheckSum(XmlNode node, FileStream stream, string path)
    {
        string expected = node.Attribute("sparseX_md5sum")?.Trim() ?? "";
        if (expected.Length == 0)
        {
            return;
        }

        // Not a matter of secrets: QUIP's own test of whether the files belong together.
        string found = Convert.ToHexStringLower(MD5.HashData(stream));
        stream.Position = 0;
        if (!found.Equals(expected, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(
                $"has the MD5 sum {found}, expected {FortranNumbers.Short(expected)} by the XML file; it is damaged or of another model", path);
        }
    }

    private static double[] Numbers(FileStream stream, string path, int count)
    {
        var values = new double[count];
        int found = 0, line = 1;
        using var reader = new StreamReader(stream);
        char[] buffer = ArrayPool<char>.Shared.Rent(1 << 16);
        Span<char> word = stackalloc char[64];
        int length = 0;
        try
        {
            while (true)
            {
                int read = reader.Read(buffer);
                for (int k = 0; k < Math.Max(1, read); k++)
                {
                    char c = read == 0 ? '\n' : buffer[k];
                    if (!char.IsWhiteSpace(c))
                    {
                        if (length == word.Length)
                        {
                            throw new InputException($"found '{FortranNumbers.Short(word)}', expected a number", path, line);
                        }

                        word[length++] = c;
                        continue;
                    }

                    if (length > 0)
                    {
                        if (found == count)
                        {
                            throw new InputException($"holds more numbers than the {count} that the XML file tells", path, line);
                        }

                        values[found++] = FortranNumbers.Real(word[..length]) ?? throw new InputException(
                            $"found '{FortranNumbers.Short(word[..length])}', expected a finite number", path, line);
                        length = 0;
                    }

                    line += c == '\n' ? 1 : 0;
                }

                if (read == 0)
                {
                    break;
                }
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }

        return found == count
            ? values
            : throw new InputException($"holds {found} numbers, expected {count}; is the file whole?", path);
    }
}
