using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Neighbors;

public sealed class VerletListTests
{
    private static readonly Element Ar = PeriodicTable.Get("Ar");

    // Pairs this close to the range may fall on either side of it by rounding.
    private const double Edge = 1e-10;

    [Theory]
    [InlineData(NeighborKind.Full, 1)]
    [InlineData(NeighborKind.Half, 1)]
    [InlineData(NeighborKind.Full, 4)]
    [InlineData(NeighborKind.Half, 4)]
    public void ListsExactlyThePairsWithinRange(NeighborKind kind, int threads)
    {
        using var workers = new WorkerPool(threads);
        RandomSystem.ForAll(60, system =>
        {
            SimulationCell cell = system.Structure.Cell;
            AtomState atoms = system.State();
            var halo = new PeriodicHalo();
            halo.Migrate(atoms, cell, workers);
            new SpatialSort().Sort(atoms, workers);
            // A half list must look no further than the positive ghosts, even where the others are there.
            halo.Build(atoms, cell, system.Range, kind == NeighborKind.Full || system.Seed % 2 == 0, workers);
            VerletList list = Build(atoms, kind, system.Range, workers);

            var listed = new HashSet<(int, int, (int, int, int))>();
            for (int i = 0; i < atoms.Owned; i++)
            {
                int previous = -1;
                foreach (int j in list.Of(i))
                {
                    j.ShouldBeGreaterThan(previous, "rows ascend");
                    previous = j;
                    int source = j < atoms.Owned ? j : halo.Source(j - atoms.GhostStart);
                    (int A, int B, int C) shift = j < atoms.Owned ? (0, 0, 0) : halo.Shift(j - atoms.GhostStart);
                    listed.Add(Key(kind, i, source, shift)).ShouldBeTrue("each pair once");
                }
            }

            long entries = Enumerable.Range(0, atoms.Owned).Sum(i => (long)list.Of(i).Length);
            list.Entries.ShouldBe(entries);
            var certain = new HashSet<(int, int, (int, int, int))>();
            foreach ((int i, int j, (int A, int B, int C) shift, double distance) in
                     RandomSystem.Pairs(atoms, cell, system.Range + Edge))
            {
                var key = Key(kind, i, j, shift);
                if (distance < system.Range - Edge)
                {
                    certain.Add(key);
                    listed.ShouldContain(key);
                }
                else
                {
                    listed.Remove(key);
                    certain.Remove(key);
                }
            }

            listed.Count.ShouldBe(certain.Count, "nothing beyond the range");
        });
    }

    [Fact]
    public void SparseSystemsTakeMemoryByTheAtomAndFindEveryPair()
    {
        // Two dense drops a million Angstrom apart, and as many atoms strewn in between.
        const int drop = 2000, strewn = 2000;
        var random = new Random(5);
        Double3 Cube(double size) =>
            new(size * random.NextDouble(), size * random.NextDouble(), size * random.NextDouble());
        Double3[] positions =
        [
            .. Enumerable.Range(0, drop).Select(_ => Cube(40.0)),
            .. Enumerable.Range(0, drop).Select(_ => new Double3(1e6, 1e6, 1e6) + Cube(40.0)),
            .. Enumerable.Range(0, strewn).Select(_ => Cube(1e6)),
        ];
        AtomState atoms = Cluster(positions);
        var grid = new CellGrid();
        long before = GC.GetAllocatedBytesForCurrentThread();
        grid.Bin(atoms, 6.0);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        // Two long integers, five doubles and four integers an atom, with room to spare.
        bytes.ShouldBeLessThan(200L * positions.Length);

        using var workers = new WorkerPool(2);
        VerletList list = Build(atoms, NeighborKind.Full, 6.0, workers);
        int found = 0;
        for (int i = 0; i < positions.Length; i += 37)
        {
            int expected = positions.Where((r, j) => j != i && (r - positions[i]).Length <= 6.0).Count();
            list.Of(i).Length.ShouldBe(expected);
            found += expected;
        }

        found.ShouldBeGreaterThan(1000, "the drops are dense");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void AtomsThatFlewOffDoNotSpoilTheGrid(int evaporated)
    {
        // A drop of liquid density of which some atoms have gone far away: candidates per atom stay as in the drop.
        var random = new Random(6);
        Double3[] positions =
        [
            .. Enumerable.Range(0, 8000).Select(_ =>
                new Double3(70 * random.NextDouble(), 70 * random.NextDouble(), 70 * random.NextDouble())),
            .. Enumerable.Range(0, evaporated).Select(k => new Double3(1e4 * (k + 1), -3e5 * (k + 1), 500 * k)),
        ];
        AtomState atoms = Cluster(positions);
        var grid = new CellGrid();
        grid.Bin(atoms, 8.0);
        double candidates = 0;
        for (int i = 0; i < 8000; i += 16)
        {
            CellRange c = grid.Around(i);
            for (int z = c.Z0; z <= c.Z1; z++)
            {
                for (int y = c.Y0; y <= c.Y1; y++)
                {
                    candidates += grid.Run(c.X0, c.X1, y, z).Length / 500.0;
                }
            }
        }

        // 125 cells of 4 Angstrom hold 187 atoms where the drop has no surface.
        candidates.ShouldBeInRange(100.0, 190.0);
    }

    [Fact]
    public void CellGridFindsEveryAtomOnce() => RandomSystem.ForAll(40, system =>
    {
        AtomState atoms = system.State();
        var halo = new PeriodicHalo();
        using var workers = new WorkerPool(1);
        halo.Migrate(atoms, system.Structure.Cell, workers);
        halo.Build(atoms, system.Structure.Cell, system.Range, full: true, workers);
        var grid = new CellGrid();
        grid.Bin(atoms, system.Range);
        for (int i = 0; i < atoms.Owned; i++)
        {
            CellRange c = grid.Around(i);
            var near = new List<int>();
            for (int z = c.Z0; z <= c.Z1; z++)
            {
                for (int y = c.Y0; y <= c.Y1; y++)
                {
                    near.AddRange(grid.Run(c.X0, c.X1, y, z));
                }
            }

            near.Distinct().Count().ShouldBe(near.Count);
            near.ShouldContain(i);
            ((c.X1 - c.X0 + 1) * (c.Y1 - c.Y0 + 1) * (c.Z1 - c.Z0 + 1)).ShouldBeLessThanOrEqualTo(125);
        }
    });

    [Fact]
    public void BlocksCoverTheAtomsInOrder()
    {
        foreach (bool clusters in new[] { true, false })
        {
            foreach (int n in new[] { 0, 1, 31, 32, 33, 500, 8191, 100_000 })
            {
                BlockPartition blocks = BlockPartition.For(n, clusters);
                int next = 0;
                for (int b = 0; b < blocks.Count; b++)
                {
                    blocks.Start(b).ShouldBe(next);
                    next = blocks.End(b);
                    (next > blocks.Start(b)).ShouldBeTrue();
                }

                next.ShouldBe(n);
            }
        }
    }

    [Fact]
    public void ClusterListsAreNotItsBusiness() =>
        Should.Throw<ArgumentException>(() => new VerletList(new NeighborRequest(NeighborKind.Clusters, 5.0, 4)));

    private static (int, int, (int, int, int)) Key(NeighborKind kind, int i, int j, (int A, int B, int C) shift)
    {
        var mirror = (-shift.A, -shift.B, -shift.C);
        bool swap = kind == NeighborKind.Half
            && (shift.CompareTo((0, 0, 0)) < 0 || (shift == (0, 0, 0) && i > j));
        return swap ? (j, i, mirror) : (i, j, shift);
    }

    private static VerletList Build(AtomState atoms, NeighborKind kind, double range, WorkerPool workers)
    {
        var list = new VerletList(new NeighborRequest(kind, range));
        list.Build(atoms, BlockPartition.For(atoms.Owned, clusters: false), range, workers);
        return list;
    }

    private static AtomState Cluster(Double3[] positions)
    {
        var structure = new Structure(
            SimulationCell.Open, [.. Enumerable.Repeat(Ar, positions.Length)], positions);
        return AtomState.From(structure, new SpeciesTable([Ar]));
    }
}
