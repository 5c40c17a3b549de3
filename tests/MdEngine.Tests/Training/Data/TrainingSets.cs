using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Xyz;
using MdEngine.Tests.Training.Fitting;

namespace MdEngine.Tests.Training.Data;

/// <summary>Data sets with labels from a potential that the fit of the tests can reproduce.</summary>
internal static class TrainingSets
{
    public const double Cutoff = 4.5, Atom = -1.25;

    /// <summary>Copper that a pair potential holds together: crystals that are strained and shaken, by group.</summary>
    public static List<Structure> Copper(int frames, ulong seed = 5)
    {
        Element copper = PeriodicTable.Get("Cu");
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(new TestPairSum(copper, Cutoff, Atom, [-9.0, 20.0, -40.0, 160.0]), workers);
        var stream = new RandomStream(seed, RandomPurpose.Other);
        var result = new List<Structure>();
        for (int f = 0; f < frames; f++)
        {
            bool hot = f % 3 == 2;
            double a = 3.6 * (0.95 + (0.1 * Philox.Uniform(stream, f, 1000).A)), noise = hot ? 0.25 : 0.08;
            Double3[] sites = [default, new(0.0, 0.5, 0.5), new(0.5, 0.0, 0.5), new(0.5, 0.5, 0.0)];
            var positions = new List<Double3>();
            for (int k = 0; k < 8; k++)
            {
                (double x, double y) = Philox.Normal(stream, f, k);
                (double z, _) = Philox.Normal(stream, f, k, 1);
                Double3 cell = new(k / 4, 0.0, 0.0);
                positions.Add((a * (cell + sites[k % 4])) + (noise * new Double3(x, y, z)));
            }

            var structure = new Structure(
                SimulationCell.Orthorhombic(2.0 * a, a, a), [.. Enumerable.Repeat(copper, 8)], [.. positions]);
            Structure labelled = evaluator.Evaluate(structure);
            labelled.Info["config_type"] = hot ? "hot" : "cold";
            result.Add(labelled);
        }

        return result;
    }

    /// <summary>A crystal of copper whose atoms move on by little from frame to frame, in one cell.</summary>
    public static List<Structure> Moving(int frames)
    {
        using var workers = new WorkerPool(1);
        var evaluator = new FrameEvaluator(new TestPairSum(PeriodicTable.Get("Cu"), Cutoff, Atom, [-9.0, 20.0, -40.0, 160.0]), workers);
        var stream = new RandomStream(8, RandomPurpose.Other);
        Structure last = Copper(1)[0];
        var result = new List<Structure>();
        for (int f = 0; f < frames; f++)
        {
            Double3[] positions = [.. last.Positions.Select((p, i) =>
            {
                (double x, double y) = Philox.Normal(stream, f, i);
                return p + (0.04 * new Double3(x, y, Philox.Normal(stream, f, i, 1).A));
            })];
            last = evaluator.Evaluate(new Structure(last.Cell, last.Elements, positions));
            result.Add(last);
        }

        return result;
    }

    /// <summary>An isolated atom.</summary>
    public static Structure Isolated(string symbol, double energy) => new(
        SimulationCell.Orthorhombic(12.0, 12.0, 12.0), [PeriodicTable.Get(symbol)], [new Double3(1.0, 1.0, 1.0)])
    {
        Energy = energy,
        Info = { ["config_type"] = "isolated" },
    };

    public static string Write(string path, IEnumerable<Structure> frames)
    {
        using var writer = new ExtendedXyzWriter(System.IO.File.Create(path)) { Columns = XyzColumns.Forces };
        foreach (Structure frame in frames)
        {
            writer.Write(frame);
        }

        return path;
    }
}
