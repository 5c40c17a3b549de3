using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.LammpsDump;

/// <summary>Reads text dumps of LAMMPS, styles atom and custom, frame after frame.</summary>
/// <remarks>
/// Lengths are Angstrom, as in the units metal and real. Times and velocities are read only where the file names its units
/// (<c>dump_modify units yes</c>); without them a frame has its step alone. The elements come from a column "element", else
/// from "mass". Identities and images are kept as the columns id, ix, iy and iz. Format: LAMMPS manual, dump and read_dump.
/// </remarks>
public sealed class LammpsDumpReader
{
    private const double MassTolerance = 0.06;
    private readonly LineScanner _lines;
    private double _timeUnit = double.NaN;

    private LammpsDumpReader(LineScanner lines) => _lines = lines;

    /// <summary>The frames of a file, plain or gzip, one at a time.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">The file does not exist or is not sound.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<Structure> ReadAll(string path) => Frames(LineScanner.Open(path));

    /// <summary>The frames of a stream of text.</summary>
    /// <param name="stream">Text.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="InputException">It is not sound.</exception>
    public static IEnumerable<Structure> ReadAll(Stream stream, string name) => Frames(new LineScanner(stream, name));

    private static IEnumerable<Structure> Frames(LineScanner lines)
    {
        using (lines)
        {
            var reader = new LammpsDumpReader(lines);
            while (reader.Next() is { } frame)
            {
                yield return frame;
            }
        }
    }

    private Structure? Next()
    {
        string? step = null, time = null;
        long count = -1;
        DumpBox? box = null;
        while (_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            string item = Encoding.Latin1.GetString(line).Trim();
            if (item.Length == 0 && step is null)
            {
                continue;
            }

            string[] words = item.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2 || words[0] != "ITEM:")
            {
                throw _lines.Fault($"found '{Excerpt.Of(item)}'; expected a line that begins with ITEM:");
            }

            switch (words[1])
            {
                case "UNITS":
                    _timeUnit = TimeUnit(Text("the units"));
                    break;
                case "TIME":
                    time = Text("the time");
                    break;
                case "TIMESTEP":
                    step = Integer("the step").ToString(CultureInfo.InvariantCulture);
                    break;
                case "NUMBER":
                    count = Integer("the number of atoms");
                    break;
                case "BOX":
                    box = DumpBox.Read(_lines, words.AsSpan(3 <= words.Length ? 3 : words.Length));
                    break;
                case "ATOMS":
                    return Atoms(words.AsSpan(2), step, time, count, box);
                default:
                    throw _lines.Fault($"found the item '{Excerpt.Of(item)}'; expected UNITS, TIME, TIMESTEP, NUMBER OF ATOMS, BOX BOUNDS or ATOMS");
            }
        }

        return step is null && count < 0 ? null : throw _lines.Fault("the file ends within a frame; is it cut off?");
    }

    private Structure Atoms(ReadOnlySpan<string> columns, string? step, string? time, long count, DumpBox? box)
    {
        if (box is not { } cell || count < 0)
        {
            throw _lines.Fault($"found atoms before {(box is null ? "ITEM: BOX BOUNDS" : "ITEM: NUMBER OF ATOMS")}");
        }

        var layout = DumpColumns.Of(columns, _lines);
        var elements = new List<Element>();
        var positions = new List<Double3>();
        var velocities = new List<Double3>();
        List<long>[] integers = [[], [], [], []];
        var row = new double[columns.Length];
        bool moving = layout.HasVelocities && !double.IsNaN(_timeUnit);
        for (long i = 0; i < count; i++)
        {
            Element? element = Row(row, layout, i, count);
            elements.Add(element ?? OfMass(row[layout.Mass]));
            Double3 r = new(row[layout.X], row[layout.Y], row[layout.Z]);
            positions.Add(layout.IsScaled ? cell.Cell.ToCartesian(r) : r - cell.Origin);
            if (moving)
            {
                velocities.Add((1.0 / _timeUnit) * new Double3(row[layout.Vx], row[layout.Vy], row[layout.Vz]));
            }

            for (int k = 0; k < integers.Length; k++)
            {
                if (layout.Integers[k] >= 0)
                {
                    integers[k].Add((long)row[layout.Integers[k]]);
                }
            }
        }

        var structure = new Structure(cell.Cell, [.. elements], [.. positions]) { Velocities = moving ? [.. velocities] : null };
        for (int k = 0; k < integers.Length; k++)
        {
            if (layout.Integers[k] >= 0)
            {
                structure.Extra.Add(new AtomColumn(DumpColumns.IntegerNames[k], 1, integers[k].ToArray()));
            }
        }

        if (step is not null)
        {
            structure.Info["step"] = step;
        }

        if (time is not null && !double.IsNaN(_timeUnit))
        {
            structure.Info["time"] = (_timeUnit * Real(time)).ToString("R", CultureInfo.InvariantCulture);
        }

        return structure;
    }

    /// <summary>Reads the numbers of a row; gives the element where a column names it.</summary>
    private Element? Row(double[] row, DumpColumns layout, long atom, long count)
    {
        if (!_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            throw _lines.Fault($"the file ends after {atom} of {count} atoms; is it cut off?");
        }

        Element? element = null;
        int at = 0;
        for (int k = 0; k < row.Length; k++)
        {
            if (!NumberReader.TryToken(line, ref at, out ReadOnlySpan<byte> token))
            {
                throw _lines.Fault($"found {k} values; expected {row.Length}, one for each column of ITEM: ATOMS");
            }

            if (k == layout.Element)
            {
                element = ElementSymbols.Find(token)
                    ?? throw _lines.Fault($"found '{Excerpt.Of(token)}', which is no element; expected a symbol such as Si (dump_modify element)");
            }
            else if (layout.IsRead(k) && !(NumberReader.TryReal(token, out row[k]) && double.IsFinite(row[k]) && Math.Abs(row[k]) < 1e15))
            {
                throw _lines.Fault($"found '{Excerpt.Of(token)}' in column {k + 1}; expected a finite number");
            }
        }

        return element;
    }

    private Element OfMass(double mass)
    {
        Element[] near = [.. PeriodicTable.All.Where(e => Math.Abs(e.StandardMass - mass) <= MassTolerance)];
        return near.Length == 1 ? near[0] : throw _lines.Fault(FormattableString.Invariant(
            $"the mass {mass:G6} is that of {(near.Length == 0 ? "no element" : "several elements")}; dump the elements (dump_modify element)"));
    }

    private double TimeUnit(string units) => units switch
    {
        "metal" => 1000.0,
        "real" => 1.0,
        _ => throw _lines.Fault($"found the units '{Excerpt.Of(units)}'; expected metal or real, whose length is Angstrom"),
    };

    private string Text(string what) => _lines.TryRead(out ReadOnlySpan<byte> line)
        ? Encoding.Latin1.GetString(line).Trim()
        : throw _lines.Fault($"the file ends where {what} is expected; is it cut off?");

    private long Integer(string what)
    {
        string text = Text(what);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw _lines.Fault($"found '{Excerpt.Of(text)}'; expected {what}");
    }

    private double Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw _lines.Fault($"found '{Excerpt.Of(text)}'; expected a finite number");
}
