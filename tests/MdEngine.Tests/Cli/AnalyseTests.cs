using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>analyse KIND</c> on a potential.</summary>
public sealed class AnalyseTests : IDisposable
{
    private static readonly string Silicon = Path.Combine(Repository.Root, "potentials", "Si-SW");
    private static readonly string[] Crystal = ["--lattice", "diamond", "--elements", "Si", "--a_A", "5.4", "--threads", "1"];
    private readonly CliRunner _cli = new() { Configure = _ => { } };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void PrintsATableWithUnitsAndWritesJson()
    {
        CliResult result = Analyse("elastic", ["--json", _cli.Path("elastic.json"), "--reference", "C11=165.7", "--reference", "C12=63.9",
            "--reference_source", "McSkimin"]);
        result.Error.ShouldBeEmpty();
        result.Code.ShouldBe(0);
        string line = result.Output.Split('\n').Single(l => l.StartsWith("C11 "));
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(["C11", "151.425", "GPa", "165.7", "McSkimin"]);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_cli.Path("elastic.json")));
        JsonElement root = json.RootElement;
        root.GetProperty("format").GetString().ShouldBe("mdengine-property");
        root.GetProperty("version").GetInt32().ShouldBe(1);
        root.GetProperty("kind").GetString().ShouldBe("elastic");
        JsonElement c12 = root.GetProperty("values").EnumerateArray().Single(v => v.GetProperty("name").GetString() == "C12");
        c12.GetProperty("value").GetDouble().ShouldBe(76.42, 0.01);
        c12.GetProperty("unit").GetString().ShouldBe("GPa");
        c12.GetProperty("reference").GetDouble().ShouldBe(63.9);
        root.GetProperty("notes").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void KindsAreThoseOfTheProperties()
    {
        string help = _cli.Run("analyse", "--help").Output;
        foreach (string kind in new[]
        {
            "lattice", "equation-of-state", "elastic", "vacancy", "dimer", "energy-volume", "short-range", "nve-drift", "heating",
            "compression",
        })
        {
            help.ShouldContain($"  {kind} ");
        }
    }

    [Fact]
    public void TakesAStructureFile()
    {
        File.WriteAllText(_cli.Path("si.xyz"),
            "2\nLattice=\"0 2.7 2.7 2.7 0 2.7 2.7 2.7 0\" Properties=species:S:1:pos:R:3\nSi 0 0 0\nSi 1.35 1.35 1.35\n");
        CliResult result = _cli.Run("analyse", "lattice", "-p", Silicon, "--structure", _cli.Path("si.xyz"), "--threads", "1");
        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("-4.3366");
        result.Output.ShouldContain("gamma");
    }

    [Fact]
    public void ChecksOfSoundnessTellTheirFaults()
    {
        CliResult result = _cli.Run("analyse", "dimer", "-p", Silicon, "--threads", "1", "--json", _cli.Path("dimer.json"));
        result.Code.ShouldBe(0, result.Error);
        result.Output.Split('\n').Single(l => l.StartsWith("Faults")).Trim().ShouldEndWith("0");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_cli.Path("dimer.json")));
        json.RootElement.GetProperty("curves").GetArrayLength().ShouldBe(2);
    }

    public static TheoryData<string, string[]> Faults => new()
    {
        { "did you mean 'lattice'", ["analyse", "latice"] },
        { "Required command", ["analyse"] },
        { "--potential", ["analyse", "lattice", .. Crystal] },
        { "--structure: missing", ["analyse", "lattice", "-p", Silicon] },
        { "--structure: found \"none.xyz\": no such file", ["analyse", "lattice", "-p", Silicon, "--structure", "none.xyz"] },
        { "did you mean \"diamond\"", ["analyse", "lattice", "-p", Silicon, "--lattice", "diamnd", "--elements", "Si", "--a_A", "5"] },
        { "--a_A: found 'x', expected a number > 0", ["analyse", "lattice", "-p", Silicon, "--lattice", "fcc", "--elements", "Si", "--a_A", "x"] },
        { "--elements[0]: found \"Xx\"", ["analyse", "lattice", "-p", Silicon, "--lattice", "fcc", "--elements", "Xx", "--a_A", "4"] },
        { "expected 2 for this lattice", ["analyse", "lattice", "-p", Silicon, "--lattice", "B2", "--elements", "Si", "--a_A", "4"] },
        { "--strain: found '9'", ["analyse", "elastic", "-p", Silicon, .. Crystal, "--strain", "9"] },
        { "--strain is given 2 times", ["analyse", "elastic", "-p", Silicon, .. Crystal, "--strain", "0.001", "--strain", "0.002"] },
        { "unknown option '--strian'; did you mean '--strain'", ["analyse", "elastic", "-p", Silicon, .. Crystal, "--strian", "0.001"] },
        { "covers only Si", ["analyse", "lattice", "-p", Silicon, "--lattice", "fcc", "--elements", "Cu", "--a_A", "3.6"] },
        { "no such file", ["analyse", "lattice", "-p", "none.json", .. Crystal] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void BadInputIsSaidAndLeadsToExitCode2(string expected, string[] args)
    {
        CliResult result = _cli.Run(args);
        result.Code.ShouldBe(2);
        result.Error.ShouldContain(expected);
        result.Output.ShouldBeEmpty();
        result.Error.ShouldNotContain("   at ");
    }

    [Fact]
    public void AnUnknownKindIsOneFault() =>
        _cli.Run("analyse", "elastics", "-p", Silicon, "--a_A", "5").ErrorLines.Length.ShouldBe(1);

    [Fact]
    public void FailuresOfThePhysicsLeadToExitCode3()
    {
        CliResult result = Analyse("lattice", ["--max_steps", "1"]);
        result.Code.ShouldBe(3);
        result.ErrorLines.Single().ShouldContain("does not relax");
    }

    [Fact]
    public void FilesThatExistAreKept()
    {
        _cli.Write("kept.json", "{}");
        Analyse("lattice", ["--json", _cli.Path("kept.json")]).Code.ShouldBe(2);
        File.ReadAllText(_cli.Path("kept.json")).ShouldBe("{}");
        Analyse("lattice", ["--json", _cli.Path("kept.json"), "--overwrite"]).Code.ShouldBe(0);
        CliResult input = Analyse("lattice", ["--json", Path.Combine(Silicon, "Si.sw"), "--overwrite"]);
        input.Code.ShouldBe(2);
        input.Error.ShouldContain("is an input");
    }

    [Fact]
    public void ResultsDoNotDependOnThreads()
    {
        string[] other = [.. Crystal[..^1], "3"];
        _cli.Run(["analyse", "vacancy", "-p", Silicon, "--replicate", "2,2,2", .. other]).Output
            .ShouldBe(Analyse("vacancy", ["--replicate", "2", "2", "2"]).Output);
    }

    private CliResult Analyse(string kind, IEnumerable<string> more) => _cli.Run(["analyse", kind, "-p", Silicon, .. Crystal, .. more]);
}
