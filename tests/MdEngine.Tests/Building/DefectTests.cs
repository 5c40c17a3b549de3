using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Building;

public class DefectTests
{
    private static readonly Element Cu = PeriodicTable.Get("Cu"), Ni = PeriodicTable.Get("Ni"), Zn = PeriodicTable.Get("Zn");

    [Fact]
    public void SubstitutionMeetsTheComposition()
    {
        Structure s = Copper(5);
        s.Masses = [.. s.Elements.Select(_ => 63.0)];
        s.Charges = [.. s.Elements.Select(_ => 1.0)];
        Structure alloy = Substitution.Apply(s, Cu, [(Ni, 0.29), (Zn, 1.0 / 3.0)], seed: 5);
        // 500 atoms: 145, 166.67 and 188.33.
        alloy.Elements.Count(e => e == Ni).ShouldBe(145);
        alloy.Elements.Count(e => e == Zn).ShouldBe(167);
        alloy.Elements.Count(e => e == Cu).ShouldBe(188);
        alloy.Positions.ShouldBe(s.Positions);
        for (int i = 0; i < alloy.Count; i++)
        {
            bool old = alloy.Elements[i] == Cu;
            alloy.Masses![i].ShouldBe(old ? 63.0 : alloy.Elements[i].StandardMass);
            alloy.Charges![i].ShouldBe(old ? 1.0 : 0.0);
        }

        s.Elements.ShouldAllBe(e => e == Cu);
        Substitution.Apply(s, null, [(Ni, 0.5), (Zn, 0.5)], 1).Elements.ShouldNotContain(Cu);
    }

    [Fact]
    public void SubstitutionIsRandomAndFollowsTheSeed()
    {
        Structure s = Copper(3);
        Element[] Make(ulong seed, long salt = 0) => Substitution.Apply(s, Cu, [(Ni, 0.5)], seed, salt).Elements;
        Make(1).ShouldBe(Make(1));
        Make(2).ShouldNotBe(Make(1));
        Make(1, 1).ShouldNotBe(Make(1));

        // Each site is taken in half of the cases: over 400 seeds 200 +- 10, and no site of 108 off by more than 4.5
        // deviations (probability 7e-4).
        var taken = new int[s.Count];
        for (ulong seed = 0; seed < 400; seed++)
        {
            Element[] elements = Make(seed);
            for (int i = 0; i < s.Count; i++)
            {
                taken[i] += elements[i] == Ni ? 1 : 0;
            }
        }

        taken.ShouldAllBe(n => Math.Abs(n - 200) < 45);
    }

    [Fact]
    public void SubstitutionRefusesWhatCannotBe()
    {
        Structure s = Copper(1);
        void Refuse(Element from, (Element, double)[] by, string fragment) =>
            Should.Throw<InputException>(() => Substitution.Apply(s, from, by, 1)).Message.ShouldContain(fragment);
        Refuse(Ni, [(Cu, 0.5)], "holds no Ni to substitute; it holds Cu");
        Refuse(Cu, [(Ni, 0.6), (Zn, 0.5)], "add up to 1.1");
        Refuse(Cu, [(Ni, -0.1)], "expected a number > 0");
        Refuse(Cu, [(Ni, double.NaN)], "expected a number > 0");
    }

    [Fact]
    public void VacanciesTakeAtomsOutWithWhatBelongsToThem()
    {
        Structure s = Substitution.Apply(Copper(3), Cu, [(Ni, 0.25)], 2);
        s.Velocities = [.. Enumerable.Range(0, s.Count).Select(i => new Double3(i, 0, 0))];
        s.Energy = 1;
        Structure rest = PointDefects.Vacancies(s, Ni, 7, seed: 4);
        rest.Count.ShouldBe(101);
        rest.Elements.Count(e => e == Ni).ShouldBe(20);
        rest.Energy.ShouldBeNull();
        int[] kept = [.. rest.Velocities!.Select(v => (int)v.X)];
        kept.ShouldBe(kept.Order());
        kept.Select(i => s.Positions[i]).ShouldBe(rest.Positions);
        kept.Select(i => s.Elements[i]).ShouldBe(rest.Elements);
        PointDefects.Remove(s, [3, 0]).Velocities!.Select(v => v.X).ShouldBe(Enumerable.Range(0, 108).Except([0, 3]).Select(i => (double)i));
    }

    [Fact]
    public void VacanciesRefuseMoreThanThereAre()
    {
        Structure s = Copper(1);
        Should.Throw<InputException>(() => PointDefects.Vacancies(s, Ni, 1, 1)).Message.ShouldContain("1 vacancies among 0 atoms of Ni");
        Should.Throw<InputException>(() => PointDefects.Vacancies(s, null, 4, 1)).Message.ShouldContain("all 4 atoms");
        Should.Throw<InputException>(() => PointDefects.Remove(s, [4])).Message.ShouldContain("no atom 4");
        Should.Throw<InputException>(() => PointDefects.Remove(s, [1, 1])).Message.ShouldContain("twice");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InterstitialsKeepTheirDistance(bool periodic)
    {
        Structure s = Copper(3);
        s.Cell = new SimulationCell(s.Cell.Vectors, true, true, periodic);
        s.Masses = [.. s.Elements.Select(_ => 63.0)];
        Structure more = PointDefects.Interstitials(s, Zn, 12, 1.7, seed: 9);
        more.Count.ShouldBe(120);
        more.Elements[108..].ShouldAllBe(e => e == Zn);
        more.Masses![119].ShouldBe(Zn.StandardMass);
        CloseContacts.Smallest(more, (_, j) => j >= 108).ShouldBeGreaterThanOrEqualTo(1.7);
        more.Positions[108..].ShouldAllBe(r => more.Cell.ToFractional(r).Z >= 0 && more.Cell.ToFractional(r).Z < 1);
        // The widest hole of an fcc crystal is half a lattice constant from its atoms.
        Should.Throw<InputException>(() => PointDefects.Interstitials(Copper(3), Zn, 1, 1.9, 1))
            .Message.ShouldContain("found places for only 0 of 1 interstitials of Zn at least 1.9 Angstrom");
    }

    [Fact]
    public void StrainMovesCellAndAtomsTogether()
    {
        var e = new Matrix3(0.01, 0.002, 0, -0.003, 0.02, 0.004, 0.001, 0, -0.03);
        Structure s = Copper(2);
        s.Energy = 1;
        Structure strained = StructureOperations.Strain(s, e);
        strained.Energy.ShouldBeNull();
        strained.Cell.Vectors.ShouldBe(s.Cell.Vectors * (Matrix3.Identity + e));
        for (int i = 0; i < s.Count; i++)
        {
            Double3 difference = strained.Cell.ToFractional(strained.Positions[i]) - s.Cell.ToFractional(s.Positions[i]);
            difference.Length.ShouldBeLessThan(1e-14); // a few roundings of numbers below 1
        }

        Should.Throw<InputException>(() => StructureOperations.Strain(s, -1.0 * Matrix3.Identity)).Message.ShouldContain("flattens");
    }

    [Fact]
    public void OverlayRemovesWhatIsInTheWay()
    {
        Structure host = Copper(4), guest = new(SimulationCell.Open, [Zn, Zn], [default, new Double3(1, 0, 0)]);
        guest.Charges = [0.5, -0.5];
        // Across the corner of the cell: the atoms that give way stand on all sides of it.
        Structure merged = StructureMerger.Overlay(host, guest, new Double3(-0.5, 0, 0), 2.7);
        int near = 0;
        foreach (Double3 r in host.Positions)
        {
            var pair = new Structure(host.Cell, [Cu, Zn, Zn], [r, new Double3(-0.5, 0, 0), new Double3(0.5, 0, 0)]);
            near += CloseContacts.Smallest(pair, (i, j) => i == 0 && j > 0) < 2.7 ? 1 : 0;
        }

        near.ShouldBeGreaterThan(1);
        merged.Count.ShouldBe(host.Count - near + 2);
        merged.Cell.ShouldBe(host.Cell);
        merged.Charges![^2..].ShouldBe([0.5, -0.5]);
        merged.Charges[0].ShouldBe(0.0);
        StructureMerger.Overlay(host, guest, default, 0.0).Count.ShouldBe(host.Count + 2);
    }

    [Fact]
    public void StackPutsCrystalOnCrystal()
    {
        Structure one = Copper(2), two = Copper(2);
        Structure stacked = StructureMerger.Stack(one, two, axis: 2, gap: 0.0, fit: false);
        Structure whole = StructureOperations.Replicate(one, 1, 1, 2);
        stacked.Cell.Vectors.ShouldBe(whole.Cell.Vectors);
        stacked.Positions.ShouldBe(whole.Positions);
        StructureMerger.Stack(one, two, 0, gap: 1.5, fit: false).Cell.Vectors.XX.ShouldBe(2 * (7.23 + 1.5), 1e-12); // sums of a few numbers
    }

    [Fact]
    public void StackFitsATurnedAndStrainedCrystal()
    {
        Structure one = Copper(2);
        // The same crystal, turned about an axis by 30 degrees and 2 % larger.
        double c = Math.Cos(0.5), s = Math.Sin(0.5);
        var turn = new Matrix3(c, s, 0, -s, c, 0, 0, 0, 1);
        Structure two = StructureOperations.Strain(one, (1.02 * turn) - Matrix3.Identity);
        Should.Throw<InputException>(() => StructureMerger.Stack(one, two, 2, 0, fit: false)).Message.ShouldContain("lattice vectors 1 and 2");
        Structure stacked = StructureMerger.Stack(one, two, 2, 0.25, fit: true);
        // In the plane it fits; along the normal it keeps its own length.
        stacked.Cell.Vectors.ZZ.ShouldBe(7.23 + (1.02 * 7.23) + 0.5, 1e-12);
        for (int i = 0; i < one.Count; i++)
        {
            Double3 r = stacked.Positions[one.Count + i], from = one.Positions[i];
            // Products of three matrices of order 1 with lengths of some 10 Angstrom.
            (r - new Double3(from.X, from.Y, 7.23 + 0.25 + (1.02 * from.Z))).Length.ShouldBeLessThan(1e-12);
        }
    }

    private static Structure Copper(int cells) => StructureOperations.Replicate(
        CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.FaceCentredCubic, Elements = [Cu], A = 3.615 }),
        cells, cells, cells);
}
