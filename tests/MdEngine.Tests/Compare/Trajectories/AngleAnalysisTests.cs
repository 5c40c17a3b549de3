using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trajectories;

public sealed class AngleAnalysisTests
{
    [Fact]
    public void Diamond_is_tetrahedral()
    {
        PropertyResult result = Analyses.Run(
            [Analyses.Crystal(CrystalLattice.Diamond, 5.431, 1, "Si")], new AngleOptions { Cutoff = 2.6, Bins = 1800 });
        PropertyCurve all = result.Curve("all");
        // arccos(-1/3) = 109.4712 degrees lies in the bin from 109.4 to 109.5.
        int bin = all.Y.ToList().FindIndex(y => y > 0.0);
        all.X[bin].ShouldBe(109.45, 1e-9);
        all.Y[bin].ShouldBe(10.0, 1e-9);
        all.Y.Count(y => y > 0.0).ShouldBe(1);
        result.Value("Spread all").Value.ShouldBe(0.0, 1e-4);
    }

    [Fact]
    public void Shells_of_fcc_have_their_angles()
    {
        // 12 neighbours make 66 angles: 24 of 60, 12 of 90, 24 of 120, 6 of 180 degrees. Bins are centred on whole degrees.
        PropertyResult result = Analyses.Run(
            [Analyses.Crystal(CrystalLattice.FaceCentredCubic, 4.0, 1, "Al")], new AngleOptions { Cutoff = 3.2, Bins = 179 });
        PropertyCurve all = result.Curve("all");
        double width = 180.0 / 179.0;
        foreach ((double angle, double count) in new[] { (60.0, 24.0), (90.0, 12.0), (120.0, 24.0), (180.0, 6.0) })
        {
            double found = all.X.Zip(all.Y).Where(p => Math.Abs(p.First - angle) < 1.5).Sum(p => p.Second * width);
            found.ShouldBe(count / 66.0, 1e-9, $"{angle}");
        }
    }

    [Fact]
    public void Triplets_take_their_own_cutoffs()
    {
        var salt = Analyses.Crystal(CrystalLattice.Rocksalt, 5.64, 1, "Na", "Cl");
        PropertyResult result = Analyses.Run(
            [salt], new AngleOptions { Cutoffs = new Dictionary<string, double> { ["Na-Cl"] = 3.0 } });
        result.Curves.Select(c => c.Name).ShouldBe(["all", "Cl-Na-Cl", "Na-Cl-Na"]);
        // An octahedron: 12 angles of 90 degrees and 3 of 180.
        result.Value("Mean angle Cl-Na-Cl").Value.ShouldBe(((12 * 90.0) + (3 * 180.0)) / 15.0, 1.0);
    }

    [Fact]
    public void A_gas_has_angles_of_all_directions()
    {
        SimulationCell cell = SimulationCell.Orthorhombic(12, 13, 14);
        PropertyResult result = Analyses.Run(
            Enumerable.Range(0, 40).Select(k => Analyses.Gas(cell, 150, 8, k, "Ar")), new AngleOptions { Cutoff = 3.5, Bins = 18 });
        PropertyCurve all = result.Curve("all");
        // Bins share atoms and are not independent: five of their errors.
        for (int k = 0; k < 18; k++)
        {
            double expected = (Math.Cos(Math.PI * k / 18.0) - Math.Cos(Math.PI * (k + 1) / 18.0)) / 2.0 / 10.0;
            Math.Abs(all.Y[k] - expected).ShouldBeLessThan(5.0 * all.Error![k], $"bin {k}");
        }
    }

    [Fact]
    public void Without_cutoffs_neighbours_lie_within_the_first_minimum_of_each_pair()
    {
        var silicon = Analyses.Crystal(CrystalLattice.Diamond, 5.431, 2, "Si");
        PropertyResult result = Analyses.Run([silicon, silicon], new AngleOptions { Bins = 1800 });
        result.Value("Mean angle all").Value.ShouldBe(109.47, 0.06);
        result.Value("Coordination of Si by Si").Value.ShouldBe(4.0, 1e-9);
        result.Method.ShouldContain("first minimum of g(r) of 1 frames");

        PropertyResult salt = Analyses.Run([Analyses.Crystal(CrystalLattice.Rocksalt, 5.64, 2, "Na", "Cl")], new AngleOptions());
        salt.Value("Coordination of Na by Cl").Value.ShouldBe(6.0, 1e-9);
        salt.Value("Coordination of Na by Na").Value.ShouldBe(12.0, 1e-9);
    }

    [Fact]
    public void Without_cutoffs_a_gas_is_refused()
    {
        SimulationCell cell = SimulationCell.Orthorhombic(12, 13, 14);
        Should.Throw<InputException>(() => Analyses.Run([Analyses.Gas(cell, 2, 8, 0, "Ar")], new AngleOptions()))
            .Message.ShouldContain("cutoff_A: missing");
    }

    [Fact]
    public void Options_name_what_is_wrong()
    {
        new AngleOptions().Validate().ShouldBeEmpty();
        new AngleOptions { Cutoffs = new Dictionary<string, double> { ["Si-Xx"] = 2.0 } }.Validate().Single().Key.ShouldBe("cutoffs_A:Si-Xx");
        new AngleOptions { Cutoffs = new Dictionary<string, double> { ["Si-O"] = 2.0, ["O-Si"] = 2.1 } }.Validate().Count().ShouldBe(1);
    }
}
