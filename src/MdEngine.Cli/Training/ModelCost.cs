using System;
using System.Diagnostics;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Training.Data;

namespace MdEngine.Cli.Training;

/// <summary>Measures what a model costs.</summary>
/// <param name="Microseconds">Energy, forces and stress, lists included, on one thread, microseconds an atom.</param>
/// <param name="Atoms">Atoms of the structure that it was measured on.</param>
public sealed record ModelCost(double Microseconds, int Atoms)
{
    private const double LongestSeconds = 0.5;
    private const int MostRounds = 20;

    /// <summary>Measures a model on the largest training frame.</summary>
    public static ModelCost Of(IPotential potential, TrainingData data)
    {
        Structure structure = data.Training.MaxBy(f => f.Structure.Count)!.Structure;
        using var worker = new WorkerPool(1);
        var evaluator = new FrameEvaluator(potential, worker);
        evaluator.Evaluate(structure);
        double best = double.PositiveInfinity, total = 0.0;
        for (int round = 0; round < MostRounds && total < LongestSeconds; round++)
        {
            long began = Stopwatch.GetTimestamp();
            evaluator.Evaluate(structure);
            double seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            best = Math.Min(best, seconds);
            total += seconds;
        }

        return new ModelCost(1e6 * best / structure.Count, structure.Count);
    }
}
