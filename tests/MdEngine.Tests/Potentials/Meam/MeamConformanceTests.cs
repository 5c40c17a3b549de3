using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Meam;

/// <summary>The laws of all potentials, for every form and average.</summary>
public sealed class MeamConformanceTests
{
    [Theory]
    [InlineData("Ni", "")]
    [InlineData("Ni", "nn2(1,1)=1\nCmin(1,1,1)=0.81")]
    [InlineData("Cu", "mixture_ref_t=1")]
    [InlineData("Cu", "bkgd_dyn=1\nattrac(1,1)=0.05\nrepuls(1,1)=0.05")]
    public void LawsHoldForAnElement(string element, string settings) => PotentialConformance.CheckAll(
        MeamSystems.Potential($"rc=4.2\ndelr=0.4\n{settings}", element),
        CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.FaceCentredCubic, Elements = [PeriodicTable.Get(element)], A = 3.55 }),
        Options([3.8, 4.2]));

    [Theory]
    [InlineData("ialloy=0")]
    [InlineData("ialloy=1")]
    [InlineData("ialloy=2")]
    [InlineData("ialloy=0\nmixture_ref_t=1")]
    [InlineData("ialloy=1\nmixture_ref_t=1")]
    [InlineData("lattce(1,1)=tri\nlattce(2,2)=zig\ntheta(1,1)=100\ntheta(2,2)=80\nnn2(2,2)=1\nCmin(2,2,2)=0.3\nmixture_ref_t=1")]
    public void LawsHoldForTwoElements(string settings) => PotentialConformance.CheckAll(
        MeamSystems.Potential(
            "rc=4.2\ndelr=0.4\nlattce(1,2)=b1\nEc(1,2)=4.1\nre(1,2)=2.5\nCmin(1,1,2)=0.6\nCmax(1,2,1)=3.1\n" + settings, "Ni", "Cu"),
        Crystals.Liquid(14, 14.0, 2.0, 9, "Ni", "Cu"),
        Options([3.8, 4.2]));

    /// <summary>A force is continuous where a neighbour crosses the cutoff.</summary>
    [Theory]
    [InlineData(4.2, "Cmin(1,1,1)=0.4")]
    [InlineData(3.8, "Cmin(1,1,1)=0.4")]
    public void ForcesAreContinuousInACrystal(double edge, string settings)
    {
        var potential = MeamSystems.Potential("rc=4.2\ndelr=0.4\n" + settings, "Fe");
        Structure crystal = CrystalBuilder.Build(
            new CrystalRecipe { Lattice = CrystalLattice.BodyCentredCubic, Elements = [PeriodicTable.Get("Fe")], A = 2.9 });
        Structure cluster = StructureOperations.Replicate(crystal, 3, 3, 3);
        // The second neighbour of atom 0 along a face's diagonal, 4.10 Angstrom, is moved to the edge.
        int other = Enumerable.Range(0, cluster.Count).First(
            k => (cluster.Positions[k] - new Double3(2.9, 2.9, 0.0)).Length < 1e-9);
        Double3 u = (1.0 / Math.Sqrt(2.0)) * new Double3(1, 1, 0);
        Double3[] At(double x) => Evaluation.Of(
            potential, Transform.Moved(cluster, other, ((edge + x) * u) - cluster.Positions[other])).Forces;
        Double3[] inside = At(-1e-6), outside = At(1e-6);
        // Slopes of forces are some 10 eV/Angstrom^2.
        inside.Zip(outside, (a, b) => (a - b).Length).Max().ShouldBeLessThan(1e-4);
        inside.Max(f => f.Length).ShouldBeGreaterThan(0.1);
    }

    private static ConformanceOptions Options(IReadOnlyCollection<double> seams) => new()
    {
        Seams = seams,
        // The pair energy is of cubics on knots 0.005 Angstrom apart: its second derivative jumps.
        DerivativeTolerance = 1e-6,
        ContinuityTolerance = 1e-6,
        // The last neighbour of an atom takes its density to zero, where the slope of rho ln rho is infinite: the force goes
        // as x ln x, which no extrapolation from 1e-4 Angstrom away sees vanish. Crossings in a crystal are tested below.
        Except = ["cutoff"],
        // Forces of bonds are some eV/Angstrom: where they cancel on an atom of a crystal, their rounding stays.
        ForceFloor = 1.0,
    };
}
