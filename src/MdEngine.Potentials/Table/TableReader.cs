using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Table;

/// <summary>
/// Reads tables in LAMMPS's format: comments; a keyword; "N n" with "R lo hi" or "RSQ lo hi" where distances are to be
/// computed, and "FPRIME lo hi"; a blank line; n lines of index, distance, energy, force.
/// </summary>
public static class TableReader
{
    private const long MostBytes = 1L << 29;
    private const int LeastPoints = 3;

    /// <summary>Reads the table of a keyword.</summary>
    /// <exception cref="InputException">The file cannot be used, or has no such table.</exception>
    public static TableSection Read(string file, string keyword)
    {
        if (new FileInfo(file).Length is var length && length > MostBytes)
        {
            throw new InputException($"{length:n0} bytes are too many for a table; at most {MostBytes:n0} are read", file);
        }

        string[] lines = File.ReadAllLines(file);
        CheckUnits(lines, file);
        var keywords = new List<string>();
        for (int line = 0; line < lines.Length; line++)
        {
            string[] words = Words(lines[line]);
            if (words.Length == 0 || words[0].StartsWith('#') || char.IsAsciiDigit(words[0][0]))
            {
                continue;
            }

            // A keyword stands alone on the line before that of "N".
            if (line + 1 < lines.Length && Words(lines[line + 1]) is ["N", ..])
            {
                if (words[0] == keyword)
                {
                    return ReadSection(lines, line + 1, file);
                }

                keywords.Add(words[0]);
            }
        }

        throw new InputException(
            $"there is no table \"{keyword}\"; found: {(keywords.Count == 0 ? "none" : string.Join(", ", keywords.Take(20)))}", file);
    }

    private static void CheckUnits(string[] lines, string file)
    {
        string[] words = lines.Length == 0 ? [] : Words(lines[0]);
        int at = Array.IndexOf(words, "UNITS:");
        if (at >= 0 && at + 1 < words.Length && words[at + 1] != "metal")
        {
            throw new InputException(
                $"the file is in units \"{words[at + 1]}\"; tables must be in Angstrom and eV (\"UNITS: metal\")", file, 1);
        }
    }

    private static TableSection ReadSection(string[] lines, int header, string file)
    {
        string[] words = Words(lines[header]);
        int count = 0;
        double? firstSlope = null, lastSlope = null;
        (double Low, double High)? range = null;
        bool squares = false;
        for (int k = 0; k < words.Length; k++)
        {
            switch (words[k])
            {
                case "N" when k + 1 < words.Length
                    && int.TryParse(words[k + 1], NumberStyles.None, CultureInfo.InvariantCulture, out count):
                    k++;
                    break;
                case "R" or "RSQ" when k + 2 < words.Length:
                    squares = words[k] == "RSQ";
                    range = (Number(words[k + 1], file, header), Number(words[k + 2], file, header));
                    k += 2;
                    break;
                case "FP" or "FPRIME" when k + 2 < words.Length:
                    firstSlope = Number(words[k + 1], file, header);
                    lastSlope = Number(words[k + 2], file, header);
                    k += 2;
                    break;
                case "BITMAP":
                    throw new InputException("tables of kind BITMAP are not read; write the table with R or RSQ, or without", file, header + 1);
                default:
                    throw new InputException(
                        $"\"{words[k]}\" is not understood here; expected N n, then R or RSQ lo hi, FPRIME lo hi", file, header + 1);
            }
        }

        if (count < LeastPoints || count > lines.Length - header)
        {
            throw new InputException(
                $"a table of {count} lines is expected, but the file has {lines.Length - header - 1} more; at least {LeastPoints} are needed",
                file, header + 1);
        }

        var section = new TableSection(new double[count], new double[count], new double[count], firstSlope, lastSlope, squares);
        ReadRows(lines, header + 1, file, section);
        if (range is { } given)
        {
            Space(section.R, given, squares, file, header);
        }

        CheckOrder(section.R, file, header);
        return section;
    }

    private static void ReadRows(string[] lines, int line, string file, TableSection section)
    {
        int row = 0;
        for (; row < section.R.Length && line < lines.Length; line++)
        {
            string[] words = Words(lines[line]);
            if (words.Length == 0 && row == 0)
            {
                continue;
            }

            if (words.Length < 4)
            {
                throw new InputException(
                    $"\"{lines[line].Trim()}\" stands where line {row + 1} of {section.R.Length} of the table (index, distance, energy, force) is expected",
                    file, line + 1);
            }

            section.R[row] = Number(words[1], file, line);
            section.Energy[row] = Number(words[2], file, line);
            section.Force[row++] = Number(words[3], file, line);
        }

        if (row < section.R.Length)
        {
            throw new InputException($"the file ends after {row} of the {section.R.Length} lines of the table; it is cut short", file, lines.Length);
        }
    }

    private static void Space(double[] r, (double Low, double High) range, bool squares, string file, int header)
    {
        (double low, double high) = range;
        if (!(low > 0.0 && high > low))
        {
            throw new InputException($"distances from {low:g6} to {high:g6} cannot be: they must be positive and ascend", file, header + 1);
        }

        int last = r.Length - 1;
        for (int k = 0; k <= last; k++)
        {
            r[k] = squares
                ? Math.Sqrt((low * low) + (((high * high) - (low * low)) * k / last))
                : low + ((high - low) * k / last);
        }
    }

    private static void CheckOrder(double[] r, string file, int header)
    {
        for (int k = 0; k < r.Length; k++)
        {
            if (!(r[k] > (k == 0 ? 0.0 : r[k - 1])))
            {
                throw new InputException(
                    $"distance {k + 1} of the table is {r[k]:g6}; distances must be positive and ascend", file, header + 1);
            }
        }
    }

    private static double Number(string word, string file, int line) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new InputException($"\"{(word.Length > 40 ? word[..40] : word)}\" stands where a number is expected", file, line + 1);

    private static string[] Words(string line) => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
