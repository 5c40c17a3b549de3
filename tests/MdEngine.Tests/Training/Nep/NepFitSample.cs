using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;
using MdEngine.Training.Data;
using MdEngine.Training.Nep;

namespace MdEngine.Tests.Training.Nep;

/// <summary>Frames made by the tests: distorted crystals with labels by a potential, or with labels of no meaning.</summary>
internal static class NepFitSample
{
    public static readonly Element Silicon = Find("Si"), Carbon = Find("C");

    /// <summary>Options of a model with every kind of term, none of whose sizes is a multiple of four.</summary>
    public static NepFitOptions Options { get; } = new()
    {
        Cutoff = [4.6, 3.9],
        Functions = [2, 1],
        Basis = [4, 2],
        AngularMomentum = [4, 1, 1, 1, 1, 1, 1],
        Neurons = 3,
        Zbl = 2.4,
        Epochs = 4,
        LbfgsSteps = 3,
        Batch = 2,
    };

    /// <summary>Uniform numbers in (-1, 1), the same for a seed.</summary>
    public static Func<double> Random(ulong seed)
    {
        int next = 0;
        return () => (2.0 * Philox.Uniform(new RandomStream(seed, RandomPurpose.Other), 5, next++).A) - 1.0;
    }

    /// <summary>Crystals of the diamond structure in a triclinic cell, atoms displaced, with labels of no meaning.</summary>
    public static TrainingFrame[] Meaningless(int frames, params Element[] elements)
    {
        Func<double> random = Random(3);
        return [.. Enumerable.Range(0, frames).Select(k =>
        {
            Structure s = Diamond(5.2, 0.25, random, elements);
            s.Energy = -4.0 * s.Count + random();
            s.Forces = [.. s.Positions.Select(_ => new Double3(random(), random(), random()))];
            double xy = 0.01 * random(), xz = 0.01 * random(), yz = 0.01 * random();
            s.Stress = new Matrix3(0.02 * random(), xy, xz, xy, 0.02 * random(), yz, xz, yz, 0.02 * random());
            return Frame(s, k);
        })];
    }

    /// <summary>The same with labels by a potential.</summary>
    public static TrainingFrame[] Labelled(IPotential potential, int frames, ulong seed, double displacement)
    {
        Func<double> random = Random(seed);
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(potential, workers);
        return [.. Enumerable.Range(0, frames).Select(k => Frame(
            evaluator.Evaluate(Diamond(5.43 * (1.0 + (0.02 * random())), displacement, random, [.. potential.Elements])), k))];
    }

    /// <summary>A model of silicon with random parameters, of forces like those of a solid.</summary>
    public static NepModel Random(NepFitOptions options)
    {
        TrainingFrame[] made = Meaningless(4, Silicon);
        TrainingData data = Data(made);
        var shape = new NepShape(NepFit.Header(options, data));
        var builder = new NepFrameBuilder(shape);
        NepFrame[] frames = [.. made.Select(f => builder.Build(f, true))];
        double[] parameters = NepStart.Parameters(shape, data, 17, 0);
        LargeOutputs(shape, parameters);
        return Read(NepExport.Write(shape, NepStart.Scaling(shape, parameters, frames), parameters, frames));
    }

    /// <summary>Outputs of networks begin small; this makes them matter as much as the rest.</summary>
    public static void LargeOutputs(NepShape shape, double[] parameters)
    {
        Func<double> random = Random(8);
        for (int k = 0; k < shape.RadialStart; k++)
        {
            int at = k % shape.NetworkLength;
            if (at >= shape.Neurons * (shape.Descriptor.Length + 1) && at < shape.NetworkLength - 1)
            {
                parameters[k] = random();
            }
        }
    }

    /// <summary>Data of a fit.</summary>
    public static TrainingData Data(TrainingFrame[] training, params TrainingFrame[] validation)
    {
        Element[] elements = [.. training.SelectMany(f => f.Structure.Elements).Distinct().OrderBy(e => e.AtomicNumber)];
        return new TrainingData(elements, [.. elements.Select(_ => 0.0)], training, validation, []);
    }

    /// <summary>A model read from the bytes of a file.</summary>
    public static NepModel Read(byte[] file)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            return NepFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TrainingFrame Frame(Structure s, int k) =>
        new(s, "test", new LabelSigmas(0.01, 0.1, 0.05), $"made frame {k + 1}");

    private static Structure Diamond(double a, double displacement, Func<double> random, Element[] elements)
    {
        var vectors = new Matrix3(
            a, 0.1 * random(), 0.2 * random(), 0.2 * random(), a, 0.1 * random(), 0.1 * random(), 0.2 * random(), a);
        (double, double, double)[] sites =
            [(0, 0, 0), (0, 2, 2), (2, 0, 2), (2, 2, 0), (1, 1, 1), (1, 3, 3), (3, 1, 3), (3, 3, 1)];
        var cell = new SimulationCell(vectors);
        Double3[] positions = [.. sites.Select(s =>
            cell.ToCartesian(new Double3(0.25 * s.Item1, 0.25 * s.Item2, 0.25 * s.Item3))
                + (displacement * new Double3(random(), random(), random())))];
        return new Structure(cell, [.. sites.Select((_, k) => elements[(k * 3 / 2) % elements.Length])], positions);
    }

    private static Element Find(string symbol) =>
        PeriodicTable.TryGet(symbol, out Element? element) ? element : throw new KeyNotFoundException(symbol);
}
