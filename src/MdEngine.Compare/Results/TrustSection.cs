using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Reporting;
using MdEngine.Compare.Trust;

namespace MdEngine.Compare.Results;

/// <summary>The section of a report on uncertainty and disagreement.</summary>
internal static class TrustSection
{
    // More pairs than this hide each other in a chart.
    private const int MostPairs = 3;

    /// <summary>The section; null where there is nothing of it.</summary>
    public static ReportSection? Of(ComparisonResult result)
    {
        ReportBlock[] blocks =
        [
            .. Uncertainty(result),
            .. result.Of(PieceKind.Disagreement).Where(p => p.Disagreement is { Pairs.Count: > 0 })
                .SelectMany(p => Disagreement(p.Disagreement!)),
            .. ComparisonDocument.Failures(result, PieceKind.Disagreement),
        ];
        return blocks.Length == 0 ? null : new ReportSection(ComparisonSummary.TrustSection, blocks);
    }

    private static IEnumerable<ReportBlock> Uncertainty(ComparisonResult result)
    {
        (string Potential, string Set, UncertaintyQuality Quality)[] found =
        [
            .. result.Of(PieceKind.Accuracy).Where(p => p.Accuracy?.Uncertainty is not null)
                .Select(p => (p.Potential, p.Name, p.Accuracy!.Uncertainty!)),
        ];
        if (found.Length == 0)
        {
            yield break;
        }

        yield return new TableBlock("Uncertainty of atoms against the error of their force",
            [
                new("Potential", "", ColumnAlignment.Left), new("Set", "", ColumnAlignment.Left),
                new("Measure", "", ColumnAlignment.Left), new("Mean"), new("Largest"), new("Pearson") { Digits = 3 },
                new("Spearman") { Digits = 3, Best = BestValue.Highest },
            ],
            [
                .. found.Select(f => (IReadOnlyList<TableCell>)
                [
                    TableCell.OfSeries(f.Potential), TableCell.Of(f.Set),
                    TableCell.Of($"{f.Quality.Measure}, {Units.Typeset(f.Quality.Unit)}"), TableCell.Of(f.Quality.Mean),
                    TableCell.Of(f.Quality.Largest) with { Detail = $"frame {f.Quality.LargestFrame}, atom {f.Quality.LargestAtom}" },
                    TableCell.Of(f.Quality.Pearson), TableCell.Of(f.Quality.Spearman),
                ]),
            ])
        {
            Caption = "Correlation over atoms of the uncertainty with the magnitude of the force error: 1 where it tells the error's rank.",
        };
        foreach (IGrouping<string, (string Potential, string Set, UncertaintyQuality Quality)> group in
            found.Where(f => f.Quality.Bins.Count > 0).GroupBy(f => $"{f.Set}: {f.Quality.Measure}"))
        {
            yield return new ChartBlock(
                $"Force error by uncertainty: {group.Key}", new ChartAxis("Mean uncertainty", group.First().Quality.Unit, AxisScale.Logarithmic),
                new ChartAxis("RMS of the force error", "eV/Angstrom", AxisScale.Logarithmic),
                [
                    .. group.Select(f => new ChartTrace(
                        f.Potential, [.. f.Quality.Bins.Select(b => b.MeanUncertainty)], [.. f.Quality.Bins.Select(b => b.ForceError)],
                        TraceKind.LinesAndMarkers)
                    {
                        Series = f.Potential,
                    }),
                ])
            {
                Caption = "Atoms in tenths of equal number, from the most certain on.",
            };
        }
    }

    private static IEnumerable<ReportBlock> Disagreement(DisagreementResult d)
    {
        double[] time = [.. d.Time.Select(t => 1e-3 * t)];
        PairDisagreement[] shown =
            [.. d.Pairs.Where(p => d.Pairs.Count <= MostPairs || p.First == d.Driver || p.Second == d.Driver)];
        yield return new ChartBlock(
            $"Disagreement along {d.Simulation} of {d.Driver}", new ChartAxis("Time", "ps"),
            new ChartAxis("RMS force difference", "eV/Angstrom"),
            [
                .. shown.Select(p =>
                {
                    // Pairs with the driver bear the name and the colour of the other.
                    string? other = p.First == d.Driver ? p.Second : p.Second == d.Driver ? p.First : null;
                    return new ChartTrace(other ?? $"{p.First} and {p.Second}", time, p.ForceDifference, TraceKind.LinesAndMarkers)
                    {
                        Series = other,
                    };
                }),
            ])
        {
            Caption = $"Force components of all atoms on frames of the trajectory of {d.Driver}, against its own."
                + (shown.Length < d.Pairs.Count ? " The other pairs of potentials are in the JSON file." : "")
                + string.Concat(d.Notes.Select(n => " " + n)),
        };
    }
}
