using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Reporting;

namespace MdEngine.Compare.Results;

/// <summary>The section of a report on errors against reference data.</summary>
internal static class AccuracySection
{
    /// <summary>The section; null without such data.</summary>
    public static ReportSection? Of(ComparisonResult result)
    {
        ReportBlock[] blocks =
        [
            .. result.ReferenceSets.SelectMany(set => Set(result, set)),
            .. ComparisonDocument.Failures(result, PieceKind.Accuracy),
        ];
        return blocks.Length == 0 ? null : new ReportSection(ComparisonSummary.AccuracySection, blocks);
    }

    private static IEnumerable<ReportBlock> Set(ComparisonResult result, ReferenceSummary set)
    {
        (string Potential, AccuracyResult Errors)[] found =
        [
            .. result.Of(PieceKind.Accuracy).Where(p => p.Name == set.Name && p.Accuracy is not null)
                .Select(p => (p.Potential, p.Accuracy!)),
        ];
        yield return new HeadingBlock(set.Name);
        yield return new TextBlock(
            $"{set.Frames} frames, {set.Atoms} atoms of {string.Join(", ", set.Elements)}; {set.WithEnergy} frames have an energy, "
            + $"{set.WithForces} forces, {set.WithStress} a stress.");
        if (found.Length == 0)
        {
            yield break;
        }

        string how = Anchors.Of("how errors " + set.Name);
        yield return Table("Errors over all frames", found.Select(f => (f.Potential, f.Errors.Overall)), how);
        foreach (IGrouping<string, string> note in found.SelectMany(f => f.Errors.Notes.Select(n => (n, f.Potential)))
            .GroupBy(n => n.n, n => n.Potential))
        {
            yield return new NoteBlock(NoteKind.Note, $"{string.Join(", ", note)}: {note.Key}");
        }

        foreach (ChartBlock chart in Charts(set.Name, found))
        {
            yield return chart;
        }

        if (WorstScenes.Of(set.Name, found) is { Count: > 0 } scenes)
        {
            yield return new FoldBlock($"Atoms coloured by force error: {set.Name}", scenes);
        }

        if (set.Groups.Count > 0)
        {
            yield return new FoldBlock(
                $"Errors by group: {set.Name}",
                [
                    .. set.Groups.Select(group => Table(group, found.Select(f => (
                        f.Potential, Figures: f.Errors.Groups.FirstOrDefault(g => g.Name == group)!))
                        .Where(f => f.Figures is not null), how)),
                ]);
        }

        yield return new FoldBlock($"How it was made: errors on {set.Name}",
        [
            new TextBlock(
                "Single points of all frames. Energies: predicted minus reference energy divided by the atoms, one value a frame. "
                + "Forces: three components an atom. Stress: six components a frame. Cosine: mean over atoms with a reference "
                + $"force of at least {GroupTally.LeastForce} eV/Å of the cosine of the angle between both forces. The worst error keeps "
                + "its sign; frames count from 0, atoms from 1. " + Offsets(found)),
        ])
        {
            Anchor = how,
        };
    }

    private static string Offsets((string Potential, AccuracyResult Errors)[] found)
    {
        string[] fitted =
        [
            .. found.Where(f => f.Errors.EnergyOffsets is not null).Select(f => $"{f.Potential}: " + string.Join(", ",
                f.Errors.EnergyOffsets!.Select(o => System.FormattableString.Invariant($"{o.Key} {o.Value:G6} eV")))),
        ];
        return fitted.Length == 0
            ? "No offsets of the energy were fitted."
            : "Energies after offsets by element, fitted by least squares: " + string.Join("; ", fitted) + ".";
    }

    private static TableBlock Table(string title, IEnumerable<(string Potential, GroupFigures Figures)> rows, string how)
    {
        TableColumn[] columns =
        [
            new("Potential", "", ColumnAlignment.Left),
            Column("Energy RMSE", "meV/atom"), Column("Energy MAE", "meV/atom"), Column("Energy worst", "meV/atom", false),
            Column("Force RMSE", "eV/Angstrom"), Column("Force MAE", "eV/Angstrom"), Column("Force worst", "eV/Angstrom", false),
            Column("Magnitude MAE", "eV/Angstrom"), new("Cosine") { Digits = 4, Best = BestValue.Highest },
            Column("Stress RMSE", "GPa"), Column("Stress MAE", "GPa"),
        ];
        return new TableBlock(title, columns,
        [
            .. rows.Select(r => (IReadOnlyList<TableCell>)
            [
                TableCell.OfSeries(r.Potential),
                Cell(r.Figures.Energy.RootMeanSquare, how), Cell(r.Figures.Energy.MeanAbsolute, how), Worst(r.Figures.Energy),
                Cell(r.Figures.Forces.RootMeanSquare, how), Cell(r.Figures.Forces.MeanAbsolute, how), Worst(r.Figures.Forces),
                Cell(r.Figures.ForceMagnitude.MeanAbsolute, how), Cell(r.Figures.ForceCosine, how),
                Cell(r.Figures.Stress.RootMeanSquare, how), Cell(r.Figures.Stress.MeanAbsolute, how),
            ]),
        ]);
    }

    private static TableColumn Column(string title, string unit, bool best = true) =>
        new(title, unit) { Digits = 3, Best = best ? BestValue.Lowest : BestValue.None };

    private static TableCell Cell(double value, string how) => TableCell.Of(value) with { Link = how };

    private static TableCell Worst(ErrorFigures figures) => TableCell.Of(figures.Worst) with
    {
        Detail = figures.WorstFrame < 0 ? ""
            : $"frame {figures.WorstFrame}" + (figures.WorstAtom > 0 ? $", atom {figures.WorstAtom}" : ""),
    };

    private static IEnumerable<ChartBlock> Charts(string set, (string Potential, AccuracyResult Errors)[] found)
    {
        foreach (string quantity in found.SelectMany(f => f.Errors.Parity).Select(p => p.Quantity).Distinct())
        {
            (string Potential, ParitySet Points, AccuracyResult Errors)[] sets =
            [
                .. found.Select(f => (f.Potential, Points: f.Errors.Parity.FirstOrDefault(p => p.Quantity == quantity)!, f.Errors))
                    .Where(f => f.Points is not null),
            ];
            string unit = sets[0].Points.Unit;
            bool isThinned = sets.Any(s => s.Points.Total > s.Points.Reference.Count);
            yield return new ChartBlock(
                $"Parity of {quantity}: {set}", new ChartAxis($"Reference {quantity}", unit), new ChartAxis($"Predicted {quantity}", unit),
                [
                    .. sets.Select(s => new ChartTrace(s.Potential, s.Points.Reference, s.Points.Predicted, TraceKind.Markers)
                    {
                        Series = s.Potential,
                        Labels = [.. s.Points.Frame.Zip(s.Points.Atom, (f, a) => a > 0 ? $"frame {f}, atom {a}" : $"frame {f}")],
                    }),
                ])
            {
                IsParity = true,
                Caption = isThinned ? "An even choice of all values, and the worst fifth." : "",
            };
        }

        if (found.Any(f => f.Errors.ForceBins.Count > 0))
        {
            yield return new ChartBlock(
                $"Force error against force: {set}", new ChartAxis("Mean reference force", "eV/Angstrom", AxisScale.Logarithmic),
                new ChartAxis("Force RMSE", "eV/Angstrom", AxisScale.Logarithmic),
                [
                    .. found.Select(f => new ChartTrace(
                        f.Potential, [.. f.Errors.ForceBins.Select(b => b.MeanMagnitude)],
                        [.. f.Errors.ForceBins.Select(b => b.RootMeanSquare)], TraceKind.LinesAndMarkers)
                    {
                        Series = f.Potential,
                        Labels = [.. f.Errors.ForceBins.Select(b => $"{b.Atoms} atoms")],
                    }),
                ]);
        }
    }
}
