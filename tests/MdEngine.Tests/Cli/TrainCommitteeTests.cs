using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using MdEngine.Tests.Training.Data;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>A committee of neuroevolution potentials from <c>train</c> through <c>evaluate</c>, <c>run</c> and <c>compare</c>.</summary>
public sealed class TrainCommitteeTests : IDisposable
{
    private readonly CliRunner _cli = new() { Configure = _ => { } };

    [Fact]
    public void ACommitteeTellsItsSpreadEverywhere()
    {
        TrainingSets.Write(_cli.Path("cu.xyz"), TrainingSets.Copper(12));
        string deck = _cli.Write("train.json", """
            {
              "threads": 1,
              "data": {"files": ["cu.xyz"], "isolated_atoms": {"energies_eV": {"Cu": -1.25}}},
              "model": {
                "type": "nep", "cutoff_A": [4.0, 3.5], "n_max": [2, 1], "basis_size": [3, 2], "l_max": [2], "neuron": 4,
                "epochs": 3, "lbfgs_steps": 2, "members": 3
              },
              "output": {"folder": "model"}
            }
            """);
        CliResult trained = _cli.Run("train", deck);
        trained.Code.ShouldBe(0, trained.Error);
        JsonNode potential = JsonNode.Parse(File.ReadAllText(_cli.Path("model/potential.json")))!;
        potential["files"]!.AsArray().Select(f => f!.GetValue<string>()).ShouldBe(["nep.txt", "nep-2.txt", "nep-3.txt"]);
        potential["file"].ShouldBeNull();
        File.ReadAllText(_cli.Path("model/README.md")).ShouldContain("3 members from different beginnings");

        CliResult evaluated = _cli.Run(
            "evaluate", "--potential", _cli.Path("model"), _cli.Path("cu.xyz"), "--uncertainty", "-o", _cli.Path("out.xyz"), "--threads", "1");
        evaluated.Code.ShouldBe(0, evaluated.Error);
        evaluated.Output.ShouldContain("committee spread, eV: mean");
        double[][] spread = [.. StructureFormats.ReadAll(_cli.Path("out.xyz")).Select(f => (double[])f.Extra.Single(c => c.Name == "uncertainty").Values)];

        // The members run alone too, and the committee is their mean.
        Structure[][] members = [.. new[] { "nep.txt", "nep-2.txt", "nep-3.txt" }.Select(Alone)];
        double[] mean = [.. StructureFormats.ReadAll(_cli.Path("out.xyz")).Select(f => f.Energy!.Value)];
        for (int f = 0; f < mean.Length; f++)
        {
            // Files hold 12 significant digits or more.
            mean[f].ShouldBe(members.Average(m => m[f].Energy!.Value), 1e-9);
            spread[f].ShouldAllBe(u => u > 0.0);

            // The triangle inequality: the total's spread is at most the sum of the atoms'.
            double total = Math.Sqrt(members.Average(m => Math.Pow(m[f].Energy!.Value - mean[f], 2)));
            spread[f].Sum().ShouldBeGreaterThanOrEqualTo(total - 1e-9);
        }

        CliResult run = _cli.Run("run", _cli.Write("run.json", """
            {
              "structure": {"file": "cu.xyz"}, "potential": "model/potential.json", "velocities": {"temperature_K": 30}, "timestep_fs": 0.5, "threads": 1,
              "stages": [{"name": "nve", "steps": 4, "dynamics": {"type": "nve"}}],
              "output": {"uncertainty": {"file": "u.csv", "every": 2}}
            }
            """));
        run.Code.ShouldBe(0, run.Error);
        File.ReadAllLines(_cli.Path("u.csv")).Length.ShouldBe(4);

        CliResult compared = _cli.Run("compare", _cli.Write("compare.json", """
            {
              "threads": 1, "potentials": [{"name": "committee", "potential": "model/potential.json"}],
              "reference": [{"name": "set", "file": "cu.xyz"}], "properties": [], "output": {"report": "report.html"}
            }
            """));
        compared.Code.ShouldBe(0, compared.Error);
        File.ReadAllText(_cli.Path("report.results.json")).ShouldContain("committee spread");
    }

    public void Dispose() => _cli.Dispose();

    private Structure[] Alone(string file)
    {
        _cli.Write("model/alone.json", $$"""{"type": "nep", "file": "{{file}}"}""");
        _cli.Run(
            "evaluate", "--potential", _cli.Path("model/alone.json"), _cli.Path("cu.xyz"), "-o", _cli.Path("alone.xyz"), "--overwrite", "--threads", "1")
            .Code.ShouldBe(0);
        return [.. StructureFormats.ReadAll(_cli.Path("alone.xyz"))];
    }
}
