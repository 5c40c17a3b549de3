using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Tests.IO;
using MdEngine.Tests.Potentials.Gap;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Tests.Training.Gap;

/// <summary>What fits of GAP models are tried with: data, a context that keeps notes, and errors.</summary>
internal sealed class FitDesk : IFitProgress, IFitCheckpoint
{
    public List<string> Stages { get; } = [];

    public List<LossPoint> Losses { get; } = [];

    public StateBag? Saved { get; set; }

    public bool IsDue { get; set; }

    /// <summary>Told the stage and how much of it is done.</summary>
    public Action<string, double>? OnFraction { get; init; }

    public static LabelSigmas Sigmas { get; } = new(0.002, 0.1, 0.05);

    /// <summary>Silicon carbide, rattled and strained, with labels of a small GAP model of two elements.</summary>
    public static List<Structure> Carbide(int frames, IPotential potential, bool forces = true)
    {
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(potential, workers);
        return [.. Enumerable.Range(0, frames).Select(k =>
        {
            Structure s = GapSystems.Crystal(rattle: 0.05 + (0.02 * (k % 5)));
            double stretch = 1.0 + (0.01 * ((k % 7) - 3));
            Structure scaled = new(s.Cell.WithVectors(stretch * s.Cell.Vectors), s.Elements, [.. s.Positions.Select((p, i) =>
                (stretch * p) + (0.03 * new Double3(Math.Sin(k + i), Math.Cos((2 * k) + i), Math.Sin((3 * k) - i))))]);
            Structure labelled = evaluator.Evaluate(scaled);
            labelled.Forces = forces ? labelled.Forces : null;
            labelled.Stress = forces ? labelled.Stress : null;
            return labelled;
        })];
    }

    /// <summary>Frames of structures.</summary>
    public static TrainingFrame[] Frames(IEnumerable<Structure> structures, LabelSigmas? sigmas = null) =>
        [.. structures.Select((s, k) => new TrainingFrame(s, "all", sigmas ?? Sigmas, $"data.xyz, frame {k + 1}"))];

    public static TrainingData Data(IReadOnlyList<TrainingFrame> frames, string[]? symbols = null, double[]? energies = null)
    {
        Element[] elements = [.. (symbols ?? ["C", "Si"]).Select(PeriodicTable.Get)];
        return new TrainingData(elements, energies ?? new double[elements.Length], frames, [], []);
    }

    public FitContext Context(TrainingData data, WorkerPool workers, CancellationToken stop = default, ulong seed = 7) =>
        new(data, workers, seed, this, this, stop);

    /// <summary>The potential of a fitted model, through its files.</summary>
    public static GapPotential Read(FittedModel model) => new(Model(model));

    /// <summary>A fitted model, through its files.</summary>
    public static GapModel Model(FittedModel model)
    {
        using var folder = new TempFolder();
        foreach ((string name, byte[] content) in model.Files)
        {
            File.WriteAllBytes(folder.File(name), content);
        }

        return GapReader.Read(folder.File(model.PotentialJson["file"]));
    }

    /// <summary>Root mean square errors: eV/atom, eV/Angstrom.</summary>
    public static (double Energy, double Forces) Errors(IPotential potential, IEnumerable<Structure> frames)
    {
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(potential, workers);
        var energy = new List<double>();
        var forces = new List<double>();
        foreach (Structure frame in frames)
        {
            Structure found = evaluator.Evaluate(frame);
            energy.Add((found.Energy!.Value - frame.Energy!.Value) / frame.Count);
            forces.AddRange(found.Forces!.Zip(frame.Forces!, (a, b) => (a - b).Length / Math.Sqrt(3.0)));
        }

        return (Math.Sqrt(energy.Average(e => e * e)), Math.Sqrt(forces.Average(f => f * f)));
    }

    public void Stage(string name) => Stages.Add(name);

    public void Fraction(double done) => OnFraction?.Invoke(Stages[^1], done);

    public void Loss(LossPoint point) => Losses.Add(point);

    public void Save(StateBag state) => Saved = state;
}
