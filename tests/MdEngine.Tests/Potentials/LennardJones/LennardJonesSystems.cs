using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Potentials.LennardJones;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>Parameters and structures that the tests of Lennard-Jones start from.</summary>
internal static class LennardJonesSystems
{
    /// <summary>Rahman's argon: sigma 3.4 Angstrom, epsilon/k 120 K (Phys. Rev. 136, A405 (1964)).</summary>
    public const double Sigma = 3.4, Epsilon = 120.0 * PhysicalConstants.Boltzmann;

    private static readonly string[] Symbols =
        ["Ar", "Kr", "Ne", "Xe", "He", "Na", "Cu", "Ag", "Au", "Al", "Ni", "Pt", "Pb", "Fe", "Li", "Mg", "Zn"];

    /// <summary>The kernels: Double4, Double8 (in software where the processor lacks it), Float8.</summary>
    public static IEnumerable<(string Name, Precision Precision, int Width)> Kernels =>
        [("Double4", Precision.Double, 4), ("Double8", Precision.Double, 8), ("Float8", Precision.Mixed, 8)];

    /// <summary>Argon with one element.</summary>
    public static LennardJonesOptions Argon(
        double cutoff = 8.5, LennardJonesTruncation shift = LennardJonesTruncation.Force, Precision precision = Precision.Double) => new()
        {
            Cutoff = cutoff,
            Shift = shift,
            Precision = precision,
            Pairs = [Pair("Ar", "Ar", Epsilon, Sigma)],
        };

    /// <summary>
    /// Options for up to 17 elements whose sizes span 30 % and depths a factor of 2; without mixing every unlike pair is
    /// given, off the means.
    /// </summary>
    public static LennardJonesOptions Mixture(
        int elements, double cutoff, LennardJonesTruncation shift, LennardJonesMixing mixing = LennardJonesMixing.LorentzBerthelot)
    {
        var pairs = new List<LennardJonesPairOptions>();
        for (int a = 0; a < elements; a++)
        {
            pairs.Add(Pair(Symbols[a], Symbols[a], Epsilon * (0.6 + (0.04 * a)), Sigma * (0.85 + (0.3 * (a * 7 % 17) / 16.0))));
        }

        for (int a = 0; mixing == LennardJonesMixing.None && a < elements; a++)
        {
            for (int b = 0; b < a; b++)
            {
                pairs.Add(Pair(Symbols[a], Symbols[b], Epsilon * (0.5 + (0.03 * (a + b))), Sigma * (0.9 + (0.01 * (a - b)))));
            }
        }

        return new LennardJonesOptions { Cutoff = cutoff, Shift = shift, Mixing = mixing, Pairs = pairs };
    }

    /// <summary>The potential of some options for a given kernel.</summary>
    public static LennardJonesPotential Potential(LennardJonesOptions options, Precision precision = Precision.Double, int width = 0)
    {
        LennardJonesParameters parameters = LennardJonesParameters.From(options);
        return width == 0
            ? new LennardJonesPotential(parameters, precision, options.Tail)
            : new LennardJonesPotential(parameters, precision, options.Tail, width);
    }

    /// <summary>
    /// Atoms at random, none closer than 2.9 Angstrom, at half the density of the close packing of argon, in a triclinic
    /// cell at random; of <paramref name="elements"/> elements of <see cref="Mixture"/>, all of them used.
    /// </summary>
    public static Structure Random(int atoms, int elements, ulong seed, bool periodicA = true, bool periodicB = true, bool periodicC = true)
    {
        const double nearest = 2.9;
        var numbers = new Numbers(seed);
        double side = Math.Cbrt(atoms * Sigma * Sigma * Sigma / 0.5);
        SimulationCell? cell = null;
        while (cell is null)
        {
            var m = new Matrix3(
                1 + Off(), Off(), Off(), Off(), 1 + Off(), Off(), Off(), Off(), 1 + Off());
            m = (side / Math.Cbrt(Math.Abs(m.Determinant))) * m;
            if (m.Determinant > 0.0)
            {
                var candidate = new SimulationCell(m, periodicA, periodicB, periodicC);
                cell = Enumerable.Range(0, 3).All(axis => candidate.Height(axis) > Math.Max(nearest, 0.5 * side)) ? candidate : null;
            }
        }

        var images = (from a in Images(cell, 0)
                      from b in Images(cell, 1)
                      from c in Images(cell, 2)
                      select cell.ToCartesian(new Double3(a, b, c))).ToArray();
        var positions = new List<Double3>();
        while (positions.Count < atoms)
        {
            Double3 r = cell.ToCartesian(new Double3(numbers.Next(), numbers.Next(), numbers.Next()));
            if (positions.All(p => images.All(shift => (r + shift - p).Length > nearest)))
            {
                positions.Add(r);
            }
        }

        return new Structure(cell, [.. positions.Select((_, k) => PeriodicTable.Get(Symbols[k % elements]))], [.. positions]);

        double Off() => 0.7 * (numbers.Next() - 0.5);
    }

    /// <summary>fcc, n^3 cubic cells.</summary>
    public static Structure Fcc(int n, double latticeConstant) => StructureOperations.Replicate(
        CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = CrystalLattice.FaceCentredCubic,
            Elements = [PeriodicTable.Get("Ar")],
            A = latticeConstant,
        }), n, n, n);

    private static int[] Images(SimulationCell cell, int axis) => cell.IsPeriodic(axis) ? [-1, 0, 1] : [0];

    private static LennardJonesPairOptions Pair(string a, string b, double epsilon, double sigma) =>
        new() { Elements = [a, b], Epsilon = epsilon, Sigma = sigma };

    /// <summary>Uniform numbers, always the same for a seed.</summary>
    private sealed class Numbers(ulong seed)
    {
        private int _next;

        public double Next() => Philox.Uniform(new RandomStream(seed, RandomPurpose.Other), 77, _next++).A;
    }
}
