using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Potentials.LennardJones;
using MdEngine.Tests.Potentials.LennardJones;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Minimizers;

/// <summary>
/// The global minima of Lennard-Jones clusters (D. J. Wales, J. P. K. Doye, J. Phys. Chem. A 101, 5111 (1997)), reached
/// from perturbed starts.
/// </summary>
public class LennardJonesClusterTests
{
    private const double Sigma = LennardJonesSystems.Sigma, Epsilon = LennardJonesSystems.Epsilon;

    [Theory]
    [InlineData(13, false, -44.326801)]
    [InlineData(13, true, -44.326801)]
    [InlineData(38, false, -173.928427)]
    [InlineData(38, true, -173.928427)]
    public void PerturbedClustersRelaxToTheirKnownEnergies(int atoms, bool fire, double energy)
    {
        for (ulong seed = 1; seed <= 5; seed++)
        {
            Structure cluster = atoms == 13 ? Icosahedron() : TruncatedOctahedron();
            cluster.Count.ShouldBe(atoms);
            StructureOperations.Displace(cluster, 0.06 * Sigma, seed);
            // Every pair lies within the cutoff.
            using var run = new LennardJonesRun(
                cluster, LennardJonesSystems.Potential(LennardJonesSystems.Argon(15 * Sigma, LennardJonesTruncation.None)));
            var target = new MinimizationTarget { ForceTolerance = 1e-5 * Epsilon / Sigma };
            MinimizerBase minimizer = fire ? new FireMinimizer(target) : new LbfgsMinimizer(target);

            run.Run(5000, 5.0, minimizer);

            minimizer.Report.Status.ShouldBe(MinimizationStatus.Converged);
            minimizer.Report.LargestForce.ShouldBeLessThanOrEqualTo(1e-5 * Epsilon / Sigma);
            // The published energies have six decimals; the force tolerance leaves some 1e-11 epsilon.
            (minimizer.Report.Energy / Epsilon).ShouldBe(energy, 6e-7);
            minimizer.Report.Steps.ShouldBeLessThan(fire ? 1000 : 120);
        }
    }

    /// <summary>Mackay's icosahedron: an atom and twelve about it, at (0, +-1, +-golden ratio) and cyclic.</summary>
    private static Structure Icosahedron()
    {
        double golden = (1 + Math.Sqrt(5)) / 2;
        var points = new List<Double3> { default };
        foreach (double a in (double[])[-1, 1])
        {
            foreach (double b in (double[])[-golden, golden])
            {
                points.AddRange([new(0, a, b), new(a, b, 0), new(b, 0, a)]);
            }
        }

        return Cluster(points, Sigma / golden);
    }

    /// <summary>Points of a face-centred lattice about an octahedral hole: 6 + 8 + 24.</summary>
    private static Structure TruncatedOctahedron()
    {
        IEnumerable<Double3> points =
            from x in Enumerable.Range(-2, 5)
            from y in Enumerable.Range(-2, 5)
            from z in Enumerable.Range(-2, 5)
            where (x + y + z) % 2 != 0 && ((x * x) + (y * y) + (z * z)) is 1 or 3 or 5
            select new Double3(x, y, z);
        return Cluster([.. points], 1.1 * Sigma / Math.Sqrt(2));
    }

    private static Structure Cluster(List<Double3> points, double scale)
    {
        Element ar = PeriodicTable.Get("Ar");
        return new Structure(SimulationCell.Open, [.. points.Select(_ => ar)], [.. points.Select(p => scale * p)]);
    }
}
