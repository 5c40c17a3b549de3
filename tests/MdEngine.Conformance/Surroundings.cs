using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Conformance;

/// <summary>Distances and derived structures that the laws start from, found by brute force, not by lists.</summary>
internal static class Surroundings
{
    /// <summary>Cutoffs of a potential, of the terms of an overlay, and further seams, Angstrom.</summary>
    public static double[] Cutoffs(IPotential potential, ConformanceOptions options) =>
        [.. potential.Terms.Select(t => t.Cutoff).Concat(options.Seams).Distinct()];

    /// <summary>
    /// The structure without symmetry: displaced at random such that no pair stands close to a cutoff, across which
    /// finite differences would see a kink.
    /// </summary>
    public static Structure Rattled(IPotential potential, Structure structure, ConformanceOptions options)
    {
        int tries = structure.Count <= 200 ? 16 : 2;
        double best = -1.0;
        Structure chosen = structure;
        for (int k = 0; k < tries; k++)
        {
            Structure candidate = Transform.Rattled(structure, options.Rattle, options.Seed + (ulong)k);
            double gap = structure.Count == 0 ? 0.0 : Gaps(potential, candidate, options).Min();
            if (gap > best)
            {
                best = gap;
                chosen = candidate;
            }
        }

        return chosen;
    }

    /// <summary>For each atom, how far its neighbour nearest to a cutoff is from it, Angstrom.</summary>
    public static double[] Gaps(IPotential potential, Structure structure, ConformanceOptions options)
    {
        double[] cutoffs = Cutoffs(potential, options);
        double range = cutoffs.Max() + 1.0;
        double[] gaps = [.. Enumerable.Repeat(1.0, structure.Count)];
        foreach ((int i, int j, double r) in Pairs(structure, range))
        {
            foreach (double cutoff in cutoffs)
            {
                double gap = Math.Abs(r - cutoff);
                gaps[i] = Math.Min(gaps[i], gap);
                gaps[j] = Math.Min(gaps[j], gap);
            }
        }

        return gaps;
    }

    /// <summary>
    /// Distance of the closest pair, Angstrom; half the cutoff when nothing is near, for want of anything better.
    /// </summary>
    public static double NearestDistance(IPotential potential, Structure structure)
    {
        double nearest = Pairs(structure, potential.Cutoff).Select(p => p.Distance).DefaultIfEmpty(double.NaN).Min();
        return nearest > 0.0 ? nearest : 0.5 * potential.Cutoff;
    }

    /// <summary>Pairs with their images up to a range, each twice.</summary>
    public static IEnumerable<(int I, int J, double Distance)> Pairs(Structure structure, double range)
    {
        SimulationCell cell = structure.Cell;
        Structure home = Transform.Wrapped(structure);
        int[] images = [.. Enumerable.Range(0, 3).Select(
            axis => cell.IsPeriodic(axis) ? (int)Math.Ceiling(range / cell.Height(axis)) : 0)];
        for (int a = -images[0]; a <= images[0]; a++)
        {
            for (int b = -images[1]; b <= images[1]; b++)
            {
                for (int c = -images[2]; c <= images[2]; c++)
                {
                    Double3 shift = cell.ToCartesian(new Double3(a, b, c));
                    for (int i = 0; i < home.Count; i++)
                    {
                        for (int j = 0; j < home.Count; j++)
                        {
                            double r = (home.Positions[j] + shift - home.Positions[i]).Length;
                            if (r <= range && (i != j || (a, b, c) != (0, 0, 0)))
                            {
                                yield return (i, j, r);
                            }
                        }
                    }
                }
            }
        }
    }

    /// <summary>The structure periodic along all axes; a molecule gets a box around it.</summary>
    public static Structure Periodic(IPotential potential, Structure structure)
    {
        if (structure.Cell.PeriodicAxes == 3)
        {
            return structure;
        }

        if (structure.Cell.HasVolume)
        {
            return Transform.With(structure, new SimulationCell(structure.Cell.Vectors), [.. structure.Positions]);
        }

        return Boxed(structure, NearestDistance(potential, structure));
    }

    /// <summary>The atoms in a fully periodic box with a margin beyond them.</summary>
    public static Structure Boxed(Structure structure, double margin)
    {
        Double3 size = Extent(structure);
        return Transform.With(
            structure,
            SimulationCell.Orthorhombic(size.X + margin, size.Y + margin, size.Z + margin),
            [.. structure.Positions]);
    }

    /// <summary>Atoms of given elements in a cell without any symmetry, some <paramref name="spacing"/> apart.</summary>
    public static Structure ThinCrystal(Element[] basis, double spacing)
    {
        double d = spacing;
        var cell = new SimulationCell(
            new Matrix3(basis.Length * d, 0, 0, 0.31 * d, 1.03 * d, 0, 0.17 * d, -0.23 * d, 1.01 * d));
        Double3[] positions = [.. basis.Select((_, k) => new Double3(k * d, 0.06 * d * k, -0.04 * d * k))];
        return new Structure(cell, basis, positions);
    }

    private static Double3 Extent(Structure structure)
    {
        Double3[] r = structure.Positions;
        return r.Length == 0
            ? Double3.Zero
            : new Double3(
                r.Max(p => p.X) - r.Min(p => p.X), r.Max(p => p.Y) - r.Min(p => p.Y), r.Max(p => p.Z) - r.Min(p => p.Z));
    }
}
