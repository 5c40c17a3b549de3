using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Reporting;

namespace MdEngine.Compare.Results;

/// <summary>The section of a report on cost.</summary>
internal static class CostSection
{
    /// <summary>The section; null where no cost was measured.</summary>
    public static ReportSection? Of(ComparisonResult result)
    {
        (string Potential, CostResult Cost)[] found =
            [.. result.Of(PieceKind.Cost).Where(p => p.Cost is not null).Select(p => (p.Potential, p.Cost!))];
        var blocks = new List<ReportBlock>();
        if (found.Length > 0)
        {
            blocks.Add(Table(found));
            blocks.AddRange(Charts(found));
            blocks.AddRange(result.Frontiers.Select(Frontier));
            blocks.AddRange(found.SelectMany(f => f.Cost.Notes.Select(n => new NoteBlock(NoteKind.Warning, $"{f.Potential}: {n}"))));
        }

        blocks.AddRange(ComparisonDocument.Failures(result, PieceKind.Cost));
        return blocks.Count == 0 ? null : new ReportSection(ComparisonSummary.CostSection, blocks);
    }

    private static TableBlock Table((string Potential, CostResult Cost)[] found)
    {
        TableColumn[] columns =
        [
            new("Potential", "", ColumnAlignment.Left), new("Atoms") { Decimals = 0 }, new("Threads") { Decimals = 0 },
            new("Cost", "µs/(atom step)") { Description = "Median of the measurements; behind it half the distance of their quartiles." },
            new("Lowest", "µs/(atom step)"), new("Highest", "µs/(atom step)"), new("Measurements") { Decimals = 0 },
            new("Steps each") { Decimals = 0 },
        ];
        string processors = string.Join("; ", found.Select(f => f.Cost.Processor.Processor).Distinct());
        return new TableBlock("Wall time of dynamics at constant energy", columns,
        [
            .. found.SelectMany(f => f.Cost.Points.Select(p => (IReadOnlyList<TableCell>)
            [
                TableCell.OfSeries(f.Potential), TableCell.Of(p.Atoms), TableCell.Of(p.Threads), TableCell.Of(p.Median, p.Spread),
                TableCell.Of(p.Lowest), TableCell.Of(p.Highest), TableCell.Of(p.Repeats), TableCell.Of(p.Steps),
            ])),
        ])
        {
            Caption = $"Lists, forces and integration, after steps to warm up; wall time for a step divided by the atoms. {processors}.",
        };
    }

    private static IEnumerable<ChartBlock> Charts((string Potential, CostResult Cost)[] found)
    {
        foreach (int threads in found.SelectMany(f => f.Cost.Points).Select(p => p.Threads).Distinct().Order())
        {
            yield return new ChartBlock(
                threads == 1 ? "Cost by size, 1 thread" : $"Cost by size, {threads} threads",
                new ChartAxis("Atoms", "", AxisScale.Logarithmic), new ChartAxis("Cost", "µs/(atom step)", AxisScale.Logarithmic),
                [
                    .. found.Select(f =>
                    {
                        CostPoint[] points = [.. f.Cost.Points.Where(p => p.Threads == threads).OrderBy(p => p.Atoms)];
                        return new ChartTrace(
                            f.Potential, [.. points.Select(p => (double)p.Atoms)], [.. points.Select(p => p.Median)],
                            TraceKind.LinesAndMarkers)
                        {
                            Series = f.Potential,
                            YError = [.. points.Select(p => p.Spread)],
                        };
                    }),
                ]);
        }
    }

    private static ChartBlock Frontier(Frontier frontier)
    {
        FrontierPoint[] best = [.. frontier.Points.Where(p => p.IsPareto).OrderBy(p => p.Cost)];
        return new ChartBlock(
            $"Error against cost: {frontier.Title}", new ChartAxis("Cost", "µs/(atom step)", AxisScale.Logarithmic),
            new ChartAxis("Error", frontier.ErrorUnit, AxisScale.Logarithmic),
            [
                .. frontier.Points.Select(p => new ChartTrace(p.Potential, [p.Cost], [p.Error], TraceKind.Markers)
                {
                    Series = p.Potential, XError = [p.CostSpread],
                }),
                new ChartTrace("Pareto set", [.. best.Select(p => p.Cost)], [.. best.Select(p => p.Error)]) { IsReference = true },
            ])
        {
            Caption = $"{frontier.Atoms} atoms, {frontier.Threads} thread{(frontier.Threads == 1 ? "" : "s")}. The line joins the "
                + "potentials that no other beats in error without costing more, as in Zuo et al., J. Phys. Chem. A 124, 731 (2020).",
        };
    }
}
