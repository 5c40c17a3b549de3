using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Training.Data;

namespace MdEngine.Cli.Training;

/// <summary>Evaluates a model, as it was written, on the data that it was made from and on those that it has not seen.</summary>
public static class ModelErrors
{
    /// <summary>The errors of the three parts; a part without frames is left out.</summary>
    /// <param name="potential">The model, read back from its files.</param>
    /// <param name="data">Data.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="stop">Stops it.</param>
    public static IReadOnlyList<PartErrors> Of(IPotential potential, TrainingData data, WorkerPool workers, CancellationToken stop)
    {
        var evaluator = new FrameEvaluator(potential, workers);
        return [.. new[] { ("training", data.Training), ("validation", data.Validation), ("test", data.Test) }
            .Where(p => p.Item2.Count > 0)
            .Select(p => Of(p.Item1, p.Item2, evaluator, stop))];
    }

    /// <summary>The errors as a table: a row for each group of each part.</summary>
    public static ReportTable Table(IEnumerable<PartErrors> parts)
    {
        var table = new ReportTable(
            "part, group", "frames", "E RMSE, meV/atom", "E MAE", "F RMSE, eV/A", "F MAE", "stress RMSE, GPa", "stress MAE");
        foreach (PartErrors part in parts)
        {
            foreach (ErrorGroup group in part.Groups.Count > 1 ? part.Groups : [])
            {
                Add($"{part.Part}, {group.Name}", group);
            }

            Add($"{part.Part}, all", part.Overall);
        }

        return table;

        void Add(string name, ErrorGroup g) => table.Add(
            name, $"{g.Frames}", Number(g.Energy.RootMeanSquare), Number(g.Energy.MeanAbsolute), Number(g.Forces.RootMeanSquare),
            Number(g.Forces.MeanAbsolute), Number(g.Stress.RootMeanSquare), Number(g.Stress.MeanAbsolute));
    }

    private static PartErrors Of(
        string name, IReadOnlyList<TrainingFrame> frames, FrameEvaluator evaluator, CancellationToken stop)
    {
        var overall = new ErrorGroup("all");
        var groups = new Dictionary<string, ErrorGroup>(StringComparer.Ordinal);
        var failures = new List<string>();
        foreach (TrainingFrame frame in frames)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                var result = evaluator.Evaluate(frame.Structure);
                overall.Add(frame.Structure, result);
                if (!groups.TryGetValue(frame.Group, out ErrorGroup? group))
                {
                    groups.Add(frame.Group, group = new ErrorGroup(frame.Group));
                }

                group.Add(frame.Structure, result);
            }
            catch (PhysicsException e)
            {
                failures.Add($"{frame.Place}: {e.Message}");
            }
        }

        return new PartErrors(name, overall, [.. groups.Values], failures);
    }

    private static string Number(double value) =>
        double.IsNaN(value) ? "-" : value.ToString("G4", CultureInfo.InvariantCulture);
}
