using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>evaluate</c>: single points against sums by hand, errors against references.</summary>
public sealed class EvaluateTests : IDisposable
{
    private const string Model =
        """{"type": "lennard-jones", "cutoff_A": 9, "mixing": "lorentz-berthelot", "pairs": [{"elements": ["Ar", "Ar"], "epsilon_eV": 0.01, "sigma_A": 3.4}, {"elements": ["Kr", "Kr"], "epsilon_eV": 0.014, "sigma_A": 3.6}]}""";

    private const string Frames = """
        2
        Lattice="30 0 0 0 30 0 0 0 30" Properties=species:S:1:pos:R:3:forces:R:3:tag:I:1 config_type=dimer energy=-0.01 stress="0 0 0 0 0 0 0 0 0" label="two words" pbc="T T T"
        Ar 29 1 1 0 0 0 4
        Ar 2.8 1 1 0 0 0 5
        1
        config_type=atom energy=0.5
        Kr 1 2 3
        2
        Lattice="12 0 0 0 13 0 0 0 14" Properties=species:S:1:pos:R:3:velocities:R:3 pbc="T F T"
        Kr 1 1 1 0 0 0
        Ar 1 5 1 0 0 0

        """;

    private readonly CliRunner _cli = new();

    [Fact]
    public void FramesKeepTheirOrderAndGetEnergyForcesAndStress()
    {
        CliResult result = Run("-o", _cli.Path("out.xyz"));

        result.Code.ShouldBe(0, result.Error);
        string[] lines = File.ReadAllLines(_cli.Path("out.xyz"));
        lines.Where(l => l.Contains("Properties=")).ShouldAllBe(l => l.Contains("Properties=species:S:1:pos:R:3:forces:R:3 "));
        Structure[] frames = [.. StructureFormats.ReadAll(_cli.Path("out.xyz"))];
        frames.Select(f => f.Count).ShouldBe([2, 1, 2]);
        frames[0].Info["config_type"].ShouldBe("dimer");
        frames[0].Info["label"].ShouldBe("two words");

        // Across the boundary the two argon atoms are 3.8 Angstrom apart. Shortest digits that give the same number
        // again lose nothing; the sums themselves round in the last digits.
        (double energy, double force) = Pair(3.8, 0.01, 3.4);
        frames[0].Energy!.Value.ShouldBe(energy, 1e-15);
        frames[0].Forces![0].X.ShouldBe(-force, 1e-15);
        frames[0].Forces![1].X.ShouldBe(force, 1e-15);

        // stress = -W/V with W = r f.
        frames[0].Stress!.Value.XX.ShouldBe(-3.8 * force / 27000.0, 1e-18);
        frames[1].Energy!.Value.ShouldBe(0.0);
        frames[1].Stress.ShouldBeNull();
        (energy, force) = Pair(4.0, Math.Sqrt(0.01 * 0.014), 3.5);
        frames[2].Energy!.Value.ShouldBe(energy, 1e-15);
        frames[2].Forces![1].Y.ShouldBe(force, 1e-15);
    }

    [Fact]
    public void ErrorsAreToldOverallAndPerType()
    {
        CliResult result = Run("--json", _cli.Path("e.json"));

        result.Code.ShouldBe(0, result.Error);
        (double energy, double force) = Pair(3.8, 0.01, 3.4);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_cli.Path("e.json")));
        JsonElement overall = json.RootElement.GetProperty("overall");
        double dimer = 500.0 * Math.Abs(energy + 0.01);
        Number(overall, "energy", "rmse_meV_per_atom").ShouldBe(Math.Sqrt(((dimer * dimer) + (500.0 * 500.0)) / 2.0), 1e-9);
        Number(overall, "energy", "mae_meV_per_atom").ShouldBe((dimer + 500.0) / 2.0, 1e-9);
        JsonElement type = json.RootElement.GetProperty("config_types").GetProperty("dimer");
        Number(type, "energy", "mae_meV_per_atom").ShouldBe(dimer, 1e-9);

        // Two of six components are wrong, by the force.
        Number(type, "forces", "rmse_eV_per_A").ShouldBe(Math.Abs(force) / Math.Sqrt(3.0), 1e-12);
        Number(type, "forces", "mae_eV_per_A").ShouldBe(Math.Abs(force) / 3.0, 1e-12);

        // One of six components of the stress.
        Number(type, "stress", "mae_GPa").ShouldBe(160.2176634 * 3.8 * Math.Abs(force) / 27000.0 / 6.0, 1e-12);
        json.RootElement.GetProperty("config_types").GetProperty("atom").GetProperty("forces").GetProperty("rmse_eV_per_A")
            .ValueKind.ShouldBe(JsonValueKind.Null);
        foreach (string part in new[] { "3 frames, 5 atoms", "meV/atom", "eV/Angstrom", "GPa", "RMSE", "MAE", "dimer", "atom", "(none)", "overall" })
        {
            result.Output.ShouldContain(part);
        }
    }

    [Fact]
    public void CompressedFramesAndThreadsMakeNoDifference()
    {
        Run("-o", _cli.Path("a.xyz"), "--threads", "1").Code.ShouldBe(0);
        _cli.Write("f.xyz", Frames.Replace(":velocities:R:3", ":velo:R:3"));
        _cli.Run("convert", _cli.Path("f.xyz"), _cli.Path("f.xyz.gz")).Code.ShouldBe(0);

        CliResult result = _cli.Run(
            "evaluate", "-p", _cli.Path("model.json"), _cli.Path("f.xyz.gz"), "-o", _cli.Path("b.xyz.gz"), "--threads", "2");

        result.Code.ShouldBe(0, result.Error);
        Structure[] a = [.. StructureFormats.ReadAll(_cli.Path("a.xyz"))], b = [.. StructureFormats.ReadAll(_cli.Path("b.xyz.gz"))];
        b.Select(f => f.Energy).ShouldBe(a.Select(f => f.Energy));
        b.SelectMany(f => f.Forces!).ShouldBe(a.SelectMany(f => f.Forces!));
    }

    [Fact]
    public void WithoutReferencesItSaysSo()
    {
        _cli.Write("f.xyz", "1\n\nAr 0 0 0\n");

        CliResult result = _cli.Run("evaluate", "--potential", Potential(), _cli.Path("f.xyz"));

        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("no reference energy");
    }

    [Fact]
    public void OutputsThatExistOrAreInputsAreRefused()
    {
        _cli.Write("out.xyz", "mine");

        Run("-o", _cli.Path("out.xyz")).ErrorLines.ShouldHaveSingleItem().ShouldContain("exists and is not overwritten");
        Run("-o", _cli.Path("f.xyz"), "--overwrite").ErrorLines.ShouldHaveSingleItem().ShouldContain("is an input");
        Run("-o", _cli.Path("model.json"), "--overwrite").ErrorLines.ShouldHaveSingleItem().ShouldContain("is an input");
        Run("-o", _cli.Path("x"), "--json", _cli.Path("x")).ErrorLines.ShouldHaveSingleItem().ShouldContain("writes too");
        File.ReadAllText(_cli.Path("out.xyz")).ShouldBe("mine");
        Run("-o", _cli.Path("out.xyz"), "--overwrite").Code.ShouldBe(0);
    }

    [Fact]
    public void AFrameThatCannotBeEvaluatedIsNamed()
    {
        _cli.Write("f.xyz", "1\n\nAr 0 0 0\n2\n\nAr 0 0 0\nAr 0 0 0.05\n");
        CliResult close = _cli.Run("evaluate", "--potential", Potential(), _cli.Path("f.xyz"));
        close.Code.ShouldBe(2);
        close.ErrorLines.ShouldHaveSingleItem().ShouldContain("f.xyz: frame 1: atom 1 (Ar) and atom 2 (Ar) are on top of each other");

        _cli.Write("f.xyz", "1\n\nAr 0 0 0\n1\n\nXe 0 0 0\n");
        CliResult strange = _cli.Run("evaluate", "--potential", Potential(), _cli.Path("f.xyz"));
        strange.Code.ShouldBe(2);
        strange.ErrorLines.ShouldHaveSingleItem().ShouldContain("frame 1: the structure holds Xe, but the potential covers only Ar, Kr");
    }

    [Fact]
    public void ThePotentialIsAskedFor()
    {
        CliResult result = _cli.Run("evaluate", _cli.Write("f.xyz", Frames));

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("--potential");
    }

    public void Dispose() => _cli.Dispose();

    private static (double Energy, double Force) Pair(double r, double epsilon, double sigma)
    {
        double s6 = Math.Pow(sigma / r, 6.0);
        return (4.0 * epsilon * ((s6 * s6) - s6), 24.0 * epsilon * ((2.0 * s6 * s6) - s6) / r);
    }

    private static double Number(JsonElement group, string quantity, string figure) =>
        group.GetProperty(quantity).GetProperty(figure).GetDouble();

    private string Potential() => _cli.Write("model.json", Model);

    private CliResult Run(params string[] more) =>
        _cli.Run(["evaluate", "--potential", Potential(), _cli.Write("f.xyz", Frames), .. more]);
}
