using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Atoms;

public sealed class SpatialSortTests
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
