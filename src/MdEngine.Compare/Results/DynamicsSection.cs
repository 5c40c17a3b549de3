using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Compare.Reporting;
using MdEngine.Compare.Trust;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.IO.Formats;

namespace MdEngine.Compare.Results;

/// <summary>The section of a report on simulations.</summary>
internal static class DynamicsSection
{
    private const int MostFrames = 12;
    private const int MostAtoms = 5000;

    /// <summary>The section; null without simulations.</summary>
    /// <param name="result">Comparison.</param>
    /// <param name="work">Folder of the trajectories.</param>
    public static ReportSection? Of(ComparisonResult result, string work)
    {
        ReportBlock[] blocks =
        [
            .. result.Of(PieceKind.Simulation).GroupBy(p => p.Name).SelectMany(g => Simulation(result, g.Key, [.. g], work)),
            .. ComparisonDocument.Failures(result, PieceKind.Simulation),
        ];
        return blocks.Length == 0 ? null : new ReportSection(ComparisonSummary.SimulationSection, blocks);
    }

    private static IEnumerable<ReportBlock> Simulation(ComparisonResult result, string name, Piece[] pieces, string work)
    {
        (string Potential, SimulationResult Result)[] found =
            [.. pieces.Where(p => p.Simulation is not null).Select(p => (p.Potential, p.Simulation!))];
        if (found.Length == 0)
        {
            yield break;
        }

        yield return new HeadingBlock(name);
        yield return Table(found);
        (string Title, string Unit, Func<TrialSeries, IReadOnlyList<double>> Of)[] series =
        [
            ("Temperature", "K", s => s.Temperature), ("Potential energy", "eV/atom", s => s.PotentialEnergy),
            ("Conserved quantity", "eV/atom", s => s.ConservedQuantity), ("Pressure", "GPa", s => s.Pressure),
        ];
        foreach ((string title, string unit, Func<TrialSeries, IReadOnlyList<double>> of) in series)
        {
            yield return new ChartBlock(
                $"{title}: {name}", new ChartAxis("Time", "ps"), new ChartAxis(title, unit),
                [
                    .. found.Select(f => new ChartTrace(f.Potential, [.. f.Result.Series.Time.Select(t => 1e-3 * t)], of(f.Result.Series))
                    {
                        Series = f.Potential,
                    }),
                ]);
        }

        SceneBlock[] scenes =
        [
            .. found.Select(f => f.Result.Trajectory is { } file ? Scene(f.Potential, name, Path.Combine(work, file), UncertaintyUnit(result, f.Potential)) : null)
                .OfType<SceneBlock>(),
        ];
        if (scenes.Length > 0)
        {
            yield return scenes[0];
        }

        if (scenes.Length > 1)
        {
            yield return new FoldBlock($"Atoms by the other potentials: {name}", scenes[1..]);
        }
    }

    private static TableBlock Table((string Potential, SimulationResult Result)[] found) => new(
        "How long it lasted, and means over the second half of each stage",
        [
            new("Potential", "", ColumnAlignment.Left), new("Lasted", "ps"), new("Ended", "", ColumnAlignment.Left),
            new("Stage", "", ColumnAlignment.Left), new("Temperature", "K"), new("Potential energy", "eV/atom") { Digits = 6 },
            new("Pressure", "GPa"), new("Drift", "meV/(atom ps)") { Digits = 3, Description = "Slope of the conserved quantity." },
        ],
        [
            .. found.SelectMany(f => f.Result.Stages.Select(s => (IReadOnlyList<TableCell>)
            [
                TableCell.OfSeries(f.Potential), TableCell.Of(1e-3 * f.Result.Time),
                TableCell.Of(f.Result.Completed ? "as planned" : "failed") with
                {
                    Detail = f.Result.Failure ?? "", Status = f.Result.Completed ? CellStatus.Good : CellStatus.Bad,
                },
                TableCell.Of(s.Name), Mean(s.Temperature, s.TemperatureError), Mean(s.PotentialEnergy, s.PotentialEnergyError),
                Mean(s.Pressure, s.PressureError), TableCell.Of(s.Drift),
            ])),
        ]);

    private static TableCell Mean(double value, double error) => TableCell.Of(value, double.IsNaN(error) ? null : error);

    // Of "predicted variance, eV^2".
    private static string UncertaintyUnit(ComparisonResult result, string potential) =>
        result.Of(PieceKind.Model).FirstOrDefault(p => p.Potential == potential)?.Model?.Uncertainty is { } measure
        && measure.LastIndexOf(", ", StringComparison.Ordinal) is > 0 and int comma
            ? measure[(comma + 2)..]
            : "";

    private static SceneBlock? Scene(string potential, string name, string file, string unit)
    {
        try
        {
            return File.Exists(file) ? Read(potential, name, file, unit) : null;
        }
        catch (InputException)
        {
            // A trajectory that was cut short is no reason to have no report.
            return null;
        }
    }

    private static SceneBlock? Read(string potential, string name, string file, string unit)
    {
        int total = StructureFormats.ReadAll(file).Count();
        int step = Math.Max(1, (total + MostFrames - 1) / MostFrames);
        string[]? elements = null;
        var frames = new List<SceneFrame>();
        bool isUncertainty = false;
        int index = -1;
        foreach (Structure frame in StructureFormats.ReadAll(file))
        {
            index++;
            if (frame.Count > MostAtoms || (index % step != 0 && index != total - 1))
            {
                continue;
            }

            elements ??= [.. frame.Elements.Select(e => e.Symbol)];
            AtomColumn? column = frame.Extra.FirstOrDefault(c => c.Name == FrameEvaluator.UncertaintyColumn);
            isUncertainty = column is not null;
            double[]? scalars = column is not null ? (double[])column.Values : frame.Forces?.Select(f => f.Length).ToArray();
            frames.Add(new SceneFrame(LabelOf(frame), elements, frame.Positions, frame.Cell, scalars));
        }

        return frames.Count == 0 ? null : new SceneBlock($"{name}: {potential}", frames)
        {
            ScalarName = isUncertainty ? "Uncertainty" : "Force",
            ScalarUnit = isUncertainty ? unit : "eV/Angstrom",
        };
    }

    private static string LabelOf(Structure frame) =>
        frame.Info.TryGetValue("time", out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double time)
            ? string.Create(CultureInfo.InvariantCulture, $"{1e-3 * time:0.###} ps")
            : "";
}
