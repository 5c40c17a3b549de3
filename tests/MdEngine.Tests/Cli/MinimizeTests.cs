using System;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Minimisations in decks.</summary>
public sealed class MinimizeTests : IDisposable
{
    private const string Deck = """
        {
          "structure": {"lattice": "fcc", "elements": ["Ar"], "a_A": 5.3, "replicate": [3, 3, 3], "noise_A": 0.1},
          "potential": POTENTIAL,
          "timestep_fs": 2.0,
          "stages": [
            {"name": "relax", "steps": 300, "dynamics": {"type": "l-bfgs", "force_tolerance_eV_A": 1e-5, "cell": "full", "stress_tolerance_GPa": 1e-4}},
            {"name": "free", "steps": 20, "dynamics": {"type": "nve"}, "velocities": {"temperature_K": 20}}
          ],
          "output": {"thermo": {"file": "t.csv", "every": 100}, "trajectory": {"file": "t.xyz", "every": 100}, "overwrite": true}
        }
        """;

    private readonly CliRunner _cli = new() { Configure = _ => { } };

    [Theory]
    [InlineData("\"l-bfgs\"")]
    [InlineData("\"fire\"")]
    public void ADeckRelaxesAndGoesOn(string method)
    {
        CliResult result = Run(Deck.Replace("\"l-bfgs\"", method));
        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("relax converged after ");
        result.Output.ShouldContain("largest stress ");
        result.Output.ShouldContain("conserved quantity of free: ");
        result.Output.ShouldNotContain("conserved quantity of relax");
        string[] rows = File.ReadAllLines(_cli.Path("t.csv"));
        string[] last = [.. rows.Where(r => r.Contains("relax", StringComparison.Ordinal)).Last().Split(',')];
        last[0].ShouldNotBe("300");
        rows[^1].ShouldStartWith("320,");
        Structure[] frames = [.. StructureFormats.ReadAll(_cli.Path("t.xyz"))];
        // Start, end of the minimisation, those at full hundreds in between.
        frames.Select(f => f.Info["step"]).ShouldContain(last[0]);
        frames[0].Cell.Volume.ShouldNotBe(frames[^1].Cell.Volume);
    }

    [Fact]
    public void WithoutConvergenceTheExitCodeIs3()
    {
        string deck = Deck.Replace("\"steps\": 300", "\"steps\": 5");
        CliResult result = Run(deck);
        result.Code.ShouldBe(3);
        result.Error.ShouldContain("stage \"relax\" is not converged after 5 steps: the largest force is ");
        result.Error.ShouldContain("the largest stress ");
        // The files are whole up to there.
        StructureFormats.ReadAll(_cli.Path("t.xyz")).Last().Info["step"].ShouldBe("5");

        result = Run(deck.Replace("\"cell\":", "\"require_convergence\": false, \"cell\":"));
        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("relax NOT converged after 5 steps");
    }

    [Theory]
    [InlineData("\"cell\": \"full\", ", "", "stages[0].dynamics.stress_tolerance_GPa: means nothing for a fixed cell")]
    [InlineData("\"cell\": \"full\"", "\"cell\": \"all\"", "stages[0].dynamics.cell: found the string \"all\", expected one of \"fixed\", \"hydrostatic\", \"shape\", \"full\"")]
    [InlineData("\"cell\": \"full\"", "\"cell\": \"shape\", \"pressure_GPa\": 1", "stages[0].dynamics.pressure_GPa: means nothing at constant volume")]
    [InlineData("\"force_tolerance_eV_A\": 1e-5", "\"force_tolerance_eV_A\": 0", "stages[0].dynamics.force_tolerance_eV_A: found 0, expected a number > 0")]
    [InlineData("\"timestep_fs\"", "\"velocities\": {\"temperature_K\": 10}, \"timestep_fs\"", "velocities: the run begins with a minimisation")]
    [InlineData("\"steps\": 300", "\"steps\": 300, \"velocities\": {\"temperature_K\": 10}", "stages[0].velocities: a minimisation has none")]
    [InlineData("\"steps\": 300", "\"steps\": 300, \"largest_move_A\": 0.1", "stages[0].largest_move_A: a minimisation has a limit of its own")]
    [InlineData("\"steps\": 300", "\"steps\": 300, \"remove_drift\": {\"every\": 5}", "stages[0].remove_drift: a minimisation moves atoms by the forces of the potential alone")]
    public void FaultsAreNamed(string find, string replacement, string fragment)
    {
        Deck.ShouldContain(find);
        _cli.Write("deck.json", Whole(Deck.Replace(find, replacement)));
        CliResult result = _cli.Run("validate", _cli.Path("deck.json"));
        result.Code.ShouldBe(2);
        result.Error.ShouldContain(fragment);
    }

    public void Dispose() => _cli.Dispose();

    private static string Whole(string deck) => deck.Replace("POTENTIAL", ArgonDeck.Potential);

    private CliResult Run(string deck) => _cli.Run("run", _cli.Write("deck.json", Whole(deck)));
}
