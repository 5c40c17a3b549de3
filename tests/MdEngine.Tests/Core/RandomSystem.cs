using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Core;

/// <summary>A random system for tests of geometry: any triclinic cell, any open axes, thin or wide, dense or sparse.</summary>
public sealed record RandomSystem(int Seed, Structure Structure, double Range)
{
    /// <summary>Runs a property over random systems, always the same ones.</summary>
    public static void ForAll(int count, Action<RandomSystem> property)
    {
        Arbitrary<RandomSystem> systems =
            Gen.Choose(0, int.MaxValue).Select(From).ToArbitrary();
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(3141592653589793UL, 2718281828459045UL | 1UL),
            Prop.ForAll(systems, system => property(system)));
    }

    /// <summary>The system of a seed.</summary>
    public static RandomSystem From(int seed)
    {
        var random = new Random(seed);
        double range = 2.0 + (4.0 * random.NextDouble());
        bool[] periodic = random.Next(4) == 0
            ? [random.Next(2) == 0, random.Next(2) == 0, random.Next(2) == 0]
            : [true, true, true];
        SimulationCell cell = RandomCell(random, range, periodic);
        // From less than one to some fifty neighbours an atom.
        int count = random.Next(6) == 0 ? 1 : 1 + random.Next(60);
        Double3[] positions = [.. Enumerable.Range(0, count).Select(_ => cell.ToCartesian(new Double3(
            (3.0 * random.NextDouble()) - 1.0, (3.0 * random.NextDouble()) - 1.0, (3.0 * random.NextDouble()) - 1.0)))];
        Element[] kinds = [PeriodicTable.Get("Ar"), PeriodicTable.Get("Kr")];
        return new RandomSystem(
            seed,
            new Structure(cell, [.. positions.Select(_ => kinds[random.Next(2)])], positions),
            range);
    }

    /// <summary>A fresh atom state, every element in it.</summary>
    public AtomState State() =>
        AtomState.From(Structure, new SpeciesTable([PeriodicTable.Get("Kr"), PeriodicTable.Get("Ar")]));

    /// <summary>
    /// All pairs (i, j, shift) with the image of j by shift within a range of i, from positions in the atom state, by
    /// going through all images; each pair is found from both sides.
    /// </summary>
    public static IEnumerable<(int I, int J, (int A, int B, int C) Shift, double Distance)> Pairs(
        AtomState atoms, SimulationCell cell, double range)
    {
        var r = new Double3[atoms.Owned];
        for (int i = 0; i < r.Length; i++)
        {
            r[i] = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]);
        }

        // Atoms are wrapped: no more images than these can reach.
        int[] images = [.. Enumerable.Range(0, 3).Select(
            axis => cell.IsPeriodic(axis) ? 1 + (int)Math.Ceiling(range / cell.Height(axis)) : 0)];
        for (int a = -images[0]; a <= images[0]; a++)
        {
            for (int b = -images[1]; b <= images[1]; b++)
            {
                for (int c = -images[2]; c <= images[2]; c++)
                {
                    Double3 shift = cell.ToCartesian(new Double3(a, b, c));
                    for (int i = 0; i < r.Length; i++)
                    {
                        for (int j = 0; j < r.Length; j++)
                        {
                            double distance = (r[j] + shift - r[i]).Length;
                            if (distance <= range && (i != j || (a, b, c) != (0, 0, 0)))
                            {
                                yield return (i, j, (a, b, c), distance);
                            }
                        }
                    }
                }
            }
        }
    }

    private static SimulationCell RandomCell(Random random, double range, bool[] periodic)
    {
        // Heights from a fifth of the range to four times it, angles well off 90 degrees.
        while (true)
        {
            double[] m = [.. Enumerable.Range(0, 9).Select(_ => (2.0 * random.NextDouble()) - 1.0)];
            double a = range * (0.4 + (4.0 * random.NextDouble()));
            double b = range * (0.4 + (4.0 * random.NextDouble()));
            double c = range * (0.4 + (4.0 * random.NextDouble()));
            Matrix3 h = new Matrix3(a, 0, 0, 0, b, 0, 0, 0, c)
                * new Matrix3(1.2 + m[0], m[1], m[2], m[3], 1.2 + m[4], m[5], m[6], m[7], 1.2 + m[8]);
            if (h.Determinant > 0.0)
            {
                var cell = new SimulationCell(h, periodic[0], periodic[1], periodic[2]);
                if (cell.Height(0) > 0.2 * range && cell.Height(1) > 0.2 * range && cell.Height(2) > 0.2 * range)
                {
                    return cell;
                }
            }
        }
    }
}
