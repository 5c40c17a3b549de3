using System;
using MdEngine.Core.Atoms;
using MdEngine.Potentials.Tersoff;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Tersoff;

/// <summary>Properties of the shipped crystals within the published figures.</summary>
public sealed class TersoffPropertiesTests(ITestOutputHelper output)
{
    /// <summary>
    /// Elastic constants: J. Tersoff, Phys. Rev. B 38, 9902 (1988), table II; vacancies: H. Balamane, T. Halicioglu,
    /// W. A. Tiller, Phys. Rev. B 46, 2250 (1992), but for the relaxed one of T2, which is what LAMMPS gives.
    /// </summary>
    [Theory]
    [InlineData("Si-Tersoff-T2", 121.7, 85.8, 10.3, 92.2, 2.83, 2.81)]
    [InlineData("Si-Tersoff-T3", 142.5, 75.4, 69.0, 118.8, 4.10, 3.70)]
    public void SiliconHasThePublishedProperties(
        string model, double c11, double c12, double c44, double c44Unrelaxed, double vacancy, double vacancyRelaxed)
    {
        DiamondProperties si = Of(TersoffSystems.Shipped(model, "Si.tersoff", "Si"), (a, n) => Crystals.Diamond("Si", a, n), 5.4);
        (double unrelaxed, double relaxed) = si.Vacancy(3, 0.3);
        output.WriteLine($"{model}: {si}; vacancy {unrelaxed:f4}, relaxed {relaxed:f4} eV");
        // The digits that are published.
        si.LatticeConstant.ShouldBe(5.432, 1e-3);
        si.CohesiveEnergy.ShouldBe(4.63, 5e-3);
        si.BulkModulus.ShouldBe(98.0, 0.5);
        si.C11.ShouldBe(c11, 0.05);
        si.C12.ShouldBe(c12, 0.05);
        si.C44.ShouldBe(c44, 0.05);
        si.C44Unrelaxed.ShouldBe(c44Unrelaxed, 0.2);
        unrelaxed.ShouldBe(vacancy, 0.005);
        relaxed.ShouldBe(vacancyRelaxed, 0.01);
    }

    [Fact]
    public void GermaniumHasThePublishedProperties()
    {
        DiamondProperties ge = Of(TersoffSystems.Shipped("Ge-Tersoff-1989", "Ge.tersoff", "Ge"), (a, n) => Crystals.Diamond("Ge", a, n), 5.6);
        output.WriteLine($"{ge}");
        // Fitted to 5.66 Angstrom and 3.85 eV; the rest is what LAMMPS gives with the same file at the same strain.
        ge.LatticeConstant.ShouldBe(5.66, 0.005);
        ge.CohesiveEnergy.ShouldBe(3.85, 0.005);
        ge.C11.ShouldBe(138.53, 0.02);
        ge.C12.ShouldBe(44.40, 0.02);
        ge.C44.ShouldBe(66.83, 0.02);
    }

    [Fact]
    public void SiliconCarbideHasThePublishedProperties()
    {
        DiamondProperties sic = Of(
            TersoffSystems.Shipped("SiC-Tersoff-1989", "SiC.tersoff", "Si", "C"), (a, n) => Crystals.Zincblende("Si", "C", a, n), 4.3);
        output.WriteLine($"{sic}");
        // J. Tersoff, Phys. Rev. B 39, 5566 (1989), gives 4.32 Angstrom; the rest is what LAMMPS gives with the same file at
        // the same strain.
        sic.LatticeConstant.ShouldBe(4.32, 0.005);
        sic.CohesiveEnergy.ShouldBe(6.164666, 1e-5);
        sic.C11.ShouldBe(436.60, 0.05);
        sic.C12.ShouldBe(117.92, 0.05);
        sic.C44.ShouldBe(256.59, 0.05);
    }

    [Fact]
    public void SiliconGermaniumObeysVegard()
    {
        DiamondProperties sige = Of(
            TersoffSystems.Shipped("SiGe-Tersoff-1989", "SiGe.tersoff", "Si", "Ge"), (a, n) => Crystals.Zincblende("Si", "Ge", a, n), 5.5);
        output.WriteLine($"{sige}");
        // Half way between 5.432 and 5.657 Angstrom; chi above 1 makes up for the strain: a heat of formation near zero.
        sige.LatticeConstant.ShouldBe((5.432 + 5.6567) / 2.0, 0.005);
        sige.CohesiveEnergy.ShouldBe((4.6297 + 3.8506) / 2.0, 0.01);
    }

    private static DiamondProperties Of(TersoffParameters parameters, Func<double, int, Structure> crystal, double guess) =>
        new(new TersoffPotential(parameters), crystal, guess);
}
