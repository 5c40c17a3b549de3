using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using MdEngine.Tests.Potentials.Gap;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Uncertainties in <c>evaluate</c> and along runs.</summary>
public sealed class UncertaintyTests : IDisposable
{
    private readonly CliRunner _cli = new() { Configure = _ => { } };

    public UncertaintyTests()
    {
        _cli.Write("gap.xml", new GapText(4).Repulsion("Z1=14 Z2=14").Soap(3, 2, 8, "cutoff=3.6 atom_sigma=0.5 Z=14 species_Z=14").ToString());
        _cli.Write("gap.json", """{"type": "gap", "file": "gap.xml", "varianceRegularisation_eV": 0.01}""");
        _cli.Write("lj.json", """{"type": "lennard-jones", "cutoff_A": 5, "pairs": [{"elements": ["Si", "Si"], "epsilon_eV": 0.01, "sigma_A": 2.1}]}""");
        _cli.Write("in.xyz", "2\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3\nSi 0 0 0\nSi 2.2 0 0\n1\nLattice=\"9 0 0 0 9 0 0 0 9\" Properties=species:S:1:pos:R:3\nSi 0 0 0\n");
    }

    [Fact]
    public void EvaluateWritesAColumnAndSumsItUp()
    {
        CliResult result = _cli.Run(
            "evaluate", "--potential", _cli.Path("gap.json"), _cli.Path("in.xyz"), "-o", _cli.Path("out.xyz"), "--uncertainty", "--json", _cli.Path("out.json"));
        result.Code.ShouldBe(0, result.Error);
        Structure[] frames = [.. StructureFormats.ReadAll(_cli.Path("out.xyz"))];
        double[] all = [.. frames.SelectMany(f => (double[])f.Extra.Single(c => c.Name == "uncertainty").Values)];
        all.Length.ShouldBe(3);
        all.ShouldAllBe(v => v > 0.0);
        result.Output.ShouldContain("predicted variance, eV^2: mean");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_cli.Path("out.json")));
        JsonElement told = json.RootElement.GetProperty("uncertainty");
        told.GetProperty("largest").GetDouble().ShouldBe(all.Max());
        told.GetProperty("mean").GetDouble().ShouldBe(all.Average(), 1e-15);
        told.GetProperty("unit").GetString().ShouldBe("eV^2");
    }

    [Fact]
    public void APotentialThatCannotTellIsNotAsked()
    {
        CliResult result = _cli.Run("evaluate", "--potential", _cli.Path("lj.json"), _cli.Path("in.xyz"), "--uncertainty");
        result.Code.ShouldBe(2);
        result.Error.ShouldContain("lennard-jones cannot tell how uncertain it is");
        result = Run("lj.json", """ "every": 2 """);
        result.Code.ShouldBe(2);
        result.Error.ShouldContain("lennard-jones cannot tell how uncertain it is");
    }

    [Fact]
    public void ARunKeepsARecordAndWarns()
    {
        CliResult result = Run("gap.json", """ "every": 2, "warn_above": 1e-9 """);
        result.Code.ShouldBe(0, result.Error);
        string[][] rows = [.. File.ReadAllLines(_cli.Path("u.csv")).Select(l => l.Split(','))];
        rows[0].ShouldBe(["step", "time_fs", "stage", "mean", "largest", "atom", "element"]);
        rows[1..].Select(r => r[0]).ShouldBe(["0", "2", "4", "5"]);
        Structure last = StructureFormats.ReadAll(_cli.Path("t.xyz")).Last();
        var column = (double[])last.Extra.Single(c => c.Name == "uncertainty").Values;
        string[] row = rows.Single(r => r[0] == "4");
        column.Max().ShouldBe(double.Parse(row[4], CultureInfo.InvariantCulture));
        column.Average().ShouldBe(double.Parse(row[3], CultureInfo.InvariantCulture), 1e-14);
        column[int.Parse(row[5], CultureInfo.InvariantCulture) - 1].ShouldBe(column.Max());
        result.Error.ShouldContain("at step 0 the predicted variance of atom");
        result.Error.ShouldContain("from which on to warn");
    }

    [Fact]
    public void ARunEndsWhereThePotentialKnowsNothing()
    {
        CliResult result = Run("gap.json", """ "every": 2, "stop_above": 1e-9 """);
        result.Code.ShouldBe(3);
        result.Error.ShouldContain("it has left what the potential knows");
        File.ReadAllLines(_cli.Path("u.csv")).Length.ShouldBe(2);
    }

    [Fact]
    public void ALimitBelowTheWarningIsAFault() =>
        Run("gap.json", """ "warn_above": 2, "stop_above": 1 """).Error.ShouldContain("stop_above");

    public void Dispose() => _cli.Dispose();

    private CliResult Run(string potential, string uncertainty) => _cli.Run("run", _cli.Write("deck.json", $$$"""
        {
          "structure": {"lattice": "diamond", "elements": ["Si"], "a_A": 4.9},
          "potential": "{{{potential}}}", "velocities": {"temperature_K": 300}, "timestep_fs": 0.5,
          "stages": [{"name": "nve", "steps": 5, "dynamics": {"type": "nve"}}],
          "output": {"trajectory": {"file": "t.xyz", "every": 4, "columns": ["species", "pos", "uncertainty"]},
            "uncertainty": {"file": "u.csv", {{{uncertainty}}} }, "overwrite": true}
        }
        """));
}
