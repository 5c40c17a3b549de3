using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.IO.Files;

namespace MdEngine.Compare.Reporting;

/// <summary>The thermodynamic record of a run, read from its CSV file with memory for a part of its rows.</summary>
public sealed class ThermoSeries
{
    private const int MostRows = 1 << 17;

    private static readonly string[] Names =
    [
        "step", "time_fs", "stage", "temperature_K", "kinetic_eV", "potential_eV", "conserved_eV", "pressure_GPa", "volume_A3",
        "ax_A", "ay_A", "az_A", "bx_A", "by_A", "bz_A", "cx_A", "cy_A", "cz_A",
    ];

    private readonly List<ThermoRow> _rows = [];
    private readonly List<ThermoStage> _stages = [];
    private long _every = 1;

    private ThermoSeries()
    {
    }

    /// <summary>Rows in order: all, or every 2nd, 4th, ... of a very long file.</summary>
    public IReadOnlyList<ThermoRow> Rows => _rows;

    /// <summary>Stages in order, with sums over all of their rows.</summary>
    public IReadOnlyList<ThermoStage> Stages => _stages;

    /// <summary>Rows of the file.</summary>
    public long Count { get; private set; }

    /// <summary>Reads a file as runs write it, plain or gzip.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">It is not such a file; the message names the line.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static ThermoSeries Read(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path));
        var series = new ThermoSeries();
        string[] header = (reader.ReadLine() ?? "").Split(',');
        int[] places = [.. Names.Select(name => Array.IndexOf(header, name))];
        int missing = Array.IndexOf(places, -1);
        if (missing >= 0)
        {
            throw new InputException(
                $"line 1 names no column \"{Names[missing]}\"; expected the thermodynamic record of a run", path);
        }

        var fields = new List<string>();
        int line = 1;
        while (reader.ReadLine() is { } text)
        {
            line++;
            Split(text, fields);
            if (fields.Count != header.Length)
            {
                throw new InputException(
                    $"line {line} has {fields.Count} fields, expected the {header.Length} that line 1 names", path);
            }

            series.Add(fields, places, column => new InputException(
                $"line {line}: found '{Shown(fields[column])}', expected a number as {header[column]}", path));
        }

        return series;
    }

    private static string Shown(string text) => text.Length <= 40 ? text : text[..40] + "...";

    private void Add(List<string> fields, int[] places, Func<int, InputException> fault)
    {
        double Number(int name)
        {
            int column = places[name];
            return double.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                ? value
                : throw fault(column);
        }

        double Length(int first) =>
            Math.Sqrt(Square(Number(first)) + Square(Number(first + 1)) + Square(Number(first + 2)));

        string stage = fields[places[2]];
        if (_stages.Count == 0 || _stages[^1].Name != stage)
        {
            _stages.Add(new ThermoStage(stage));
        }

        double step = Number(0);
        if (!(Math.Abs(step) < 1e18))
        {
            throw fault(places[0]);
        }

        var row = new ThermoRow(
            (long)step, Number(1), _stages.Count - 1, Number(3), Number(4), Number(5), Number(6), Number(7), Number(8),
            Length(9), Length(12), Length(15));
        _stages[^1].Add(row);
        if (Count++ % _every != 0)
        {
            return;
        }

        _rows.Add(row);
        if (_rows.Count == MostRows)
        {
            // Every other row goes; from here on half as many come.
            _every *= 2;
            for (int k = 0; k < MostRows / 2; k++)
            {
                _rows[k] = _rows[2 * k];
            }

            _rows.RemoveRange(MostRows / 2, MostRows / 2);
        }
    }

    private static double Square(double x) => x * x;

    /// <summary>Splits a line of CSV; a field in quotes may hold commas, and quotes twice.</summary>
    private static void Split(string line, List<string> fields)
    {
        fields.Clear();
        for (int at = 0; at <= line.Length;)
        {
            if (at < line.Length && line[at] == '"')
            {
                int end = at + 1;
                while (end < line.Length && (line[end] != '"' || (end + 1 < line.Length && line[end + 1] == '"')))
                {
                    end += line[end] == '"' ? 2 : 1;
                }

                fields.Add(line[(at + 1)..Math.Min(end, line.Length)].Replace("\"\"", "\"", StringComparison.Ordinal));
                int comma = end < line.Length ? line.IndexOf(',', end) : -1;
                at = comma < 0 ? line.Length + 1 : comma + 1;
            }
            else
            {
                int comma = line.IndexOf(',', at);
                int end = comma < 0 ? line.Length : comma;
                fields.Add(line[at..end]);
                at = end + 1;
            }
        }
    }
}
