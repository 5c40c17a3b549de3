using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Soundness;
using MdEngine.Core;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Soundness;

public sealed class DimerTests
{
    [Fact]
    public void SoundPotentialsHaveNoFault()
    {
        PropertyResult copper = Compute(Laboratory.Sound());
        copper.Notes.ShouldBeEmpty();
        copper.Value("Faults").ShouldBe(0.0);
        copper.Value("Cu-Cu: tortuosity").ShouldBe(1.0, 1e-9);
        copper.Value("Cu-Cu: force flips").ShouldBe(1.0);

        // 2^(1/6) sigma, moved a little by the shift; the grid has steps of 0.01.
        copper.Value("Cu-Cu: bond length").ShouldBe(2.58, 0.011);
        PropertyResult silicon = Compute(Laboratory.StillingerWeber());
        silicon.Value("Faults").ShouldBe(0.0);
        silicon.Value("Si-Si: binding energy").ShouldBe(-2.1683, 1e-4);
        silicon.Value("Si-Si: force against energy derivative").ShouldBeLessThan(1e-5);
        silicon.Curves.Count.ShouldBe(2);
    }

    [Fact]
    public void AHoleIsFound()
    {
        PropertyResult result = Compute(BrokenPotentials.Hole());
        result.Value("Cu-Cu: force flips").ShouldBeGreaterThan(1.0);
        result.Value("Cu-Cu: tortuosity").ShouldBeGreaterThan(1.05);
        result.Notes.ShouldContain(n => n.Contains("goes up and down"));
    }

    [Fact]
    public void AFlippedForceIsFound()
    {
        PropertyResult result = Compute(BrokenPotentials.ForceFlip());
        result.Notes.ShouldContain(n => n.Contains("changes its direction"));
        result.Notes.ShouldContain(n => n.Contains("differ from the energy's derivative"));
    }

    [Fact]
    public void AJumpIsFoundWhereItIs()
    {
        PropertyResult result = Compute(BrokenPotentials.Jump());
        result.Value("Cu-Cu: largest energy jump").ShouldBe(100.0, 0.1);
        result.Notes.ShouldContain(n => n.Contains("jumps by 100 meV at 2.59") || n.Contains("jumps by 100 meV at 2.60"));
        result.Value("Cu-Cu: force flips").ShouldBe(1.0, "the forces are sound");
    }

    [Fact]
    public void WrongForcesAreFound() =>
        Compute(BrokenPotentials.WrongForce()).Notes.ShouldContain(n => n.Contains("differ from the energy's derivative"));

    [Fact]
    public void AttractionAtShortRangeIsFound()
    {
        PropertyResult result = Compute(BrokenPotentials.AttractiveCore());
        result.Value("Cu-Cu: repulsive down to").ShouldBeInRange(1.4, 1.8);
        result.Notes.ShouldContain(n => n.Contains("do not repel"));
    }

    [Fact]
    public void EnergiesThatAreNoNumbersAreFound()
    {
        PropertyResult result = Compute(BrokenPotentials.NotFinite());
        result.Notes.ShouldContain(n => n.Contains("not finite at 2.19") || n.Contains("not finite at 2.20"));
        result.Value("Faults").ShouldBeGreaterThan(0.0);
    }

    [Fact]
    public void EveryPairIsLookedAt()
    {
        IPotential potential = MdEngine.Tests.Potentials.PotentialText.Create("""
            {"type": "lennard-jones", "cutoff_A": 9, "shift": "force", "mixing": "lorentz-berthelot", "pairs": [
              {"elements": ["Ar", "Ar"], "epsilon_eV": 0.0104, "sigma_A": 3.4},
              {"elements": ["Kr", "Kr"], "epsilon_eV": 0.0141, "sigma_A": 3.65}]}
            """);
        PropertyResult result = Laboratory.Compute(new DimerOptions(), potential);
        result.Value("Faults").ShouldBe(0.0);
        result.Curves.Select(c => c.Name).ShouldBe(["Ar-Ar", "Ar-Ar force", "Ar-Kr", "Ar-Kr force", "Kr-Kr", "Kr-Kr force"]);
    }

    [Fact]
    public void DistancesMustMakeSense() => Should.Throw<InputException>(() => Laboratory.Compute(
        new DimerOptions { LargestDistance = 1000, Step = 1e-4 }, Laboratory.Sound())).Message.ShouldContain("distances");

    private static PropertyResult Compute(IPotential potential) => Laboratory.Compute(new DimerOptions(), potential);
}
