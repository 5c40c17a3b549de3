using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Reporting;

namespace MdEngine.Compare.Results;

/// <summary>A comparison as a report.</summary>
public static class ComparisonDocument
{
    /// <summary>Makes the report.</summary>
    /// <param name="result">Comparison.</param>
    /// <param name="work">Folder with the trajectories; scenes of those that are missing are left out.</param>
    public static ReportDocument Of(ComparisonResult result, string work)
    {
        DateTimeOffset made = DateTimeOffset.TryParse(
            result.Created, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset when) ? when : default;
        ReportSection?[] sections =
        [
            AccuracySection.Of(result), PropertySection(result), DynamicsSection.Of(result, work), CostSection.Of(result),
            TrustSection.Of(result), Making(result),
        ];
        return new ReportDocument(
            result.Title, Subtitle(result), made, result.Program, result.Potentials, [.. Summary(result)],
            [.. sections.OfType<ReportSection>()]);
    }

    private static string Subtitle(ComparisonResult result)
    {
        int pieces = result.Pieces.Count, failed = result.Pieces.Count(p => p.Status == PieceStatus.Failed);
        return $"{result.Potentials.Count} potentials, {pieces} pieces of work" + (failed > 0 ? $", {failed} of them failed." : ".");
    }

    private static IEnumerable<ReportBlock> Summary(ComparisonResult result)
    {
        IReadOnlyList<SummaryColumn> columns = new ComparisonSummary(result).Columns;
        yield return new TableBlock(
            "",
            [
                new TableColumn("Potential", "", ColumnAlignment.Left),
                .. columns.Select(c => new TableColumn(c.Title, c.Unit.Replace("us", "µs", StringComparison.Ordinal))
                {
                    Best = c.LowestIsBest ? BestValue.Lowest : BestValue.None,
                }),
            ],
            [
                .. result.Potentials.Select(p => (IReadOnlyList<TableCell>)
                    [TableCell.OfSeries(p), .. columns.Select(c => Cell(c, c.Of(p)))]),
            ]);
        foreach (Piece piece in result.Pieces.Where(p => p.Status == PieceStatus.Failed))
        {
            yield return new NoteBlock(NoteKind.Failure, $"{piece.Potential}, {piece.Name}: {piece.Reason}");
        }
    }

    private static TableCell Cell(SummaryColumn column, SummaryCell cell) => new(cell.Text, cell.Value)
    {
        Detail = cell.Detail,
        Link = Anchors.Of(column.Section),
        Status = cell.IsBad ? CellStatus.Bad : CellStatus.None,
    };

    private static ReportSection? PropertySection(ComparisonResult result)
    {
        ReportBlock[] blocks =
        [
            .. result.Of(PieceKind.Property).GroupBy(p => p.Name).SelectMany(group =>
            {
                (string Series, Properties.PropertyResult Result)[] found =
                    [.. group.Where(p => p.Property is not null).Select(p => (p.Potential, p.Property!))];
                return found.Length == 0 ? [] : PropertyBlocks.Of(found[0].Result.Title, found);
            }),
            .. Failures(result, PieceKind.Property),
        ];
        return blocks.Length == 0 ? null : new ReportSection(ComparisonSummary.PropertySection, blocks);
    }

    /// <summary>What failed or was skipped of a kind, a note each.</summary>
    internal static IEnumerable<ReportBlock> Failures(ComparisonResult result, PieceKind kind) =>
        result.Of(kind).Where(p => p.Status != PieceStatus.Done).Select(p => new NoteBlock(
            p.Status == PieceStatus.Failed ? NoteKind.Failure : NoteKind.Warning,
            $"{p.Potential}, {p.Name}: {(p.Status == PieceStatus.Failed ? "failed" : "skipped")}: {p.Reason}"));

    private static ReportSection Making(ComparisonResult result)
    {
        ProcessorInfo m = result.Machine;
        TableColumn[] columns =
        [
            new("Potential", "", ColumnAlignment.Left), new("Type", "", ColumnAlignment.Left),
            new("Elements", "", ColumnAlignment.Left), new("Cutoff", "Angstrom"), new("Parameters") { Decimals = 0 },
            new("Uncertainty", "", ColumnAlignment.Left),
        ];
        return new ReportSection(ComparisonSummary.MakingSection,
        [
            new TableBlock("Potentials", columns,
            [
                .. result.Of(PieceKind.Model).Select(p => (IReadOnlyList<TableCell>)
                [
                    TableCell.OfSeries(p.Potential), TableCell.Of(p.Name),
                    TableCell.Of(p.Model is null ? p.Reason ?? "" : string.Join(", ", p.Model.Elements)) with
                    {
                        Status = p.Model is null ? CellStatus.Bad : CellStatus.None,
                    },
                    TableCell.Of(p.Model?.Cutoff), TableCell.Of(p.Model?.Parameters), TableCell.Of(p.Model?.Uncertainty ?? "none"),
                ]),
            ]),
            new TextBlock(
                $"{result.Program}, {result.Created}. {m.Processor}, {m.Cores} logical cores, vectors of {m.VectorBits} bit; "
                + $"{m.System}; {m.Runtime}. {result.Threads} threads, unless the cost section says otherwise."),
            new FoldBlock("Pieces of work",
            [
                new TableBlock(
                    "",
                    [
                        new("Potential", "", ColumnAlignment.Left), new("Kind", "", ColumnAlignment.Left),
                        new("Task", "", ColumnAlignment.Left), new("Status", "", ColumnAlignment.Left), new("Wall time", "s"),
                    ],
                    [
                        .. result.Pieces.Select(p => (IReadOnlyList<TableCell>)
                        [
                            TableCell.OfSeries(p.Potential), TableCell.Of(p.Kind.ToString().ToLowerInvariant()), TableCell.Of(p.Name),
                            TableCell.Of(p.Status.ToString().ToLowerInvariant()), TableCell.Of(p.Seconds),
                        ]),
                    ]),
            ]),
            new FoldBlock("Deck", [new CodeBlock("Deck", result.Deck)]),
        ]);
    }
}
