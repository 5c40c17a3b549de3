using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Potentials.StillingerWeber;
using Xunit;

namespace MdEngine.Tests.Potentials.StillingerWeber;

/// <summary>The laws of all potentials, for every kernel and boundary.</summary>
public sealed class StillingerWeberConformanceTests
{
    // Forces of bonds are some eV/Angstrom: where they cancel on an atom of a crystal, their rounding stays.
    private static readonly ConformanceOptions Options = new() { ForceFloor = 0.1 };

    [Theory]
    [InlineData("crystal", 4)]
    [InlineData("crystal", 8)]
    [InlineData("slab", 4)]
    [InlineData("liquid", 4)]
    [InlineData("one atom", 4)]
    public void LawsHoldForSilicon(string kind, int width)
    {
        Structure crystal = Crystals.Diamond("Si", 5.431);
        Structure structure = kind switch
        {
            "crystal" => crystal,
            "slab" => Crystals.Slab(crystal),
            "liquid" => Crystals.Liquid(19, 20.0, 2.1, 3, "Si"),
            _ => Crystals.Liquid(1, 20.0, 2.1, 3, "Si"),
        };
        PotentialConformance.CheckAll(new StillingerWeberPotential(StillingerWeberSystems.Silicon(), width), structure, Options);
    }

    [Theory]
    [InlineData(false, 4)]
    [InlineData(false, 8)]
    [InlineData(true, 4)]
    [InlineData(true, 8)]
    public void LawsHoldForTwoElements(bool anyPowers, int width)
    {
        StillingerWeberParameters parameters = StillingerWeberSystems.Parse(
            anyPowers ? StillingerWeberSystems.AnyPowers : StillingerWeberSystems.Binary, "Si", "Ge");
        var potential = new StillingerWeberPotential(parameters, width);
        ConformanceOptions options = Options with { Seams = StillingerWeberSystems.BinaryCutoffs };
        PotentialConformance.CheckAll(potential, Crystals.Alloy(Crystals.Diamond("Si", 5.5), "Si", "Ge"), options);
        PotentialConformance.CheckAll(potential, Crystals.Liquid(15, 19.0, 2.1, 4, "Ge", "Si"), options);
    }

    [Fact]
    public void LawsHoldForGeneralPowersOfOneElement() => PotentialConformance.CheckAll(
        new StillingerWeberPotential(StillingerWeberSystems.Parse(StillingerWeberSystems.AnyPowers, "Si")), Crystals.Diamond("Si", 5.4), Options);
}
