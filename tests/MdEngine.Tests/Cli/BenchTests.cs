using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>bench</c>: the figures that it gives, not how large they are.</summary>
public sealed class BenchTests : IDisposable
{
    private static readonly string[] Phases = ["forces", "lists", "integrate", "output"];
    private readonly CliRunner _cli = new();

    [Fact]
    public void APotentialOnAStructureIsMeasured()
    {
        _cli.Write("model/potential.json", ArgonDeck.Potential);
        _cli.Write("s.xyz", "2\nLattice=\"15 0 0 0 15 0 0 0 15\" pbc=\"T T T\"\nAr 0 0 0\nAr 3.8 0 0\n");

        CliResult result = _cli.Run("bench", "--potential", _cli.Path("model"), "--structure", _cli.Path("s.xyz"),
            "--steps", "50", "--temperature", "20", "--timestep_fs", "2", "--threads", "1", "--skin", "0.5", "--json", _cli.Path("b.json"));

        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("atom-steps/s");
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_cli.Path("b.json")));
        Check(json.RootElement, 2, 50);
    }

    [Fact]
    public void WithoutArgumentsTheShippedSetIsMeasured()
    {
        CliResult result = _cli.Run("bench", "--steps", "2", "--threads", "2", "--json", _cli.Path("b.json"));

        result.Code.ShouldBe(0, result.Error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_cli.Path("b.json")));
        JsonElement[] cases = [.. json.RootElement.GetProperty("cases").EnumerateArray()];
        cases.Select(c => c.GetProperty("atoms").GetInt32()).ShouldBe([32000, 32000, 864]);
        Array.ForEach(cases, c => Check(c, c.GetProperty("atoms").GetInt32(), 2));
    }

    [Theory]
    [InlineData("--potential x", "go together")]
    [InlineData("--steps 0", "--steps 0: expected a number >= 1")]
    [InlineData("--steps many", "--steps")]
    [InlineData("--temperature -1", "--temperature -1: expected a number >= 0")]
    [InlineData("--skin nan", "--skin NaN: expected")]
    public void ImpossibleWishesAreExplained(string line, string expected)
    {
        CliResult result = _cli.Run(["bench", .. line.Split(' ')]);

        result.Code.ShouldBe(2, result.Error);
        result.Error.ShouldContain(expected);
    }

    public void Dispose() => _cli.Dispose();

    private static void Check(JsonElement result, int atoms, int steps)
    {
        result.GetProperty("atoms").GetInt32().ShouldBe(atoms);
        result.GetProperty("steps").GetInt32().ShouldBe(steps);
        result.GetProperty("threads").GetInt32().ShouldBeInRange(1, 2);
        double rate = result.GetProperty("atom_steps_per_second").GetDouble();
        double seconds = result.GetProperty("seconds").GetDouble();
        rate.ShouldBe(atoms * steps / seconds, 1e-9 * rate);

        // Phases are parts of the whole; rounding of their sum aside. How much lies between them is the machine's affair.
        double[] phases = [.. Phases.Select(p => result.GetProperty("phases").GetProperty(p).GetDouble())];
        phases.ShouldAllBe(p => p >= 0.0);
        phases.Sum().ShouldBeInRange(1e-9, seconds + 1e-6);
    }
}
