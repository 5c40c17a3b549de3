using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace MdEngine.Training.Data;

/// <summary>A small table for people: aligned on a terminal, or as Markdown. Numbers stand to the right, the first column to the left.</summary>
/// <param name="headers">Headers of the columns.</param>
public sealed class ReportTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row of as many cells as there are headers.</summary>
    public void Add(params string[] cells) => _rows.Add(
        cells.Length == headers.Length ? cells : throw new ArgumentException($"{cells.Length} cells, expected {headers.Length}"));

    /// <summary>Writes it in aligned columns.</summary>
    public void Write(TextWriter output)
    {
        int[] widths = [.. headers.Select((h, k) => Math.Max(h.Length, _rows.Select(r => r[k].Length).DefaultIfEmpty().Max()))];
        foreach (string[] row in _rows.Prepend(headers))
        {
            IEnumerable<string> cells = row.Select((c, k) => k == 0 ? c.PadRight(widths[k]) : c.PadLeft(widths[k]));
            output.WriteLine("  " + string.Join("  ", cells).TrimEnd());
        }
    }

    /// <summary>Writes it as Markdown.</summary>
    public void WriteMarkdown(TextWriter output)
    {
        output.WriteLine($"| {string.Join(" | ", headers)} |");
        output.WriteLine($"|---|{string.Concat(headers.Skip(1).Select(_ => "---:|"))}");
        foreach (string[] row in _rows)
        {
            output.WriteLine($"| {string.Join(" | ", row.Select(c => c.Replace("|", "\\|")))} |");
        }
    }
}
