using System;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Compare.Results;
using Spectre.Console;

namespace MdEngine.Cli.Comparing;

/// <summary>The summary of a comparison for a terminal.</summary>
public static class ComparisonTable
{
    // Wide enough for what is redirected to a file, which has no width of its own.
    private const int Width = 160;

    /// <summary>Writes a row for each potential, and below what failed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="result">Comparison.</param>
    public static void Write(TextWriter output, ComparisonResult result)
    {
        var summary = new ComparisonSummary(result);
        var table = new Table { Border = TableBorder.Simple, UseSafeBorder = true };
        table.AddColumn(new TableColumn("potential").NoWrap());
        foreach (SummaryColumn column in summary.Columns)
        {
            string title = column.Unit.Length > 0 ? $"{column.Title}\n{column.Unit}" : column.Title;
            table.AddColumn(new TableColumn(Markup.Escape(title)).RightAligned());
        }

        foreach (string potential in result.Potentials)
        {
            table.AddRow([Markup.Escape(potential), .. summary.Columns.Select(c => Markup.Escape(Cell(c.Of(potential))))]);
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(output),
        });
        console.Profile.Width = Width;
        console.Write(table);
        foreach (Piece piece in result.Pieces.Where(p => p.Status == PieceStatus.Failed))
        {
            output.WriteLine($"{piece.Potential}: {ComparisonProgress.Describe(piece.Kind, piece.Name)} failed: {piece.Reason}");
        }
    }

    private static string Cell(SummaryCell cell) => cell.Text
        ?? (double.IsNaN(cell.Value) ? "-" : Math.Abs(cell.Value) is >= 1e5 or (> 0 and < 1e-3)
            ? cell.Value.ToString("G4", CultureInfo.InvariantCulture)
            : cell.Value.ToString("0.####", CultureInfo.InvariantCulture));
}
