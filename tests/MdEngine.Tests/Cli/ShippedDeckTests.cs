using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>The decks in inputs/ and the models in potentials/ work.</summary>
public sealed class ShippedDeckTests : IDisposable
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private readonly CliRunner _cli = new() { Configure = _ => { } };

    public static TheoryData<string> Decks => [.. Names];

    public static TheoryData<string> RunDecks => [.. Names.Where(
        name => (string)JsonNode.Parse(File.ReadAllText(PathOf(name)), null, Lenient)!["$schema"]! == "deck.schema.json")];

    private static IEnumerable<string> Names => Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "inputs"), "*.json")
        .Select(f => Path.GetFileNameWithoutExtension(f))
        .Where(f => !f.EndsWith(".schema", StringComparison.Ordinal));

    [Fact]
    public void TheDecksThatTheReadmePromisesAreThere() =>
        new[] { "argon-nvt", "argon-nve", "binary-lj", "lj-melt-32000", "minimize-vacancy", "quench-binary" }.ShouldAllBe(
            name => File.Exists(Path.Combine(Repository.Root, "inputs", name + ".json")));

    [Theory]
    [MemberData(nameof(Decks))]
    public void ADeckIsValid(string name)
    {
        CliResult result = _cli.Run("validate", PathOf(name));

        result.Code.ShouldBe(0, result.Error);
    }

    [Theory]
    [MemberData(nameof(RunDecks))]
    public void ADeckRunsTenSteps(string name)
    {
        string deck = PathOf(name);
        JsonNode json = JsonNode.Parse(File.ReadAllText(deck), null, Lenient)!;
        json["output"]!["overwrite"]!.GetValue<bool>().ShouldBeTrue();
        var sets = new List<string>();
        int stages = json["stages"]!.AsArray().Count;
        for (int k = 0; k < stages; k++)
        {
            sets.AddRange(["--set", $"stages:{k}:steps={(k == stages - 1 ? 10 : 1)}", "--set", $"stages:{k}:record=true"]);
            if (json["stages"]![k]!["dynamics"]!["type"]!.GetValue<string>() is "fire" or "l-bfgs")
            {
                // So few steps do not converge.
                sets.AddRange(["--set", $"stages:{k}:dynamics:require_convergence=false"]);
            }
        }

        foreach (string output in new[] { "thermo", "trajectory", "uncertainty" }.Where(o => json["output"]![o] is not null))
        {
            json["output"]![output]!["file"]!.GetValue<string>().ShouldStartWith("../trajectories/");
            sets.AddRange(["--set", $"output:{output}:file={_cli.Path(output)}", "--set", $"output:{output}:every=1"]);
        }

        CliResult result = _cli.Run(["run", deck, .. sets]);

        result.Code.ShouldBe(0, result.Error);
        File.ReadLines(_cli.Path("thermo")).Count().ShouldBe(1 + stages + 10);
    }

    [Fact]
    public void EveryModelIsSoundAndDescribed()
    {
        string[] models = Directory.GetDirectories(Path.Combine(Repository.Root, "potentials"));
        models.Length.ShouldBeGreaterThan(1);
        string listed = _cli.Run("potentials").Output;
        foreach (string model in models)
        {
            // One atom of each element that the model tells of in its name, far enough apart, in a wide cell.
            string name = Path.GetFileName(model);
            string[] elements = [.. Regex.Matches(name[..name.IndexOf('-', StringComparison.Ordinal)], "[A-Z][a-z]?").Select(m => m.Value)];
            string frames = _cli.Write(
                "f.xyz",
                $"{elements.Length}\nLattice=\"30 0 0 0 30 0 0 0 30\"\n"
                + string.Concat(elements.Select((e, k) => $"{e} {4 * k} 0 0\n")));
            CliResult result = _cli.Run("evaluate", "--potential", model, frames);

            result.Code.ShouldBe(0, result.Error);
            listed.ShouldContain(Path.GetFileName(model));
            string title = File.ReadLines(Path.Combine(model, "README.md")).First();
            title.ShouldStartWith("# ");
            listed.ShouldContain(title[2..]);
        }
    }

    [Theory]
    [InlineData("train-gap", "model:descriptors:1:n_sparse=40")]
    [InlineData("train-nep", "model:epochs=3", "model:lbfgs_steps=2")]
    [InlineData("train-pace", "model:degrees:0=6", "model:degrees:1=4")]
    [InlineData("train-hdnnp", "model:stages:0:epochs=2", "model:stages:1:epochs=1")]
    public void ATrainingDeckMakesAModel(string name, params string[] quicker)
    {
        CliResult result = _cli.Run(
            ["train", PathOf(name), "--set", $"output:folder={_cli.Path("model")}", .. quicker.SelectMany(q => new[] { "--set", q })]);

        result.Code.ShouldBe(0, result.Error);
        _cli.Run("evaluate", "--potential", _cli.Path("model"), PathOf("training/silicon-sw", ".xyz")).Code.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();

    private static string PathOf(string name, string ending = ".json") => Path.Combine(Repository.Root, "inputs", name + ending);
}
