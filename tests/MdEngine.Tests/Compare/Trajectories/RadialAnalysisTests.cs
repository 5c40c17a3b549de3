using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trajectories;

public sealed class RadialAnalysisTests
{
    [Fact]
    public void An_ideal_gas_has_no_structure_within_its_errors()
    {
        var cell = new SimulationCell(new Matrix3(14, 0, 0, 3, 13, 0, -2, 4, 15));
        PropertyResult result = Analyses.Run(
            Enumerable.Range(0, 64).Select(k => Analyses.Gas(cell, 200, 5, k, "Ar", "Ne")),
            new RadialOptions { Cutoff = 9.0, Bins = 45 });
        foreach (string name in new[] { "total", "Ne-Ne", "Ne-Ar", "Ar-Ar" })
        {
            PropertyCurve g = result.Curve(name);
            // A pair of atoms has (N-1)/N of the density of the others around it.
            double expected = name switch { "total" => 199.0 / 200.0, "Ne-Ar" => 1.0, _ => 99.0 / 100.0 };
            // Bins below 2 Angstrom hold a handful of pairs in a block.
            double[] z = [.. Enumerable.Range(10, 35).Select(k => (g.Y[k] - expected) / g.Error![k])];
            // Student's t of 8 blocks: its square has the mean 7/5; of 35 bins it scatters by about 0.5.
            z.Average(v => v * v).ShouldBeInRange(0.6, 2.6, name);
            Math.Abs(z.Average()).ShouldBeLessThan(0.8, name);
        }
    }

    [Theory]
    [InlineData(CrystalLattice.FaceCentredCubic, 12, 6, 24)]
    [InlineData(CrystalLattice.BodyCentredCubic, 8, 6, 12)]
    [InlineData(CrystalLattice.Diamond, 4, 12, 12)]
    [InlineData(CrystalLattice.SimpleCubic, 6, 12, 8)]
    public void Crystals_have_their_shells(CrystalLattice lattice, params int[] shells)
    {
        // 2 cells of 4 Angstrom are thinner than twice the cutoff: images of images count.
        const double A = 4.0, Cutoff = 6.0;
        double[] distances = lattice switch
        {
            CrystalLattice.FaceCentredCubic => [Math.Sqrt(0.5), 1.0, Math.Sqrt(1.5)],
            CrystalLattice.BodyCentredCubic => [Math.Sqrt(0.75), 1.0, Math.Sqrt(2.0)],
            CrystalLattice.Diamond => [Math.Sqrt(3.0) / 4.0, Math.Sqrt(0.5), Math.Sqrt(11.0) / 4.0],
            _ => [1.0, Math.Sqrt(2.0), Math.Sqrt(3.0)],
        };
        Structure crystal = Analyses.Crystal(lattice, A, 2, "Cu");
        PropertyResult result = Analyses.Run([crystal], new RadialOptions { Cutoff = Cutoff, Bins = 599 });
        double[] n = [.. result.Curve("Cu around Cu").Y], edges = [.. result.Curve("Cu around Cu").X];
        double expected = 0.0;
        for (int k = 0; k < 3 && A * distances[k] < Cutoff - 0.1; k++)
        {
            At(n, edges, (A * distances[k]) - 0.02).ShouldBe(expected, 1e-9);
            expected += shells[k];
            At(n, edges, (A * distances[k]) + 0.02).ShouldBe(expected, 1e-9);
        }

        if (lattice != CrystalLattice.BodyCentredCubic)
        {
            // The first two shells of bcc are so close that one may take them for one.
            result.Value("Coordination of Cu by Cu").Value.ShouldBe(shells[0], 1e-9);
        }

        result.Value("First peak Cu-Cu").Value.ShouldBe(A * distances[0], 0.12);
        result.Notes.ShouldContain(note => note.Contains("no error bars"));
    }

    [Fact]
    public void Rocksalt_coordinates_by_element()
    {
        Structure salt = Analyses.Crystal(CrystalLattice.Rocksalt, 5.64, 2, "Na", "Cl");
        PropertyResult result = Analyses.Run([salt, salt, salt], new RadialOptions { Cutoff = 6.5 });
        result.Value("Coordination of Na by Cl").Value.ShouldBe(6.0, 1e-12);
        result.Value("Coordination of Cl by Na").Value.ShouldBe(6.0, 1e-12);
        result.Value("Coordination of Na by Na").Value.ShouldBe(12.0, 1e-12);
        result.Value("Coordination of Na by Na").Error!.Value.ShouldBe(0.0, 1e-12);
        result.Value("Number density").Value.ShouldBe(64.0 / Math.Pow(11.28, 3), 1e-12);
    }

    [Fact]
    public void What_has_no_density_is_refused() => Should.Throw<InputException>(() => Analyses.Run(
        [new Structure(SimulationCell.Open, [Core("Ar")], [Double3.Zero])], new RadialOptions())).Message.ShouldContain("lattice vectors");

    private static MdEngine.Core.Elements.Element Core(string symbol) => MdEngine.Core.Elements.PeriodicTable.Get(symbol);

    private static double At(double[] y, double[] x, double where) => y[Array.FindLastIndex(x, v => v <= where)];
}
