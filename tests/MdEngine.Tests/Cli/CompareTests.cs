using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>compare</c>: what it writes, how it goes on, what it refuses.</summary>
public sealed class CompareTests : IDisposable
{
    private const string Good = CompareDecks.Good, Frames = CompareDecks.Frames;

    private readonly CliRunner _cli = new() { Configure = _ => { } };

    public CompareTests() => _cli.Write("frames.xyz", Frames);

    // What to replace in the good deck, by what, the place of the fault and a part of its message.
    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "\"potentials\"", "\"potential\"", "potential", "unknown key; did you mean \"potentials\"?" },
        { "\"name\": \"weak\"", "\"name\": \"strong\"", "potentials[1].name", "the name of an earlier entry" },
        { "\"name\": \"weak\"", "\"name\": \" \"", "potentials[1].name", "expected a name of 1 to 60 characters" },
        { "\"type\": \"lattice\"", "\"type\": \"latice\"", "properties[0].type", "did you mean \"lattice\"?" },
        { "\"file\": \"frames.xyz\"", "\"file\": \"none.xyz\"", "reference[0].file", "no such file" },
        { "\"file\": \"frames.xyz\"", "\"file\": \"frames.xyz\", \"plot_points\": 0", "reference[0].plot_points", "found 0" },
        { "\"file\": \"frames.xyz\"", "\"file\": \"frames.xyz\", \"energy_offsets\": \"yes\"", "reference[0].energy_offsets", "\"per-element\"" },
        { "\"sizes\": [[3, 3, 3]]", "\"sizes\": [[3, 3]]", "cost.sizes[0]", "expected 3 integers" },
        { "\"steps\": 40", "\"steps\": 0", "simulations[0].stages[0].steps", "found 0" },
        { "\"dynamics\": {\"type\": \"nve\"}", "\"dynamics\": {\"type\": \"nve\"}, \"frozen\": [\"wall\"]", "simulations[0].stages[0].frozen[0]", "has no \"groups\"" },
        { "\"elements\": [\"Ar\"], \"a_A\": 5.3}}]", "\"elements\": [\"Ar\"]}}]", "properties[0].structure.a_A", "missing" },
        { "\"repeats\": 1", "\"repeats\": 0", "cost.repeats", "found 0" },
        { "\"threads\": 1,", "\"threads\": 1, \"output\": {\"json\": \"a\", \"report\": \"a\"},", "output.json", "the same file" },
    };

    [Fact]
    public void AComparisonLeavesItsFilesAndGoesOnWhereItWas()
    {
        string deck = _cli.Write("deck.json", Good);
        CliResult first = _cli.Run("compare", deck, "-o", _cli.Path("out/report.html"));

        first.Code.ShouldBe(0, first.Error);
        first.Output.ShouldContain("strong");
        first.Output.ShouldContain("force RMSE");
        first.Error.ShouldContain("weak: errors on set");
        JsonNode json = JsonNode.Parse(File.ReadAllText(_cli.Path("out/report.results.json")))!;
        json["format"]!.GetValue<string>().ShouldBe("mdengine-comparison");
        json["potentials"]!.AsArray().Count.ShouldBe(2);
        json["pieces"]!.AsArray().ShouldAllBe(p => p!["status"]!.GetValue<string>() == "done");
        json["pieces"]!.AsArray().Count.ShouldBe(2 * 6);
        json["deck"]!.GetValue<string>().ShouldBe(Good);
        File.ReadAllLines(_cli.Path("out/report.summary.csv")).Length.ShouldBe(3);
        File.ReadAllLines(_cli.Path("out/report.values.csv")).Length.ShouldBeGreaterThan(20);
        File.Exists(_cli.Path("out/report.html")).ShouldBe(!first.Error.Contains("no HTML report"));

        CliResult refused = _cli.Run("compare", deck, "-o", _cli.Path("out/report.html"));
        refused.Code.ShouldBe(2);
        refused.Error.ShouldContain("exists and is not overwritten");

        CliResult again = _cli.Run("compare", deck, "-o", _cli.Path("out/report.html"), "--overwrite");
        again.Code.ShouldBe(0, again.Error);
        Count(again, "kept from an earlier run").ShouldBe(2 * 5);

        CliResult fresh = _cli.Run("compare", deck, "-o", _cli.Path("out/report.html"), "--overwrite", "--fresh");
        Count(fresh, "kept from an earlier run").ShouldBe(0);
    }

    [Fact]
    public void AChangedFileIsReadAgain()
    {
        string deck = _cli.Write("deck.json", Good);
        _cli.Run("compare", deck).Code.ShouldBe(0);
        _cli.Write("frames.xyz", Frames.Replace("-0.01 config", "-0.02 config"));
        CliResult again = _cli.Run("compare", deck, "--overwrite");

        again.Code.ShouldBe(0, again.Error);
        Count(again, "kept from an earlier run").ShouldBe(2 * 4);
    }

    [Fact]
    public void InterruptedItEndsCleanly()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        _cli.Stop = stop.Token;
        CliResult result = _cli.Run("compare", _cli.Write("deck.json", Good));

        result.Code.ShouldBe(130);
        result.Error.ShouldContain("the same command goes on from there");
        File.Exists(_cli.Path("deck.results.json")).ShouldBeFalse();
    }

    [Fact]
    public void AModelThatCannotBeReadIsARow()
    {
        _cli.Write("broken.xml", "<not a model>");
        string deck = _cli.Write("deck.json", Good.Replace(
            "\"potentials\": [", "\"potentials\": [{\"name\": \"broken\", \"potential\": {\"type\": \"gap\", \"file\": \"broken.xml\"}},"));
        CliResult result = _cli.Run("compare", deck);

        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("broken: reading the gap model failed: ");
        result.Output.ShouldContain("broken.xml");
        _cli.Run("validate", deck).Code.ShouldBe(2);
    }

    [Fact]
    public void AReferenceSetThatIsNotSoundIsRefusedFirst()
    {
        _cli.Write("frames.xyz", Frames.Replace("3.7", "x"));
        CliResult result = _cli.Run("compare", _cli.Write("deck.json", Good));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("frames.xyz:4");
        result.Output.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void AFaultIsTold(string part, string by, string place, string message)
    {
        Good.ShouldContain(part);
        CliResult result = _cli.Run("compare", _cli.Write("deck.json", Good.Replace(part, by)));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldContain(l => l.Contains(place + ":") && l.Contains(message), result.Error);
    }

    [Fact]
    public void ValidateKnowsComparisons()
    {
        CliResult result = _cli.Run("validate", _cli.Write("deck.json", Good));
        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("2 potentials, 1 reference sets, 1 properties, 1 simulations, cost");
        _cli.Run("compare", _cli.Write("run.json", GoodDeck.Text)).Error.ShouldContain("'mdengine run'");
    }

    // The errors of published models as ../shared/README.md has them, computed there with the original programs: to the
    // printed digits, in one run with classical potentials, and with sets of another element that they do not cover.
    [SkippableFact]
    public void PublishedModelsHaveTheirPublishedErrors()
    {
        string? shared = MdEngine.Tests.IO.Repository.Shared();
        Skip.If(shared is null, "no folder 'shared' beside the repository");
        string models = Path.Combine(Repository.Root, "potentials");
        (string Name, string Path)[] potentials =
        [
            ("NNP Si", Path.Combine(shared!, "reference/hdnnp/mlearn_Si")), ("NNP Mo", Path.Combine(shared!, "reference/hdnnp/mlearn_Mo")),
            ("GAP Si", Path.Combine(shared!, "reference/gap/Si-2b-soap")), ("SW", Path.Combine(models, "Si-SW")),
            ("Tersoff", Path.Combine(models, "Si-Tersoff-T3")),
        ];
        string list = string.Join(",", potentials.Select(p => $$"""{"name": "{{p.Name}}", "potential": "{{p.Path}}/potential.json"}"""));
        string sets = string.Join(",", new[] { "Si", "Mo" }.Select(
            e => $$"""{"name": "{{e}}", "file": "{{shared}}/datasets/{{e}}/test.xyz"}"""));
        string deck = _cli.Write("deck.json", $$"""{"threads": 2, "potentials": [{{list}}], "reference": [{{sets}}]}""");
        CliResult result = _cli.Run("compare", deck);

        result.Code.ShouldBe(0, result.Error);
        JsonArray pieces = JsonNode.Parse(File.ReadAllText(_cli.Path("deck.results.json")))!["pieces"]!.AsArray();
        Errors(pieces, "NNP Si", "Si").ShouldBe((25, "6.93", "0.170"));
        Errors(pieces, "NNP Mo", "Mo").ShouldBe((23, "5.43", "0.204"));
        Errors(pieces, "GAP Si", "Si").ShouldBe((25, "8.58", "0.131"));
        Of(pieces, "SW", "Si")["status"]!.GetValue<string>().ShouldBe("done");
        Of(pieces, "Tersoff", "Si")["status"]!.GetValue<string>().ShouldBe("done");
        Of(pieces, "GAP Si", "Si")["accuracy"]!["uncertainty"]!["spearman"]!.GetValue<double>().ShouldBeGreaterThan(0.0);
        Of(pieces, "SW", "Mo")["reason"]!.GetValue<string>().ShouldContain("the structure holds Mo");
    }

    public void Dispose() => _cli.Dispose();

    private static int Count(CliResult result, string text) => result.Error.Split('\n').Count(l => l.Contains(text));

    private static JsonNode Of(JsonArray pieces, string potential, string set) => pieces.Single(p =>
        p!["kind"]!.GetValue<string>() == "accuracy" && p["potential"]!.GetValue<string>() == potential
        && p["name"]!.GetValue<string>() == set)!;

    private static (int Frames, string Energy, string Force) Errors(JsonArray pieces, string potential, string set)
    {
        JsonNode overall = Of(pieces, potential, set)["accuracy"]!["overall"]!;
        FormattableString energy = $"{overall["energy"]!["rmse"]!.GetValue<double>():F2}";
        FormattableString force = $"{overall["forces"]!["rmse"]!.GetValue<double>():F3}";
        return (overall["frames"]!.GetValue<int>(), FormattableString.Invariant(energy), FormattableString.Invariant(force));
    }
}
