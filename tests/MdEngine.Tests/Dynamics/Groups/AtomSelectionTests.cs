using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Groups;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Groups;

public sealed class AtomSelectionTests
{
    private static readonly Structure Chain = Make();

    [Fact]
    public void Conditions_are_all_met() => Indices(new AtomSelection
    {
        Elements = [PeriodicTable.Get("Kr")],
        Ranges = [(2, 7)],
        Indices = [9],
    }).ShouldBe([3, 5, 7, 9]);

    [Fact]
    public void The_others_are_selected_when_inverted() =>
        Indices(new AtomSelection { Ranges = [(0, 7)], Inverted = true }).ShouldBe([8, 9]);

    [Fact]
    public void A_box_holds_its_surface() =>
        Indices(new AtomSelection { Region = new BoxRegion(new(2, -1, -1), new(4, 1, 1)) }).ShouldBe([2, 3, 4]);

    [Fact]
    public void A_sphere_reaches_across_the_boundary() =>
        Indices(new AtomSelection { Region = new SphereRegion(new(0, 0, 0), 2.1) }).ShouldBe([0, 1, 2, 8, 9]);

    [Fact]
    public void A_slab_reaches_across_the_boundary() =>
        Indices(new AtomSelection { Region = new SlabRegion(0, -1.5, 0.5) }).ShouldBe([0, 9]);

    [Fact]
    public void A_half_space_of_a_periodic_cell_is_all_of_it() =>
        Indices(new AtomSelection { Region = new SlabRegion(0, 5.0) }).Length.ShouldBe(10);

    [Fact]
    public void An_open_axis_has_no_images()
    {
        Structure open = Make(periodic: false);
        new AtomSelection { Region = new SlabRegion(0, 5.0) }.Resolve("g", open).Count.ShouldBe(5);
        new AtomSelection { Region = new SphereRegion(new(0, 0, 0), 2.1) }.Resolve("g", open).Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(1, 1)]
    public void A_cylinder_is_round_and_may_be_cut(int axis, int count) => Indices(new AtomSelection
    {
        Region = new CylinderRegion(axis, new Double3(3, 0, 0), 0.5),
    }).Length.ShouldBe(count);

    [Fact]
    public void A_cylinder_ends_where_it_is_cut() => Indices(new AtomSelection
    {
        Region = new CylinderRegion(0, Double3.Zero, 1.0, 2.5, 5.5),
    }).ShouldBe([3, 4, 5]);

    [Fact]
    public void Groups_survive_a_new_order_of_the_atoms()
    {
        AtomGroup group = new AtomSelection { Elements = [PeriodicTable.Get("Kr")] }.Resolve("krypton", Chain);
        AtomState atoms = AtomState.From(Chain, new SpeciesTable(Chain.Elements.Distinct()));
        atoms.Reorder([7, 3, 9, 1, 0, 2, 8, 4, 6, 5]);
        for (int i = 0; i < atoms.Owned; i++)
        {
            group.Contains(atoms.Id[i]).ShouldBe(atoms.Species[atoms.Type[i]] == PeriodicTable.Get("Kr"));
        }
    }

    [Fact]
    public void Unions_and_overlaps_are_those_of_sets()
    {
        AtomGroup low = new AtomSelection { Ranges = [(0, 3)] }.Resolve("low", Chain);
        AtomGroup mid = new AtomSelection { Ranges = [(3, 5)] }.Resolve("mid", Chain);
        AtomGroup high = new AtomSelection { Ranges = [(6, 9)] }.Resolve("high", Chain);
        low.Overlaps(mid).ShouldBeTrue();
        low.Overlaps(high).ShouldBeFalse();
        AtomGroup.Union("all", low, mid, high).IsAll.ShouldBeTrue();
        AtomGroup.Union("ends", low, high).Count.ShouldBe(8);
    }

    [Fact]
    public void Indices_that_there_are_not_and_empty_groups_are_refused()
    {
        Refusal(new AtomSelection { Indices = [10] }).ShouldContain("the index 10; expected indices from 0 to 9");
        Refusal(new AtomSelection { Ranges = [(3, 12)] }).ShouldContain("the range 3 to 12");
        Refusal(new AtomSelection { Ranges = [(3, 2)] }).ShouldContain("lower one first");
        Refusal(new AtomSelection { Elements = [PeriodicTable.Get("Xe")] }).ShouldContain("none of the 10 atoms");
    }

    private static string Refusal(AtomSelection selection) =>
        Should.Throw<InputException>(() => selection.Resolve("g", Chain)).Message;

    private static int[] Indices(AtomSelection selection)
    {
        AtomGroup group = selection.Resolve("g", Chain);
        return [.. Enumerable.Range(0, group.Total).Where(group.Contains)];
    }

    /// <summary>Ten atoms 1 Angstrom apart along x, argon and krypton by turns; the fourth written a cell away.</summary>
    private static Structure Make(bool periodic = true)
    {
        var positions = new List<Double3>();
        var elements = new List<Element>();
        for (int k = 0; k < 10; k++)
        {
            positions.Add(new Double3(k + (periodic && k == 3 ? 10 : 0), 0, 0));
            elements.Add(PeriodicTable.Get(k % 2 == 0 ? "Ar" : "Kr"));
        }

        return new Structure(
            new SimulationCell(10.0 * Matrix3.Identity, periodic, periodic, periodic), [.. elements], [.. positions]);
    }
}
