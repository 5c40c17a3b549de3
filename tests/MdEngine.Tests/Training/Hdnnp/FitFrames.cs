using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Reading;
using MdEngine.Tests.IO;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Tests.Training.Hdnnp;

/// <summary>Frames for fits: distorted diamond cells, with labels of a given potential.</summary>
internal static class FitFrames
{
    private static readonly RandomStream s_random = new(11, RandomPurpose.Other);

    /// <summary>Cells of eight atoms, sheared and displaced by up to some 0.2 Angstrom; every second atom of another element if wanted.</summary>
    public static Structure[] Diamonds(int count, params string[] elements)
    {
        Double3[] basis =
        [
            new(0, 0, 0), new(0, 0.5, 0.5), new(0.5, 0, 0.5), new(0.5, 0.5, 0),
            new(0.25, 0.25, 0.25), new(0.25, 0.75, 0.75), new(0.75, 0.25, 0.75), new(0.75, 0.75, 0.25),
        ];
        var frames = new Structure[count];
        for (int f = 0; f < count; f++)
        {
            double R(int k) => (2.0 * Philox.Uniform(s_random, f, k).A) - 1.0;
            double a = 5.43 * (1.0 + (0.04 * R(0)));
            var cell = new SimulationCell(new Matrix3(
                a, 0.2 * R(1), 0.2 * R(2), 0.2 * R(3), a * (1.0 + (0.03 * R(4))), 0.2 * R(5), 0.1 * R(6), 0.2 * R(7), a));
            Matrix3 v = cell.Vectors;
            Double3[] positions = new Double3[8];
            for (int i = 0; i < 8; i++)
            {
                Double3 s = basis[i];
                positions[i] = (s.X * new Double3(v.XX, v.XY, v.XZ)) + (s.Y * new Double3(v.YX, v.YY, v.YZ))
                    + (s.Z * new Double3(v.ZX, v.ZY, v.ZZ))
                    + (0.2 * new Double3(R(20 + (3 * i)), R(21 + (3 * i)), R(22 + (3 * i))));
            }

            frames[f] = new Structure(
                cell, [.. Enumerable.Range(0, 8).Select(i => PeriodicTable.Get(elements[(i + f) % elements.Length]))], positions);
        }

        return frames;
    }

    /// <summary>The same with energies, forces and stresses of a potential.</summary>
    public static Structure[] Label(IEnumerable<Structure> frames, IPotential potential)
    {
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(potential, workers);
        return [.. frames.Select(evaluator.Evaluate)];
    }

    /// <summary>Data for a fit: the last frames, a fifth or so, are for validation.</summary>
    public static TrainingData Data(IReadOnlyList<Structure> frames, double energy = 0.001, double forces = 0.05, double virial = 0.01)
    {
        TrainingFrame[] all =
            [.. frames.Select((s, k) => new TrainingFrame(s, "all", new LabelSigmas(energy, forces, virial), $"frames.xyz, frame {k + 1}"))];
        Element[] elements = [.. frames.SelectMany(s => s.Elements).Distinct().OrderBy(e => e.AtomicNumber)];
        int last = all.Length / 5;
        return new TrainingData(elements, [.. elements.Select(e => -0.1 * e.AtomicNumber)], all[..^last], all[^last..], []);
    }

    public static FitContext Context(
        TrainingData data, WorkerPool workers, MemoryCheckpoint? checkpoint = null, CancellationToken stop = default, ulong seed = 5) =>
        new(data, workers, seed, checkpoint ?? new MemoryCheckpoint(), checkpoint ?? new MemoryCheckpoint(), stop);

    /// <summary>Reads a fitted model as a user would.</summary>
    public static HdnnpPotential Read(FittedModel model)
    {
        using var folder = new TempFolder();
        foreach ((string name, byte[] content) in model.Files)
        {
            string path = folder.File(name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        IReadOnlyList<string> committee =
            model.PotentialLists.TryGetValue("committee", out IReadOnlyList<string>? members) ? [.. members.Select(m => folder.File(m))] : [];
        return new HdnnpPotential(HdnnpReader.Read(folder.File(""), committee, 1.0, 1.0));
    }

    /// <summary>Root mean square errors of energies, eV/atom, and force components, eV/Angstrom.</summary>
    public static (double Energy, double Forces) Errors(IPotential potential, IReadOnlyList<Structure> frames)
    {
        Structure[] found = Label(frames, potential);
        double energy = 0.0, forces = 0.0;
        int components = 0;
        for (int f = 0; f < found.Length; f++)
        {
            energy += Math.Pow((found[f].Energy!.Value - frames[f].Energy!.Value) / found[f].Count, 2);
            for (int i = 0; i < found[f].Count; i++, components += 3)
            {
                Double3 d = found[f].Forces![i] - frames[f].Forces![i];
                forces += Double3.Dot(d, d);
            }
        }

        return (Math.Sqrt(energy / found.Length), Math.Sqrt(forces / components));
    }
}
