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
using Xunit.Abstractions;

namespace MdEngine.Tests.Core.Neighbors;

public sealed class ClusterListTests(ITestOutputHelper output)
{
    private static readonly Element Ar = PeriodicTable.Get("Ar");

    // Pairs this close to the range may fall on either side of it by rounding.
    private const double Edge = 1e-10;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 1)]
    [InlineData(8, 1)]
    [InlineData(1, 4)]
    [InlineData(4, 4)]
    [InlineData(8, 4)]
    public void CoversEveryPairWithinRangeOnce(int width, int threads)
    {
        using var workers = new WorkerPool(threads);
        RandomSystem.ForAll(100, system => Verify(Built.Of(system.Structure, system.Range, width, workers, system.Seed % 2 == 0)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void PairsOfAnyNumberOfAtomsAreCovered(int width)
    {
        // Around each multiple of four, eight, 32 and 64: the last cluster, leaf and segment short, and padding in it.
        using var workers = new WorkerPool(1);
        foreach (int n in new[] { 1, 2, 3, 4, 5, 7, 8, 9, 12, 13, 31, 32, 33, 63, 64, 65, 66, 67, 127, 129, 257 })
        {
            double side = Math.Cbrt(n / 0.02);
            foreach (ulong seed in new ulong[] { 1, 2, 3 })
            {
                Verify(Built.Of(Gas(n, seed, SimulationCell.Orthorhombic(side, side, side)), 4.3, width, workers));
                Verify(Built.Of(Gas(n, seed, SimulationCell.Orthorhombic(3.1, 3.7, 17.0)), 4.3, width, workers));
                Verify(Built.Of(Gas(n, seed, new SimulationCell(new Matrix3(side, 0, 0, 0, side, 0, 0, 0, side), false, false, false)), 4.3, width, workers));
            }
        }
    }

    [Theory]
    [InlineData(1, "drop")]
    [InlineData(4, "drop")]
    [InlineData(8, "drop")]
    [InlineData(1, "gas")]
    [InlineData(4, "gas")]
    [InlineData(8, "gas")]
    [InlineData(1, "two drops")]
    [InlineData(4, "two drops")]
    [InlineData(8, "two drops")]
    [InlineData(1, "far")]
    [InlineData(4, "far")]
    [InlineData(8, "far")]
    public void SparseSystemsTakeMemoryByTheAtomAndLoseNoPair(int width, string kind)
    {
        using var workers = new WorkerPool(1);
        Built built = Built.Of(Sparse(kind, 400), 5.0, width, workers);
        Verify(built);
        // Rows of a drop hold less than three range-spheres of 40 atoms for a cluster; those of a gas next to nothing. Boxes
        // in single precision are blurred far from the origin: the exact test must see to it that rows are not.
        output.WriteLine($"{kind}, width {width}: {built.List.Entries / (double)built.Atoms.Owned:f2} entries an atom");
        built.List.Entries.ShouldBeLessThan((kind == "gas" ? 1L : 60L) * built.Atoms.Owned);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void MemoryGrowsWithTheNumberOfAtoms(int width)
    {
        using var workers = new WorkerPool(1);
        foreach (string kind in new[] { "drop", "gas", "two drops", "far" })
        {
            double[] bytes = [.. new[] { 4000, 16_000 }.Select(n =>
            {
                AtomState atoms = Prepared(Sparse(kind, n), 5.0, workers, out _);
                BlockPartition blocks = BlockPartition.For(n, clusters: true);
                var list = new ClusterList(new NeighborRequest(NeighborKind.Clusters, 5.0, width));
                long before = GC.GetAllocatedBytesForCurrentThread();
                list.Build(atoms, blocks, 5.0, workers);
                return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)n;
            })];
            output.WriteLine($"{kind}, width {width}: {bytes[0]:f0} and {bytes[1]:f0} bytes allocated an atom for 4000 and 16,000 atoms");
            // Trees, candidates and rows, buffers thrown away while they grew among them; the same by the atom for any number.
            bytes[1].ShouldBeLessThan(1000.0);
            bytes[1].ShouldBeLessThan(1.3 * bytes[0]);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void ListsDoNotDependOnThreads(int width)
    {
        Structure structure = Gas(5000, 5, SimulationCell.Orthorhombic(60, 65, 70));
        int[][] rows = [.. new[] { 1, 2, 8 }.Select(threads =>
        {
            using var workers = new WorkerPool(threads);
            return Built.Of(structure, 6.0, width, workers).Clusters().SelectMany(c => c.Row.Prepend(c.First)).ToArray();
        })];
        rows[1].ShouldBe(rows[0]);
        rows[2].ShouldBe(rows[0]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void BoundRowsHoldSlots(int width)
    {
        using var workers = new WorkerPool(1);
        Built built = Built.Of(Gas(3000, 6, SimulationCell.Orthorhombic(50, 50, 60)), 5.0, width, workers);
        (int First, int[] Row)[] atoms = [.. built.Clusters()];
        var windows = new ForceWindows();
        windows.Prepare(built.Atoms, built.Blocks, [built.List], workers);
        for (int block = 0; block < built.Blocks.Count; block++)
        {
            built.Bind(windows, block);
        }

        (int First, int[] Row)[] slots = [.. built.Clusters()];
        for (int k = 0; k < atoms.Length; k++)
        {
            slots[k].Row.ShouldBe(
                built.Slots(windows, atoms[k].First / built.Blocks.Size, atoms[k].Row), "four times the slot, in the same order");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(8)]
    public void PaddingOfAtomsAndOfGhostsNeverMeets(int width)
    {
        // A wire along x near the origin: its ghosts share a four with padding, as do the atoms.
        using var workers = new WorkerPool(1);
        var wire = new SimulationCell(new Matrix3(3.7, 0, 0, 0, 20, 0, 0, 0, 20), true, false, false);
        foreach (int n in new[] { 1, 2, 3, 5, 65, 66, 129 })
        {
            Verify(Built.Of(Atoms(wire, Enumerable.Range(0, n).Select(k => new Double3(1.2, 0.3 * k, 0.2))), 5.5, width, workers));
        }
    }

    [Fact]
    public void ABuildForgetsTheOneBefore()
    {
        using var workers = new WorkerPool(2);
        var list = new ClusterList(new NeighborRequest(NeighborKind.Clusters, 5.0, 4));
        foreach ((int n, double side) in new[] { (900, 40.0), (100, 12.0), (1500, 30.0), (1, 6.0), (700, 200.0) })
        {
            Verify(Built.Of(Gas(n, 8, SimulationCell.Orthorhombic(side, side, side)), 5.0, 4, workers, list: list));
        }
    }

    [Fact]
    public void NoAtomsNoRows()
    {
        using var workers = new WorkerPool(1);
        Built.Of(Gas(0, 1, SimulationCell.Orthorhombic(10, 10, 10)), 5.0, 4, workers).List.Entries.ShouldBe(0);
    }

    [Theory]
    [InlineData(NeighborKind.Full, 4)]
    [InlineData(NeighborKind.Clusters, 0)]
    [InlineData(NeighborKind.Clusters, 5)]
    public void OtherRequestsAreRefused(NeighborKind kind, int width) =>
        Should.Throw<ArgumentException>(() => new ClusterList(new NeighborRequest(kind, 5.0, width)));

    /// <summary>Rows against brute force: each holds just the later atoms near its cluster, and pairs come once.</summary>
    private static void Verify(Built built)
    {
        AtomState atoms = built.Atoms;
        var covered = new HashSet<(int, int, (int, int, int))>();
        foreach ((int first, int[] row) in built.Clusters())
        {
            int end = Math.Min(atoms.Owned, first + built.Width);
            int previous = first + built.Width - 1;
            foreach (int j in row)
            {
                j.ShouldBeGreaterThan(previous, "rows ascend, from the end of the cluster on");
                previous = j;
                bool real = j < atoms.Owned || (j >= atoms.GhostStart && built.Halo.Source(j - atoms.GhostStart) >= 0);
                real.ShouldBeTrue("no padding is listed");
                j.ShouldBeLessThan(atoms.GhostStart + atoms.PositiveGhosts);
                Enumerable.Range(first, end - first).Min(i => built.Distance(i, j)).ShouldBeLessThan(built.Range + Edge);
            }

            for (int i = first; i < end; i++)
            {
                foreach (int j in Enumerable.Range(i + 1, end - i - 1).Concat(row))
                {
                    if (built.Distance(i, j) < built.Range - Edge)
                    {
                        covered.Add(built.Key(i, j)).ShouldBeTrue("each pair once");
                    }
                }
            }
        }

        var expected = new HashSet<(int, int, (int, int, int))>();
        foreach ((int i, int j, (int A, int B, int C) shift, double distance) in
                 RandomSystem.Pairs(atoms, built.Cell, built.Range - Edge))
        {
            if (distance < built.Range - Edge)
            {
                expected.Add(Built.Canonical(i, j, shift));
            }
        }

        covered.SetEquals(expected).ShouldBeTrue($"{covered.Count} pairs covered, {expected.Count} there are");
    }

    private static Structure Gas(int n, ulong seed, SimulationCell cell)
    {
        var stream = new RandomStream(seed, RandomPurpose.Other);
        return Atoms(cell, Enumerable.Range(0, n).Select(k =>
        {
            (double a, double b) = Philox.Uniform(stream, 1, k);
            return cell.ToCartesian(new Double3(a, b, Philox.Uniform(stream, 2, k).A));
        }));
    }

    /// <summary>Some atoms where there is hardly anything.</summary>
    private static Structure Sparse(string kind, int n)
    {
        var huge = SimulationCell.Orthorhombic(1e5, 1e5, 1e5);
        double side = Math.Cbrt(n / 0.02);
        Double3[] drop = [.. Gas(n, 9, SimulationCell.Orthorhombic(side, side, side)).Positions];
        return kind switch
        {
            "drop" => Atoms(huge, drop),
            "gas" => Gas(n, 10, SimulationCell.Orthorhombic(50.0 * side, 50.0 * side, 50.0 * side)),
            "two drops" => Atoms(SimulationCell.Open, drop.Select((r, k) => k % 2 == 0 ? r : r + new Double3(1e6, 0, 0))),
            _ => Atoms(SimulationCell.Open, drop.Select(r => r + new Double3(-3e6, 5e6, 9e6))),
        };
    }

    private static Structure Atoms(SimulationCell cell, IEnumerable<Double3> positions)
    {
        Double3[] r = [.. positions];
        return new Structure(cell, [.. Enumerable.Repeat(Ar, r.Length)], r);
    }

    private static AtomState Prepared(
        Structure structure, double range, WorkerPool workers, out PeriodicHalo halo, bool full = false)
    {
        AtomState atoms = AtomState.From(structure, new SpeciesTable(structure.Elements.Append(Ar).Distinct()));
        halo = new PeriodicHalo();
        halo.Migrate(atoms, structure.Cell, workers);
        new SpatialSort().Sort(atoms, workers);
        halo.Build(atoms, structure.Cell, range, full, workers);
        return atoms;
    }

    /// <summary>A list with all that it was built from.</summary>
    private sealed record Built(
        AtomState Atoms, SimulationCell Cell, PeriodicHalo Halo, BlockPartition Blocks, ClusterList List, int Width)
    {
        public double Range => List.Range;

        public static Built Of(
            Structure structure, double range, int width, WorkerPool workers, bool full = false, ClusterList? list = null)
        {
            AtomState atoms = Prepared(structure, range, workers, out PeriodicHalo halo, full);
            BlockPartition blocks = BlockPartition.For(atoms.Owned, clusters: true);
            list ??= new ClusterList(new NeighborRequest(NeighborKind.Clusters, range, width));
            list.Build(atoms, blocks, range, workers);
            return new Built(atoms, structure.Cell, halo, blocks, list, width);
        }

        public static (int, int, (int, int, int)) Canonical(int i, int j, (int A, int B, int C) shift) =>
            shift.CompareTo((0, 0, 0)) < 0 || (shift == (0, 0, 0) && i > j)
                ? (j, i, (-shift.A, -shift.B, -shift.C))
                : (i, j, shift);

        public unsafe List<(int First, int[] Row)> Clusters()
        {
            var clusters = new List<(int, int[])>();
            for (int first = 0; first < Atoms.Owned; first += Width)
            {
                int* row = List.Row(first / Blocks.Size, first, out int count);
                clusters.Add((first, new Span<int>(row, count).ToArray()));
            }

            return clusters;
        }

        public double Distance(int i, int j) => new Double3(
            Atoms.X[i] - Atoms.X[j], Atoms.Y[i] - Atoms.Y[j], Atoms.Z[i] - Atoms.Z[j]).Length;

        public (int, int, (int, int, int)) Key(int i, int j) => j < Atoms.Owned
            ? Canonical(i, j, (0, 0, 0))
            : Canonical(i, Halo.Source(j - Atoms.GhostStart), Halo.Shift(j - Atoms.GhostStart));

        public unsafe void Bind(ForceWindows windows, int block) => List.Bind(block, windows.Shifts(block, 0));

        public unsafe int[] Slots(ForceWindows windows, int block, int[] row)
        {
            int* shifts = windows.Shifts(block, 0);
            return [.. row.Select(j => 4 * (j + shifts[j / ForceWindows.Segment]))];
        }
    }
}
