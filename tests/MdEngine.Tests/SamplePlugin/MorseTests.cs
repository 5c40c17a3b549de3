using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.SamplePlugin;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.SamplePlugin;

public sealed class MorseTests
{
    private static readonly Element Cu = PeriodicTable.Get("Cu"), Au = PeriodicTable.Get("Au");

    [Fact]
    public void ObeysAllLaws()
    {
        var potential = new MorsePotential(
        [
            (Au, Cu, new MorseCurve(0.41, 1.47, 2.93, 5.0)),
            (Cu, Cu, new MorseCurve(0.3429, 1.3588, 2.866, 5.5)),
            (Au, Au, new MorseCurve(0.4753, 1.5830, 3.0242, 6.0)),
        ]);
        Structure crystal = Fcc(3.75);
        for (int i = 0; i < crystal.Count; i += 3)
        {
            crystal.Elements[i] = Au;
        }

        // Each pair ends at its own cutoff, where the force has a kink.
        PotentialConformance.CheckAll(
            potential, crystal, new ConformanceOptions { Seams = [5.0, 5.5], Timestep = 2.0 });
    }

    [Fact]
    public void CopperHasItsLatticeConstantAndCohesiveEnergy()
    {
        // Girifalco and Weizer fitted to a = 3.61 Angstrom and 3.5 eV an atom, counting neighbours without limit.
        var potential = new MorsePotential([(Cu, Cu, new MorseCurve(0.3429, 1.3588, 2.866, 14.0))]);
        double[] spacings = [.. Enumerable.Range(0, 41).Select(k => 3.50 + (0.005 * k))];
        double[] energies = [.. spacings.Select(
            a => Evaluation.Of(potential, Primitive(a), needs: ForceNeeds.Energy).Energy)];
        int best = Array.IndexOf(energies, energies.Min());
        spacings[best].ShouldBe(3.61, 0.011);
        energies[best].ShouldBe(-3.5, 0.05);
    }

    [Fact]
    public void TheCurveIsMorsesButForTheShift()
    {
        const double d = 0.5, a = 1.2, r0 = 2.5, rc = 6.0;
        var curve = new MorseCurve(d, a, r0, rc);
        double Plain(double r) => (d * Math.Pow(1.0 - Math.Exp(-a * (r - r0)), 2)) - d;
        double slope = 2.0 * d * a * Math.Exp(-a * (rc - r0)) * (1.0 - Math.Exp(-a * (rc - r0)));
        foreach (double r in new[] { 1.5, 2.5, 4.0, 5.99 })
        {
            curve.At(r).Energy.ShouldBe(Plain(r) - Plain(rc) - ((r - rc) * slope), 1e-14);
        }

        curve.At(rc).ShouldBe((0.0, 0.0));
        curve.At(r0).Slope.ShouldBe(-slope, 1e-15);
    }

    [Fact]
    public void ThePluginBringsItsFactory()
    {
        IPotentialFactory factory = new MorsePlugin().Factories.Single();
        factory.TypeName.ShouldBe("sample-morse");
        factory.OptionsType.ShouldBe(typeof(MorseOptions));
        IPotential potential = factory.Create(new MorseOptions { Pairs = [Pair("Cu", "Cu", 7.0)] });
        potential.Elements.ShouldBe([Cu]);
        potential.Cutoff.ShouldBe(7.0);
    }

    [Fact]
    public void PairsThatAreMissingOrGivenTwiceAreNamed()
    {
        var options = new MorseOptions { Pairs = [Pair("Cu", "Au"), Pair("Cu", "Cu"), Pair("Au", "Cu")] };
        (string Key, string Message)[] faults = [.. options.Validate()];
        faults.Select(f => f.Key).ShouldBe(["pairs:2:elements", "pairs"]);
        faults[0].Message.ShouldContain("Au-Cu is given twice");
        faults[1].Message.ShouldContain("Au-Au is missing");
        new MorseOptions { Pairs = [Pair("Cu", "Au"), Pair("Cu", "Cu"), Pair("Au", "Au")] }.Validate().ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => new MorsePotential([(Cu, Au, default)]));
    }

    private static MorsePairOptions Pair(string a, string b, double cutoff = 6.0) => new()
    {
        Elements = [a, b],
        Depth = 0.3,
        Width = 1.4,
        Distance = 2.9,
        Cutoff = cutoff,
    };

    private static Structure Primitive(double a) => new(
        new SimulationCell(new Matrix3(0, a / 2, a / 2, a / 2, 0, a / 2, a / 2, a / 2, 0)), [Cu], [Double3.Zero]);

    private static Structure Fcc(double a)
    {
        var cubic = new List<Double3> { Double3.Zero, new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, 0) };
        var cell = new Structure(SimulationCell.Orthorhombic(a, a, a), [Cu, Cu, Cu, Cu], [.. cubic]);
        return Transform.Replicated(cell, 2, 2, 2);
    }
}
