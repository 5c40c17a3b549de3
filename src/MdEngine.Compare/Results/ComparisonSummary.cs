using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Compare.Accuracy;

namespace MdEngine.Compare.Results;

/// <summary>What a comparison found, in one row for each potential.</summary>
/// <param name="result">Comparison.</param>
public sealed class ComparisonSummary(ComparisonResult result)
{
    /// <summary>Names of the report's sections.</summary>
    public const string AccuracySection = "Accuracy", PropertySection = "Properties", SimulationSection = "Simulations",
        CostSection = "Cost", TrustSection = "Trust", MakingSection = "How it was made";

    private const int MostPropertyColumns = 8;

    /// <summary>The columns.</summary>
    public IReadOnlyList<SummaryColumn> Columns =>
        [.. Accuracy(), .. Properties(), .. Simulations(), .. Cost(), Parameters(), Failures()];

    private Piece? Find(PieceKind kind, string potential, string name) =>
        result.Pieces.FirstOrDefault(p => p.Kind == kind && p.Potential == potential && p.Name == name);

    private IEnumerable<string> Names(PieceKind kind) => result.Of(kind).Select(p => p.Name).Distinct();

    private IEnumerable<SummaryColumn> Accuracy()
    {
        bool several = Names(PieceKind.Accuracy).Count() > 1;
        foreach (string set in Names(PieceKind.Accuracy))
        {
            (string Title, Func<GroupFigures, ErrorFigures> Of)[] quantities =
                [("energy RMSE", g => g.Energy), ("force RMSE", g => g.Forces), ("stress RMSE", g => g.Stress)];
            foreach ((string title, Func<GroupFigures, ErrorFigures> of) in quantities)
            {
                AccuracyResult? any = result.Of(PieceKind.Accuracy).FirstOrDefault(
                    p => p.Name == set && p.Accuracy is { } a && of(a.Overall).Values > 0)?.Accuracy;
                if (any is not null)
                {
                    yield return new SummaryColumn(
                        several ? $"{set}: {title}" : title, of(any.Overall).Unit, true, AccuracySection,
                        potential => Cell(Find(PieceKind.Accuracy, potential, set), p => p.Accuracy is { } a ? of(a.Overall).RootMeanSquare : null));
                }
            }
        }
    }

    /// <summary>Values for which a reference is known, as many as a table bears.</summary>
    private IEnumerable<SummaryColumn> Properties() =>
        result.Of(PieceKind.Property)
            .SelectMany(p => (p.Property?.Values ?? []).Where(v => v.Reference is not null).Select(v => (Piece: p.Name, v.Name, v.Unit)))
            .Distinct().Take(MostPropertyColumns)
            .Select(v => new SummaryColumn(
                v.Name, v.Unit, false, PropertySection, potential => Cell(
                    Find(PieceKind.Property, potential, v.Piece),
                    p => p.Property?.Values.FirstOrDefault(x => x.Name == v.Name && x.Unit == v.Unit)?.Value)));

    private IEnumerable<SummaryColumn> Simulations() => Names(PieceKind.Simulation).Select(name => new SummaryColumn(
        name, "", false, SimulationSection, potential => Find(PieceKind.Simulation, potential, name) switch
        {
            { Simulation: { } s } => new SummaryCell(
                string.Create(CultureInfo.InvariantCulture, $"{(s.Completed ? "" : "failed at ")}{1e-3 * s.Time:0.###} ps"),
                s.Time, s.Failure ?? "", !s.Completed),
            { } piece => Missing(piece),
            null => SummaryCell.Of(null),
        }));

    private IEnumerable<SummaryColumn> Cost()
    {
        (int Atoms, int Threads)[] cases =
        [
            .. result.Of(PieceKind.Cost).SelectMany(p => p.Cost?.Points ?? []).Select(p => (p.Atoms, p.Threads)).Distinct()
                .OrderByDescending(c => c.Atoms).ThenBy(c => c.Threads).Take(1),
        ];
        return cases.Select(c => new SummaryColumn(
            string.Create(CultureInfo.InvariantCulture, $"cost, {c.Atoms} atoms, {c.Threads} thread{(c.Threads == 1 ? "" : "s")}"),
            "us/(atom step)", true, CostSection, potential => Cell(
                result.Of(PieceKind.Cost, potential).FirstOrDefault(),
                p => p.Cost?.Points.FirstOrDefault(x => (x.Atoms, x.Threads) == c)?.Median)));
    }

    private SummaryColumn Parameters() => new(
        "parameters", "", false, MakingSection,
        potential => SummaryCell.Of(result.Of(PieceKind.Model, potential).FirstOrDefault()?.Model?.Parameters));

    private SummaryColumn Failures() => new(
        "failures", "", true, MakingSection, potential =>
        {
            Piece[] failed = [.. result.Pieces.Where(p => p.Potential == potential && p.Status == PieceStatus.Failed)];
            return new SummaryCell(
                null, failed.Length, string.Join("\n", failed.Select(p => $"{p.Name}: {p.Reason}")), failed.Length > 0);
        });

    private static SummaryCell Cell(Piece? piece, Func<Piece, double?> value) =>
        piece is null || piece.Status == PieceStatus.Done ? SummaryCell.Of(piece is null ? null : value(piece)) : Missing(piece);

    private static SummaryCell Missing(Piece piece) =>
        new(piece.Status == PieceStatus.Failed ? "failed" : "skipped", double.NaN, piece.Reason ?? "", true);
}
