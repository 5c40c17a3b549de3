using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Potentials.StillingerWeber;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Gap;

namespace MdEngine.Benchmarks;

/// <summary>
/// A whole GAP fit of some size, one thread: rattled and strained silicon with labels of Stillinger and Weber, 30 sparse
/// points for every 1,000 rows of forces. 100 (thousand rows) is what users' large sets have.
/// </summary>
internal sealed class GapFitCost : IFitProgress, IFitCheckpoint
{
    private const int AtomsOfFrame = 64, PointsPerThousand = 30, RowsOfAtom = 3;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private double _last;

    /// <inheritdoc/>
    public StateBag? Saved => null;

    /// <inheritdoc/>
    public bool IsDue => false;

    public static void Run(int thousands)
    {
        int frames = ((1000 * thousands) + (RowsOfAtom * AtomsOfFrame) - 1) / (RowsOfAtom * AtomsOfFrame);
        int points = PointsPerThousand * thousands;
        using var workers = new WorkerPool(1);
        Console.WriteLine($"{frames} frames of {AtomsOfFrame} atoms: {RowsOfAtom * AtomsOfFrame * frames} rows of forces, "
            + $"{frames} of energies, {6 * frames} of virials; {points} sparse points of SOAP, n_max 6, l_max 4, 4 Angstrom; one thread");
        var data = new TrainingData([PeriodicTable.Get("Si")], [0.0], Frames(frames, workers), [], []);
        GapFitOptions options = new()
        {
            Descriptors = [new SoapFitOptions { Radial = 6, Degree = 4, Cutoff = 4.0, Sigma = 0.5, Delta = 1.0, Sparse = points }],
        };
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        var watcher = new GapFitCost();
        FittedModel model = options.CreateFit().Fit(new FitContext(data, workers, 1, watcher, watcher, CancellationToken.None));
        watcher.Stage("done");
        foreach ((string name, string text) in model.Facts)
        {
            Console.WriteLine($"  {name}: {text}");
        }

        using Process self = Process.GetCurrentProcess();
        Console.WriteLine($"wall {watcher._watch.Elapsed.TotalSeconds:F0} s, processor {(self.TotalProcessorTime - before).TotalSeconds:F0} s, "
            + $"peak memory of the process {self.PeakWorkingSet64 / 1e9:F2} GB, model {model.Files.Sum(f => f.Value.LongLength) / 1e6:F1} MB");
    }

    /// <inheritdoc/>
    public void Stage(string name)
    {
        double now = _watch.Elapsed.TotalSeconds;
        Console.WriteLine($"  {now,8:F1} s (+{now - _last:F1})  {name}");
        _last = now;
    }

    /// <inheritdoc/>
    public void Fraction(double done)
    {
    }

    /// <inheritdoc/>
    public void Loss(LossPoint point) => Console.WriteLine(
        $"            training errors: {1e3 * point.TrainingEnergy:F3} meV/atom, {point.TrainingForces:F4} eV/Angstrom");

    /// <inheritdoc/>
    public void Save(StateBag state)
    {
    }

    private static TrainingFrame[] Frames(int count, WorkerPool workers)
    {
        string file = Path.GetFullPath(Path.Combine(
            AppContext.BaseDirectory, "..", "..", "..", "..", "..", "potentials", "Si-SW", "Si.sw"));
        var evaluator = new FrameEvaluator(
            new StillingerWeberPotential(StillingerWeberParameters.From(new StillingerWeberOptions { File = file, Elements = ["Si"] })), workers);
        return [.. Enumerable.Range(0, count).Select(k => new TrainingFrame(
            evaluator.Evaluate(Crystal(k)), "all", new LabelSigmas(0.002, 0.1, 0.05), $"frame {k + 1}"))];
    }

    /// <summary>Two by two by two cells of diamond, shaken by 0.03 to 0.15 Angstrom and stretched by up to 5 %.</summary>
    private static Structure Crystal(int frame)
    {
        var stream = new RandomStream(11, RandomPurpose.Other);
        (double stretch, double shake) = Philox.Uniform(stream, frame, 1000);
        double a = 5.431 * (0.95 + (0.1 * stretch)), noise = 0.03 + (0.12 * shake);
        Double3[] sites = [default, new(0.0, 0.5, 0.5), new(0.5, 0.0, 0.5), new(0.5, 0.5, 0.0)];
        var positions = new List<Double3>();
        for (int k = 0; k < AtomsOfFrame; k++)
        {
            var cell = new Double3((k >> 3) & 1, (k >> 4) & 1, (k >> 5) & 1);
            double quarter = ((k >> 2) & 1) * 0.25;
            (double x, double y) = Philox.Normal(stream, frame, k);
            (double z, _) = Philox.Normal(stream, frame, k, 1);
            positions.Add((a * (cell + sites[k & 3] + new Double3(quarter, quarter, quarter))) + (noise * new Double3(x, y, z)));
        }

        return new Structure(
            SimulationCell.Orthorhombic(2.0 * a, 2.0 * a, 2.0 * a), [.. Enumerable.Repeat(PeriodicTable.Get("Si"), AtomsOfFrame)], [.. positions]);
    }
}
