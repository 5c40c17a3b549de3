using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;
using MdEngine.Tests.Potentials.LennardJones;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Core.Atoms;

public sealed class SpatialSortTests(ITestOutputHelper output)
{
    private static readonly SpeciesTable Species = new([PeriodicTable.Get("Ar"), PeriodicTable.Get("Kr")]);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(1000)]
    [InlineData(4097)]
    public void IsAPermutationOfWholeAtoms(int n)
    {
        AtomState atoms = Random(n, 3);
        using var workers = new WorkerPool(2);
        new SpatialSort().Sort(atoms, workers);
        atoms.Id.ToArray().Order().ShouldBe(Enumerable.Range(0, n));
        for (int i = 0; i < n; i++)
        {
            // Every column of an atom carries its identity.
            int id = atoms.Id[i];
            atoms.Vx[i].ShouldBe(id + 0.25);
            atoms.Fz[i].ShouldBe(-id);
            atoms.Mass[i].ShouldBe(id + 1.0);
            atoms.Charge[i].ShouldBe(0.5 * id);
            atoms.Type[i].ShouldBe(id % 2);
            atoms.ImageC[i].ShouldBe(id - 3);
        }
    }

    [Fact]
    public void DoesNotDependOnThreads()
    {
        int[][] orders = [.. new[] { 1, 2, 8 }.Select(threads =>
        {
            AtomState atoms = Random(20_000, 4);
            using var workers = new WorkerPool(threads);
            new SpatialSort().Sort(atoms, workers);
            return atoms.Id.ToArray();
        })];
        orders[1].ShouldBe(orders[0]);
        orders[2].ShouldBe(orders[0]);
    }

    [Fact]
    public void RunsAreCompact()
    {
        // 16,384 atoms, one in a unit volume: a run of n fills a box of about n in volume; clusters of a sorted leaf
        // are longer than cubes by some factor, but far from the unsorted 25 Angstrom.
        AtomState atoms = Random(16_384, 5);
        using var workers = new WorkerPool(1);
        new SpatialSort().Sort(atoms, workers);
        foreach (int run in new[] { 8, 64, 512, 4096 })
        {
            double extent = 0.0;
            for (int first = 0; first < atoms.Owned; first += run)
            {
                extent += (Extent(atoms.X.Slice(first, run)) + Extent(atoms.Y.Slice(first, run))
                    + Extent(atoms.Z.Slice(first, run))) / 3.0 * run / atoms.Owned;
            }

            extent.ShouldBeLessThan(1.15 * Math.Cbrt(run));
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2056)]
    [InlineData(2057)]
    [InlineData(4103)]
    [InlineData(16_391)]
    public void LeavesHardlyDependOnTheOrderBefore(int n)
    {
        // Distinct coordinates have one tree: sorted again, backwards or as it came, the same atoms share a leaf. Coordinates
        // closer than some 1e-4 Angstrom may change places.
        using var workers = new WorkerPool(2);
        AtomState once = Random(n, 8), again = Random(n, 8), backwards = Random(n, 8);
        new SpatialSort().Sort(once, workers);
        var sorter = new SpatialSort();
        sorter.Sort(again, workers);
        sorter.Sort(again, workers);
        backwards.Reorder([.. Enumerable.Range(0, n).Reverse()]);
        sorter.Sort(backwards, workers);
        Differing(again).ShouldBeLessThanOrEqualTo(n / 100);
        Differing(backwards).ShouldBeLessThanOrEqualTo(n / 100);

        int Differing(AtomState atoms) => Leaves(atoms).Zip(Leaves(once)).Count(pair => pair.First != pair.Second);

        static int[] Leaves(AtomState atoms) => [.. atoms.Id.ToArray().Chunk(SpatialSort.Leaf).SelectMany(leaf => leaf.Order())];
    }

    [Fact]
    public void ClustersOfALiquidAreCompact()
    {
        using LennardJonesRun melt = LennardJonesRun.Melt(10);
        melt.Run(400, 4.0);
        AtomState atoms = melt.Atoms;
        new PeriodicHalo().Migrate(atoms, melt.State.Cell, melt.Workers);
        new SpatialSort().Sort(atoms, melt.Workers);
        double volume = melt.State.Cell.Volume / atoms.Owned;
        foreach ((int run, double most) in new[] { (4, 0.35), (8, 0.62) })
        {
            double mean = MeanBox(atoms, run);
            output.WriteLine($"boxes of {run}: {mean:f1} Angstrom^3, {mean / (run * volume):f3} of their share of the volume");
            // What the sort reaches now, and a tenth: larger boxes mean longer lists.
            (mean / (run * volume)).ShouldBeLessThan(most);
        }
    }

    [Fact]
    public void CoincidentAndOrderedCoordinatesAreNoTrouble()
    {
        using var workers = new WorkerPool(1);
        foreach (Func<int, double> x in new Func<int, double>[] { _ => 1.0, i => i, i => -i, i => i % 3 })
        {
            AtomState atoms = Random(5000, 6);
            for (int i = 0; i < atoms.Owned; i++)
            {
                atoms.X[i] = x(i);
                atoms.Y[i] = atoms.Z[i] = 0.0;
            }

            new SpatialSort().Sort(atoms, workers);
            atoms.Id.ToArray().Order().ShouldBe(Enumerable.Range(0, 5000));
        }
    }

    private static double MeanBox(AtomState atoms, int run) => Enumerable.Range(0, atoms.Owned / run).Average(k =>
        Extent(atoms.X.Slice(k * run, run)) * Extent(atoms.Y.Slice(k * run, run)) * Extent(atoms.Z.Slice(k * run, run)));

    private static double Extent(Span<double> r)
    {
        double low = r[0], high = r[0];
        foreach (double v in r)
        {
            low = Math.Min(low, v);
            high = Math.Max(high, v);
        }

        return high - low;
    }

    private static AtomState Random(int n, int seed)
    {
        var random = new Random(seed);
        var atoms = new AtomState(Species, n);
        double side = Math.Cbrt(n);
        for (int i = 0; i < n; i++)
        {
            (atoms.X[i], atoms.Y[i], atoms.Z[i]) =
                (side * random.NextDouble(), side * random.NextDouble(), side * random.NextDouble());
            (atoms.Vx[i], atoms.Fz[i], atoms.Mass[i], atoms.Charge[i]) = (i + 0.25, -i, i + 1.0, 0.5 * i);
            (atoms.Id[i], atoms.Type[i], atoms.ImageC[i]) = (i, i % 2, i - 3);
        }

        return atoms;
    }
}
