using MdEngine.Compare.Properties;
using MdEngine.Compare.Soundness;
using MdEngine.Core;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Soundness;

/// <summary>Energy by volume, and short range.</summary>
public sealed class CrystalChecksTests
{
    [Fact]
    public void SoundPotentialsHaveOneMinimum()
    {
        PropertyResult copper = Volumes(Laboratory.Sound());
        copper.Notes.ShouldBeEmpty();
        copper.Value("Tortuosity").ShouldBe(1.0, 1e-9);
        copper.Value("Pressure flips").ShouldBe(1.0);
        PropertyResult silicon = Laboratory.Compute(
            new EnergyVolumeOptions { Structure = Laboratory.Silicon }, Laboratory.StillingerWeber());
        silicon.Notes.ShouldBeEmpty();
        silicon.Value("Pressure against energy derivative").ShouldBeLessThan(1e-3);
    }

    [Fact]
    public void ASecondMinimumIsFound()
    {
        PropertyResult result = Volumes(BrokenPotentials.Hill());
        result.Notes.ShouldContain(n => n.Contains("goes up and down"));
        result.Notes.ShouldContain(n => n.Contains("changes its sign"));
    }

    [Fact]
    public void AJumpIsFound()
    {
        PropertyResult result = Volumes(BrokenPotentials.Jump());

        // Six bonds an atom pass the distance together.
        result.Value("Largest energy jump").ShouldBe(600.0, 5.0);
        result.Notes.ShouldContain(n => n.Contains("jumps by"));
    }

    [Fact]
    public void WrongForcesAreFound() =>
        Volumes(BrokenPotentials.WrongForce()).Notes.ShouldContain(n => n.Contains("differ from the energy's derivative"));

    [Fact]
    public void EnergiesThatAreNoNumbersAreFound() =>
        Laboratory.Compute(new EnergyVolumeOptions { Structure = Laboratory.Copper, VolumeRange = 0.5 }, BrokenPotentials.NotFinite())
            .Notes.ShouldContain(n => n.Contains("not finite"));

    [Fact]
    public void SoundPotentialsHaveNoHolesAtShortRange()
    {
        PropertyResult copper = Squeeze(Laboratory.Sound());
        copper.Notes.ShouldBeEmpty();
        copper.Value("Squeezed crystal: energy falls below").ShouldBe(double.NaN);
        copper.Value("Pushed pairs whose energy falls").ShouldBe(0.0);
        PropertyResult silicon = Laboratory.Compute(
            new ShortRangeOptions { Structure = Laboratory.Silicon }, Laboratory.StillingerWeber());
        silicon.Notes.ShouldBeEmpty();
        silicon.Value("Pushed pairs: least energy above the start").ShouldBeGreaterThan(0.0);
    }

    [Fact]
    public void HolesAreFound()
    {
        PropertyResult result = Squeeze(BrokenPotentials.DeepHole());
        result.Notes.ShouldContain(n => n.Contains("falls on squeezing"));
        result.Notes.ShouldContain(n => n.Contains("below that of the relaxed one: a hole"));
        result.Notes.ShouldContain(n => n.Contains("pushed pairs falls"));
        result.Notes.ShouldContain(n => n.Contains("pushed pairs end below"));
        result.Value("Faults").ShouldBe(4.0);
    }

    [Fact]
    public void AnAttractiveCoreIsFound() =>
        Squeeze(BrokenPotentials.AttractiveCore()).Notes.ShouldContain(n => n.Contains("falls on squeezing"));

    [Fact]
    public void DistancesMustBeShorterThanBonds() => Should.Throw<InputException>(() => Laboratory.Compute(
        new ShortRangeOptions { Structure = Laboratory.Copper, LeastDistance = 5.0 }, Laboratory.Sound()))
        .Message.ShouldContain("least_distance_A");

    private static PropertyResult Volumes(PairLaw potential) =>
        Laboratory.Compute(new EnergyVolumeOptions { Structure = Laboratory.Copper }, potential);

    private static PropertyResult Squeeze(PairLaw potential) =>
        Laboratory.Compute(new ShortRangeOptions { Structure = Laboratory.Copper }, potential);
}
