using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Formats;

namespace MdEngine.Compare.Trust;

/// <summary>Evaluates several potentials on the frames of a trajectory and compares their forces, pair by pair.</summary>
/// <param name="potentials">Potentials with their names.</param>
/// <param name="mostFrames">Most frames to compare, evenly spread over the trajectory.</param>
public sealed class DisagreementRun(IReadOnlyList<(string Name, IPotential Potential)> potentials, int mostFrames)
{
    private const string TimeKey = "time";

    /// <summary>Compares.</summary>
    /// <param name="simulation">Name of the simulation.</param>
    /// <param name="driver">Name of the potential that made the trajectory.</param>
    /// <param name="trajectory">Its file.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <param name="stop">Asks it to stop.</param>
    /// <exception cref="InputException">The trajectory is not sound.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public DisagreementResult Execute(
        string simulation, string driver, string trajectory, WorkerPool workers, Action<double> progress, CancellationToken stop)
    {
        FrameEvaluator[] evaluators = [.. potentials.Select(p => new FrameEvaluator(p.Potential, workers))];
        PairTally[] pairs =
        [
            .. Enumerable.Range(0, potentials.Count).SelectMany(
                a => Enumerable.Range(a + 1, potentials.Count - a - 1).Select(b => new PairTally(a, b))),
        ];
        int total = StructureFormats.ReadAll(trajectory).Count();
        int taken = Math.Min(total, mostFrames);
        var times = new List<double>();
        var faults = new Dictionary<int, string>();
        int index = -1;
        foreach (Structure frame in StructureFormats.ReadAll(trajectory))
        {
            index++;
            if (index != Place(times.Count, taken, total))
            {
                continue;
            }

            stop.ThrowIfCancellationRequested();
            Double3[]?[] forces = [.. evaluators.Select((e, k) => Forces(e, k, frame, faults))];
            foreach (PairTally pair in pairs)
            {
                pair.Add(times.Count, forces[pair.A], forces[pair.B]);
            }

            times.Add(TimeOf(frame));
            progress(times.Count / (double)taken);
        }

        return new DisagreementResult(
            simulation, driver, times, [.. pairs.Select(p => p.Result(potentials[p.A].Name, potentials[p.B].Name))],
            [.. faults.OrderBy(f => f.Key).Select(f => $"{potentials[f.Key].Name} could not evaluate a frame: {f.Value}")]);
    }

    /// <summary>The frame that is the k-th of those taken, first and last among them.</summary>
    private static int Place(int k, int taken, int total) =>
        k >= taken ? -1 : taken == 1 ? 0 : (int)((long)k * (total - 1) / (taken - 1));

    private static double TimeOf(Structure frame) =>
        frame.Info.TryGetValue(TimeKey, out string? text)
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double time) ? time : double.NaN;

    private static Double3[]? Forces(FrameEvaluator evaluator, int index, Structure frame, Dictionary<int, string> faults)
    {
        try
        {
            return evaluator.Evaluate(frame).Forces;
        }
        catch (Exception e) when (e is InputException or PhysicsException)
        {
            faults.TryAdd(index, e.Message);
            return null;
        }
    }

    private sealed class PairTally(int a, int b)
    {
        private readonly List<double> _differences = [];
        private double _largest = double.NaN;
        private int _frame = -1, _atom;

        public int A => a;

        public int B => b;

        public void Add(int frame, Double3[]? first, Double3[]? second)
        {
            if (first is null || second is null)
            {
                _differences.Add(double.NaN);
                return;
            }

            double sum = 0.0;
            for (int i = 0; i < first.Length; i++)
            {
                Double3 d = second[i] - first[i];
                sum += Double3.Dot(d, d);
                if (!(d.Length <= _largest))
                {
                    (_largest, _frame, _atom) = (d.Length, frame, i + 1);
                }
            }

            _differences.Add(Math.Sqrt(sum / (3.0 * first.Length)));
        }

        public PairDisagreement Result(string first, string second) => new(
            first, second, _differences,
            _differences.Where(d => !double.IsNaN(d)).DefaultIfEmpty(double.NaN).Average(), _largest, _frame, _atom);
    }
}
