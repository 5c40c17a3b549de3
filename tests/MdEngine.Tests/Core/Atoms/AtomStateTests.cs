using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Atoms;

public sealed unsafe class AtomStateTests
{
    private static readonly Element Ar = PeriodicTable.Get("Ar"), Kr = PeriodicTable.Get("Kr");
    private static readonly SpeciesTable Species = new([Kr, Ar]);

    [Fact]
    public void TakesOverAStructure()
    {
        Structure structure = Pair();
        structure.Velocities = [new Double3(1, 2, 3), new Double3(4, 5, 6)];
        structure.Charges = [0.5, -0.5];
        AtomState atoms = AtomState.From(structure, Species);
        atoms.Owned.ShouldBe(2);
        atoms.GhostStart.ShouldBe(AtomState.Padding);
        atoms.Type[..2].ToArray().ShouldBe([1, 0]);
        atoms.Id.ToArray().ShouldBe([0, 1]);
        atoms.Z[..2].ToArray().ShouldBe([3.0, -3.0]);
        atoms.Vy.ToArray().ShouldBe([2.0, 5.0]);
        atoms.Charge[..2].ToArray().ShouldBe([0.5, -0.5]);
        atoms.Mass.ToArray().ShouldBe([39.948, 83.798]);
    }

    [Fact]
    public void MassesComeFromTheOverrideThenTheStructureThenTheTable()
    {
        Structure structure = Pair();
        structure.Masses = [40.0, 84.0];
        AtomState.From(structure, Species).Mass.ToArray().ShouldBe([40.0, 84.0]);
        AtomState.From(structure, Species, [double.NaN, 36.0]).Mass.ToArray().ShouldBe([36.0, 84.0]);
    }

    [Fact]
    public void RefusesAnElementThatIsNotInTheTable() =>
        Should.Throw<InputException>(() => AtomState.From(Pair(), new SpeciesTable([Ar])))
            .Message.ShouldBe("atom 2 is Kr, which is not among the elements Ar");

    [Fact]
    public void PaddingAndWhatFollowsTheGhostsLieFarAway()
    {
        AtomState atoms = AtomState.From(Pair(), Species);
        atoms.SetGhosts(40);
        for (int g = 0; g < 40; g++)
        {
            atoms.X[atoms.GhostStart + g] = 0.0;
        }

        atoms.SetGhosts(5);
        int[] padding =
            [.. Enumerable.Range(2, AtomState.Padding - 2), .. Enumerable.Range(atoms.Total, AtomState.Padding)];
        foreach (int k in padding)
        {
            atoms.XPointer[k].ShouldBeGreaterThanOrEqualTo(1e9);
            // Squares of sums of three stay finite in single precision.
            float.IsFinite((float)(3 * atoms.XPointer[k] * atoms.XPointer[k])).ShouldBeTrue();
        }

        atoms.Total.ShouldBe(atoms.GhostStart + 5);
    }

    [Fact]
    public void NoAtomsAtAllIsAState()
    {
        var atoms = new AtomState(Species, 0);
        atoms.Total.ShouldBe(0);
        atoms.Reorder([]);
        Should.Throw<ArgumentOutOfRangeException>(() => new AtomState(Species, -1));
    }

    private static Structure Pair() => new(
        SimulationCell.Orthorhombic(9, 9, 9), [Ar, Kr], [new Double3(1, 2, 3), new Double3(-1, -2, -3)]);
}
