using System.Collections.Generic;
using System.IO;
using MdEngine.Cli.Decks.Comparing;

namespace MdEngine.Cli.Comparing;

/// <summary>The files of a comparison.</summary>
/// <param name="Report">HTML report.</param>
/// <param name="Json">Results.</param>
/// <param name="SummaryCsv">One row a potential.</param>
/// <param name="ValuesCsv">One row a number.</param>
/// <param name="Work">Folder of finished pieces.</param>
public sealed record ComparisonPlaces(string Report, string Json, string SummaryCsv, string ValuesCsv, string Work)
{
    /// <summary>The files to write, with the keys that name them.</summary>
    public IEnumerable<(string Name, string File)> Outputs =>
    [
        ("output.report", Report), ("output.json", Json), ("output.summary_csv", SummaryCsv), ("output.values_csv", ValuesCsv),
    ];

    /// <summary>The files of a deck: named, or beside the report.</summary>
    public static ComparisonPlaces Of(ComparisonDeck deck)
    {
        ComparisonOutputDeck output = deck.Output;
        string report = output.Report ?? Path.ChangeExtension(Path.GetFullPath(deck.SourceFile), ".html");

        // A deck is JSON itself: what stands beside it must not have its name.
        string stem = Path.Combine(Path.GetDirectoryName(report)!, Path.GetFileNameWithoutExtension(report));
        return new ComparisonPlaces(
            report,
            output.Json ?? stem + ".results.json",
            output.SummaryCsv ?? stem + ".summary.csv",
            output.ValuesCsv ?? stem + ".values.csv",
            output.Work ?? stem + ".work");
    }
}
