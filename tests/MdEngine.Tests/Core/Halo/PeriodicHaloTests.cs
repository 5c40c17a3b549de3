using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Halo;

public sealed unsafe class PeriodicHaloTests
{
    // Positions and lattice shifts of order 100 Angstrom: their sums round by some 1e-14.
    private const double Rounding = 1e-12;

    private static readonly Element Ar = PeriodicTable.Get("Ar");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void GhostsAreAllImagesThatMatterAndEachOnce(bool full) => RandomSystem.ForAll(60, system =>
    {
        SimulationCell cell = system.Structure.Cell;
        AtomState atoms = system.State();
        var halo = new PeriodicHalo();
        using var workers = new WorkerPool(1);
        halo.Migrate(atoms, cell, workers);
        halo.Build(atoms, cell, system.Range, full, workers);

        var ghosts = new HashSet<(int, (int, int, int))>();
        for (int g = 0; g < atoms.Ghosts; g++)
        {
            int source = halo.Source(g);
            int at = atoms.GhostStart + g;
            if (source < 0)
            {
                atoms.X[at].ShouldBeGreaterThan(1e9 - 1e6);
                continue;
            }

            (int a, int b, int c) = halo.Shift(g);
            ghosts.Add((source, (a, b, c))).ShouldBeTrue("each image once");
            (a, b, c).ShouldNotBe((0, 0, 0));
            Double3 expected = cell.ToCartesian(new Double3(a, b, c));
            (atoms.X[at] - atoms.X[source]).ShouldBe(expected.X, Rounding);
            (atoms.Y[at] - atoms.Y[source]).ShouldBe(expected.Y, Rounding);
            (atoms.Z[at] - atoms.Z[source]).ShouldBe(expected.Z, Rounding);
            atoms.Type[at].ShouldBe(atoms.Type[source]);
            // No image farther from the cell than the range, measured at right angles to its faces.
            Double3 s = cell.ToFractional(new Double3(atoms.X[at], atoms.Y[at], atoms.Z[at]));
            for (int axis = 0; axis < 3; axis++)
            {
                double margin = (system.Range / cell.Height(axis)) + 1e-8;
                (cell.IsPeriodic(axis) ? s[axis] : 0.0).ShouldBeInRange(-margin, 1.0 + margin);
            }

            bool positive = a > 0 || (a == 0 && (b > 0 || (b == 0 && c > 0)));
            positive.ShouldBe(g < atoms.PositiveGhosts);
        }

        (atoms.PositiveGhosts % AtomState.Padding).ShouldBe(0);
        foreach ((int _, int j, (int A, int B, int C) shift, double distance) in
                 RandomSystem.Pairs(atoms, cell, system.Range))
        {
            if (shift != (0, 0, 0) && distance < system.Range - Rounding)
            {
                bool positive = shift.CompareTo((0, 0, 0)) > 0;
                ghosts.Contains((j, shift)).ShouldBe(full || positive);
            }
        }
    });

    [Fact]
    public void MigrationWrapsAlongPeriodicAxesAndCountsIt() => RandomSystem.ForAll(40, system =>
    {
        SimulationCell cell = system.Structure.Cell;
        AtomState atoms = system.State();
        using var workers = new WorkerPool(2);
        new PeriodicHalo().Migrate(atoms, cell, workers);
        for (int i = 0; i < atoms.Owned; i++)
        {
            var r = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]);
            Double3 s = cell.ToFractional(r);
            for (int axis = 0; axis < 3; axis++)
            {
                if (cell.IsPeriodic(axis))
                {
                    s[axis].ShouldBeInRange(-1e-12, 1.0 + 1e-12);
                }
            }

            Double3 back = r + cell.ToCartesian(new Double3(atoms.ImageA[i], atoms.ImageB[i], atoms.ImageC[i]));
            (back - system.Structure.Positions[i]).Length.ShouldBeLessThan(Rounding);
        }
    });

    [Fact]
    public void GhostsFollowTheirSourcesAndForcesComeBack()
    {
        RandomSystem system = RandomSystem.From(4);
        SimulationCell cell = system.Structure.Cell;
        AtomState atoms = system.State();
        var halo = new PeriodicHalo();
        using var workers = new WorkerPool(2);
        halo.Migrate(atoms, cell, workers);
        halo.Build(atoms, cell, system.Range, full: true, workers);
        atoms.Ghosts.ShouldBeGreaterThan(0);
        for (int i = 0; i < atoms.Owned; i++)
        {
            atoms.X[i] += 0.1 * i;
            atoms.Y[i] -= 0.2;
        }

        halo.Refresh(atoms, cell, workers);
        double[] values = new double[atoms.Total];
        double[] expected = new double[atoms.Owned];
        for (int i = 0; i < atoms.Owned; i++)
        {
            values[i] = expected[i] = 0.5 * i;
        }

        for (int g = 0; g < atoms.Ghosts; g++)
        {
            values[atoms.GhostStart + g] = double.NaN;
            if (halo.Source(g) is >= 0 and int source)
            {
                (int a, int b, int c) = halo.Shift(g);
                Double3 shift = cell.ToCartesian(new Double3(a, b, c));
                (atoms.X[atoms.GhostStart + g] - atoms.X[source] - shift.X).ShouldBe(0.0, Rounding);
                // Powers of two add up without rounding, whatever their order.
                values[atoms.GhostStart + g] = Math.ScaleB(1.0, g % 20);
                expected[source] += Math.ScaleB(1.0, g % 20);
            }
        }

        fixed (double* v = values)
        {
            halo.Accumulate(atoms, v, 0, atoms.Owned);
        }

        values[..atoms.Owned].ShouldBe(expected);
    }

    [Fact]
    public void OneAtomPrimitiveCellThinnerThanTheRange()
    {
        // fcc primitive cell of argon, nearest neighbours 3.72 Angstrom: shells of 12, 6, 24, 12, 24 atoms.
        const double a = 5.26;
        var cell = new SimulationCell(new Matrix3(0, a / 2, a / 2, a / 2, 0, a / 2, a / 2, a / 2, 0));
        var atoms = AtomState.From(new Structure(cell, [Ar], [new Double3(9, -3, 100)]), new SpeciesTable([Ar]));
        var halo = new PeriodicHalo();
        using var workers = new WorkerPool(1);
        halo.Migrate(atoms, cell, workers);
        double range = (Math.Sqrt(2.5) * a) + 0.1;
        halo.Build(atoms, cell, range, full: true, workers);
        int[] shells = [.. Enumerable.Range(0, atoms.Ghosts)
            .Where(g => halo.Source(g) == 0)
            .Select(g => Math.Pow(atoms.X[atoms.GhostStart + g] - atoms.X[0], 2)
                + Math.Pow(atoms.Y[atoms.GhostStart + g] - atoms.Y[0], 2)
                + Math.Pow(atoms.Z[atoms.GhostStart + g] - atoms.Z[0], 2))
            .Where(r2 => r2 <= range * range)
            .GroupBy(r2 => Math.Round(2.0 * r2 / (a * a)))
            .OrderBy(shell => shell.Key)
            .Select(shell => shell.Count())];
        shells.ShouldBe([12, 6, 24, 12, 24]);
    }

    [Fact]
    public void OpenCellAndNoAtomsHaveNoGhosts()
    {
        using var workers = new WorkerPool(1);
        var halo = new PeriodicHalo();
        AtomState cluster = AtomState.From(
            new Structure(SimulationCell.Open, [Ar], [new Double3(1e5, 0, 0)]), new SpeciesTable([Ar]));
        halo.Migrate(cluster, SimulationCell.Open, workers);
        halo.Build(cluster, SimulationCell.Open, 10.0, full: true, workers);
        cluster.Ghosts.ShouldBe(0);
        cluster.X[0].ShouldBe(1e5);
        SimulationCell box = SimulationCell.Orthorhombic(5, 5, 5);
        var none = new AtomState(new SpeciesTable([Ar]), 0);
        halo.Migrate(none, box, workers);
        halo.Build(none, box, 10.0, full: true, workers);
        none.Ghosts.ShouldBe(0);
    }

    [Theory]
    [InlineData(0.01, 50.0, 50.0)]
    [InlineData(0.09, 0.09, 0.09)]
    public void CellsTooSmallForAnySenseAreRefusedBeforeMemoryRunsOut(double a, double b, double c)
    {
        SimulationCell cell = SimulationCell.Orthorhombic(a, b, c);
        AtomState atoms = AtomState.From(new Structure(cell, [Ar], [Double3.Zero]), new SpeciesTable([Ar]));
        using var workers = new WorkerPool(1);
        Should.Throw<InputException>(() => new PeriodicHalo().Build(atoms, cell, 9.0, full: true, workers))
            .Message.ShouldContain("9 Angstrom");
    }
}
