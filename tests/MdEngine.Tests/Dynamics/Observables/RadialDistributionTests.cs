using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Observables;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Observables;

public sealed class RadialDistributionTests
{
    private static readonly Element Ar = PeriodicTable.Get("Ar"), Ne = PeriodicTable.Get("Ne");

    public static TheoryData<string> Cells => ["cube", "flat", "skewed", "slab", "wire", "box"];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Histogram_is_that_of_all_images_one_by_one(string name)
    {
        // Cells are smaller than the cutoff along some axis, atoms lie outside too.
        SimulationCell cell = name switch
        {
            "cube" => SimulationCell.Orthorhombic(9.0, 9.0, 9.0),
            "flat" => SimulationCell.Orthorhombic(20.0, 17.0, 2.0),
            "skewed" => new SimulationCell(new Matrix3(6, 0, 0, 4, 5, 0, -3, 2.5, 7)),
            "slab" => new SimulationCell(new Matrix3(7, 0, 0, 1, 8, 0, 0, 0, 30), periodicC: false),
            "wire" => new SimulationCell(new Matrix3(3, 0, 0, 0, 25, 0, 0, 0, 30), periodicB: false, periodicC: false),
            _ => new SimulationCell(new Matrix3(20, 0, 0, 0, 20, 0, 0, 0, 20), false, false, false),
        };
        // No lattice vector ends on the edge of a bin, where rounding would decide.
        const double cutoff = 7.93;
        const int bins = 37;
        Structure structure = RandomStructure(cell, 60);
        var rdf = new RadialDistribution(cutoff, bins);
        rdf.Add(structure);

        (double[] total, double[] mixed) = BruteForce(structure, cutoff, bins);
        // Counts are integers: only the normalisation rounds.
        Compare(rdf.Total(), total);
        Compare(rdf.Partial(Ar, Ne), mixed);
        Compare(rdf.Partial(Ne, Ar), mixed);
        rdf.Partial(Ar, PeriodicTable.Get("He")).ShouldAllBe(g => g == 0.0);
    }

    [Fact]
    public void Shells_of_fcc_hold_12_6_24_and_12_in_any_description()
    {
        const double a = 5.0;
        var primitive = new Structure(
            new SimulationCell(new Matrix3(0, a / 2, a / 2, a / 2, 0, a / 2, a / 2, a / 2, 0)), [Ar], [new(0.1, 0.2, 0.3)]);
        var cubic = new Structure(
            SimulationCell.Orthorhombic(a, a, a), [Ar, Ar, Ar, Ar],
            [new(0, 0, 0), new(0, a / 2, a / 2), new(a / 2, 0, a / 2), new(a / 2, a / 2, -2 * a)]);
        foreach (Structure structure in new[] { primitive, cubic })
        {
            // Bins of a/51: each shell lies within one, none on an edge.
            var rdf = new RadialDistribution(1.5 * a, 77);
            rdf.Add(structure);
            double[] r = rdf.Distances(), g = rdf.Total();
            double[] count = [.. r.Select((x, k) =>
            {
                double inner = x - (0.75 * a / 77), outer = x + (0.75 * a / 77);
                return g[k] * rdf.Density * 4.0 / 3.0 * Math.PI * (Math.Pow(outer, 3) - Math.Pow(inner, 3));
            }).Where(n => n > 1e-9)];
            count.Take(4).Select(n => Math.Round(n, 9)).ShouldBe([12.0, 6.0, 24.0, 12.0]);
        }
    }

    [Fact]
    public void Random_atoms_have_no_structure_and_frames_are_averaged()
    {
        var rdf = new RadialDistribution(10.0, 20);
        for (int frame = 0; frame < 20; frame++)
        {
            rdf.Add(RandomStructure(SimulationCell.Orthorhombic(25.0, 30.0, 22.0), 500, frame));
        }

        rdf.Frames.ShouldBe(20);
        rdf.Density.ShouldBe(500.0 / (25.0 * 30.0 * 22.0), 1e-15);
        double[] r = rdf.Distances(), g = rdf.Total();
        for (int k = 2; k < 20; k++)
        {
            // Pairs in the bin scatter as their number's root; 5 standard errors. N (N-1) ordered pairs, not N^2.
            double pairs = 20 * 0.5 * 500 * rdf.Density * 4.0 * Math.PI * r[k] * r[k] * 0.5;
            g[k].ShouldBe(499.0 / 500.0, 5.0 / Math.Sqrt(pairs));
        }
    }

    [Fact]
    public void A_live_state_counts_like_its_structure()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        argon.Atoms.X[3] += 50.0;
        var live = new RadialDistribution(9.0, 30);
        live.Add(argon.Atoms, argon.State.Cell);
        argon.Forces.UpdateNeighbors(argon.State);
        var after = new RadialDistribution(9.0, 30);
        // Wrapped, re-ordered and with ghosts now.
        after.Add(argon.Atoms, argon.State.Cell);
        after.Total().ShouldBe(live.Total());
        live.Total().Max().ShouldBeGreaterThan(1.0);
    }

    [Fact]
    public void What_has_no_density_is_refused()
    {
        var rdf = new RadialDistribution(5.0, 10);
        Should.Throw<InputException>(() => rdf.Add(RandomStructure(SimulationCell.Open, 5)))
            .Message.ShouldContain("no volume");
        Should.Throw<InvalidOperationException>(() => rdf.Total());
        Should.Throw<ArgumentOutOfRangeException>(() => new RadialDistribution(0.0, 10));
        Should.Throw<ArgumentOutOfRangeException>(() => new RadialDistribution(5.0, 0));
    }

    private static Structure RandomStructure(SimulationCell cell, int count, int frame = 0)
    {
        var stream = new RandomStream(17, RandomPurpose.Other);
        var elements = new Element[count];
        var positions = new Double3[count];
        for (int i = 0; i < count; i++)
        {
            (double a, double b) = Philox.Uniform(stream, frame, i);
            (double c, double d) = Philox.Uniform(stream, frame, i, draw: 1);
            elements[i] = d < 0.3 ? Ar : Ne;
            positions[i] = cell.ToCartesian(new Double3((3 * a) - 1, (3 * b) - 1, (3 * c) - 1));
        }

        return new Structure(cell, elements, positions);
    }

    private static (double[] Total, double[] Mixed) BruteForce(Structure s, double cutoff, int bins)
    {
        var total = new double[bins];
        var mixed = new double[bins];
        int n = s.Count;
        double first = s.Elements.Count(e => e == Ar), second = n - first;
        // Positions lie within three cells, and 7.93 Angstrom are at most four cells more.
        int Reach(bool periodic) => periodic ? 9 : 0;
        for (int a = -Reach(s.Cell.PeriodicA); a <= Reach(s.Cell.PeriodicA); a++)
        {
            for (int b = -Reach(s.Cell.PeriodicB); b <= Reach(s.Cell.PeriodicB); b++)
            {
                for (int c = -Reach(s.Cell.PeriodicC); c <= Reach(s.Cell.PeriodicC); c++)
                {
                    Double3 shift = s.Cell.ToCartesian(new Double3(a, b, c));
                    for (int i = 0; i < n; i++)
                    {
                        for (int j = 0; j < n; j++)
                        {
                            double r = (s.Positions[j] + shift - s.Positions[i]).Length;
                            if (r >= cutoff || (i == j && a == 0 && b == 0 && c == 0))
                            {
                                continue;
                            }

                            int bin = (int)(r * bins / cutoff);
                            double shell = 4.0 / 3.0 * Math.PI * Math.Pow(cutoff / bins, 3)
                                * (Math.Pow(bin + 1, 3) - Math.Pow(bin, 3));
                            total[bin] += s.Cell.Volume / (shell * n * n);
                            if (s.Elements[i] == Ar && s.Elements[j] == Ne)
                            {
                                mixed[bin] += s.Cell.Volume / (shell * first * second);
                            }
                        }
                    }
                }
            }
        }

        return (total, mixed);
    }

    private static void Compare(double[] found, double[] expected)
    {
        expected.Max().ShouldBeGreaterThan(0.0);
        for (int k = 0; k < found.Length; k++)
        {
            found[k].ShouldBe(expected[k], 1e-10 * (1.0 + expected[k]));
        }
    }
}
