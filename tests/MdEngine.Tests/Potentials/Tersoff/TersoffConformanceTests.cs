using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Tersoff;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Tersoff;

/// <summary>The laws of all potentials, for every kernel and boundary.</summary>
public sealed class TersoffConformanceTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("crystal", 4)]
    [InlineData("crystal", 8)]
    [InlineData("slab", 4)]
    [InlineData("liquid", 4)]
    [InlineData("one atom", 4)]
    public void LawsHoldForTheFirstSilicon(string kind, int width) =>
        PotentialConformance.CheckAll(new TersoffPotential(TersoffSystems.T2(), width), Structure(kind), Options([2.8, 3.2]));

    [Theory]
    [InlineData("crystal", 4)]
    [InlineData("crystal", 8)]
    [InlineData("slab", 4)]
    [InlineData("liquid", 4)]
    public void LawsHoldForTheSecondSilicon(string kind, int width) => PotentialConformance.CheckAll(
        new TersoffPotential(TersoffSystems.T3(), width), Structure(kind), Options([2.7, 3.0], steepAtCutoff: true));

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void LawsHoldForSiliconAndCarbon(int width)
    {
        var potential = new TersoffPotential(TersoffSystems.Shipped("SiC-Tersoff-1989", "SiC.tersoff", "Si", "C"), width);
        ConformanceOptions options = Options([2.7, 3.0, 1.8, 2.1, Math.Sqrt(2.7 * 1.8), Math.Sqrt(3.0 * 2.1)], steepAtCutoff: true);
        PotentialConformance.CheckAll(potential, Crystals.Zincblende("Si", "C", 4.36), options);
        PotentialConformance.CheckAll(potential, Crystals.Alloy(Crystals.Diamond("Si", 4.5), "Si", "C"), options);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void LawsHoldWhereEveryTripletHasParametersOfItsOwn(int width)
    {
        TersoffParameters parameters = TersoffSystems.Parse(TersoffSystems.Binary, "Si", "C");
        parameters.HaveCentralTriplets.ShouldBeFalse();
        parameters.DependOnDistances.ShouldBeTrue();
        var potential = new TersoffPotential(parameters, width);
        PotentialConformance.CheckAll(
            potential, Crystals.Alloy(Crystals.Diamond("Si", 5.2), "Si", "C"), Options(TersoffSystems.BinarySeams));
        PotentialConformance.CheckAll(
            potential, Crystals.Liquid(15, 17.0, 2.0, 4, "C", "Si"), Options(TersoffSystems.BinarySeams));
    }

    /// <summary>
    /// Where n is below 1, (beta zeta)^n rises steeply from zero: the force of a third atom that comes in goes as the
    /// power 2n - 1 of its way past the cutoff. It begins at zero all the same.
    /// </summary>
    [Fact]
    public void ForcesOfTheSecondSiliconBeginAtZeroWithTheirPower()
    {
        var potential = new TersoffPotential(TersoffSystems.T3());
        double Force(double x) => Evaluation.Of(potential, new Structure(
            SimulationCell.Open,
            [.. new[] { "Si", "Si", "Si" }.Select(PeriodicTable.Get)],
            [Double3.Zero, new Double3(3.0 - x, 0, 0), new Double3(0, 2.4, 0)])).Forces[1].X;
        Force(-1e-9).ShouldBe(0.0);
        var powers = new List<double>();
        for (double x = 1e-5; x > 1e-7; x /= 10.0)
        {
            powers.Add(Math.Log10(Force(x) / Force(0.1 * x)));
        }

        output.WriteLine($"force {Force(1e-5):e2} eV/Angstrom 1e-5 Angstrom inside, {Force(1e-8):e2} 1e-8 inside; powers {string.Join(", ", powers)}");
        // The last decades stand for the limit; rounding of the distance is 1e-16 against 1e-8 Angstrom.
        powers[^1].ShouldBe((2.0 * 0.78734) - 1.0, 0.01);
    }

    private static Structure Structure(string kind)
    {
        Structure crystal = Crystals.Diamond("Si", 5.431);
        return kind switch
        {
            "crystal" => crystal,
            "slab" => Crystals.Slab(crystal),
            "liquid" => Crystals.Liquid(19, 20.0, 2.1, 3, "Si"),
            _ => Crystals.Liquid(1, 20.0, 2.1, 3, "Si"),
        };
    }

    /// <summary>
    /// The second derivative jumps at the ends of the cutoff function: finite differences keep clear of them, and an
    /// extrapolation over 1e-4 Angstrom errs by the higher ones: 1e-12 times some 1e5 eV/Angstrom^4, as n magnifies the
    /// slope of an exponential. With n below 1 forces begin so steeply (see above) that it does not see their limit at all. Forces of bonds are some eV/Angstrom: where
    /// they cancel on an atom of a crystal, their rounding stays.
    /// </summary>
    private static ConformanceOptions Options(IReadOnlyCollection<double> seams, bool steepAtCutoff = false) =>
        new() { Seams = seams, Except = steepAtCutoff ? ["cutoff"] : [], ContinuityTolerance = 1e-6, ForceFloor = 0.1, Timestep = 0.5 };
}
