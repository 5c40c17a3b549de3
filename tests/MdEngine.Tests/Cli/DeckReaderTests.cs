using System;
using System.IO;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Core;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>What a sound deck is bound to, and what overrides it.</summary>
public sealed class DeckReaderTests : IDisposable
{
    private const string PotentialFile = """
        { "$schema": "x",
          "type": "test-pair", "cutoff_A": 8.5,
          "pairs": [{"elements": ["Ar", "Ar"], "epsilon_eV": 0.01, "sigma_A": 3.4}], }
        """;

    private readonly CliRunner _cli = new();

    [Fact]
    public void AGoodDeckIsBoundWithCommentsTrailingCommasAndDefaults()
    {
        Deck deck = Read(GoodDeck.Text);

        deck.Title.ShouldBe("good");
        deck.Seed.ShouldBe(12345UL);
        deck.Threads.ShouldBe(0);
        deck.Structure.Lattice.ShouldBe(LatticeKind.Fcc);
        deck.Structure.A.ShouldBe(5.3);
        deck.Structure.Replicate.ShouldBe([4, 4, 4]);
        deck.Structure.File.ShouldBeNull();
        deck.Potential.TypeName.ShouldBe("test-pair");
        var options = (TestPairOptions)((BoundPotential)deck.Potential).Options;
        options.Cutoff.ShouldBe(8.5);
        options.Pairs[0].Elements.ShouldBe(["Ar", "Ar"]);
        deck.Velocities!.ZeroMomentum.ShouldBeTrue();
        deck.Stages[0].Dynamics.ShouldBe(new LangevinDeck { Temperature = 94.4, Friction = 1.0 });
        deck.Stages[1].Dynamics.ShouldBe(new NveDeck());
        deck.TotalSteps.ShouldBe(200);
        deck.Output.Thermo!.File.ShouldBe(_cli.Path("t.csv"));
        deck.Output.Trajectory!.Every.ShouldBe(100);
        deck.Output.Trajectory.Columns.ShouldBe([TrajectoryColumn.Species, TrajectoryColumn.Pos]);
        deck.Output.Overwrite.ShouldBeFalse();
    }

    [Fact]
    public void AByteOrderMarkIsNoFault()
    {
        File.WriteAllText(_cli.Path("deck.json"), GoodDeck.Text, new System.Text.UTF8Encoding(true));

        _cli.Run("validate", _cli.Path("deck.json")).Code.ShouldBe(0);
    }

    [Fact]
    public void ValidateSaysWhatTheDeckWouldDo()
    {
        CliResult result = _cli.Run("validate", _cli.Write("deck.json", GoodDeck.Text));

        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("valid; 2 stages, 200 steps, 0.4 ps, potential test-pair");
        result.Error.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("stages:0:steps=7")]
    [InlineData("stages[0].steps=7")]
    [InlineData("STAGES:0:Steps=7")]
    public void SetOverridesAValueInEitherSpelling(string set) =>
        Read(GoodDeck.Text, set).Stages[0].Steps.ShouldBe(7);

    [Fact]
    public void SetAddsKeysObjectsAndEntries()
    {
        Deck deck = Read(GoodDeck.Text, "threads=2", "output:log:file=x.log", "stages:2:name=more", "stages:2:steps=5",
            "stages:2:dynamics:type=nve", "structure:masses_u:Ar=40", "potential:tail=true");

        deck.Threads.ShouldBe(2);
        deck.Output.Log!.File.ShouldBe(_cli.Path("x.log"));
        deck.Stages.Count.ShouldBe(3);
        deck.Structure.Masses!["Ar"].ShouldBe(40.0);
        ((TestPairOptions)((BoundPotential)deck.Potential).Options).Tail.ShouldBeTrue();
    }

    [Fact]
    public void TheEnvironmentOverridesTheFileAndSetOverridesTheEnvironment()
    {
        _cli.Variables["stages:0:steps"] = "7";
        _cli.Variables["seed"] = "8";

        Deck deck = Read(GoodDeck.Text, "seed=9");

        deck.Stages[0].Steps.ShouldBe(7);
        deck.Seed.ShouldBe(9UL);
    }

    [Fact]
    public void VariablesOfTheProcessAreFoundByTheirPrefix()
    {
        Environment.SetEnvironmentVariable("MDENGINE_testonly__0__key", "value");
        try
        {
            DeckOverrides.Create(DeckOverrides.FromEnvironment(), [])
                .Of(DeckLayer.Environment)["testonly:0:key"].ShouldBe("value");
        }
        finally
        {
            Environment.SetEnvironmentVariable("MDENGINE_testonly__0__key", null);
        }
    }

    [Theory]
    [InlineData("stages:0:steps=many", "(from --set): stages[0].steps: found 'many', expected an integer >= 1")]
    [InlineData("stages:5:steps=1", "(from --set): stages[5]: no entry of this index can be set; the array holds 2 entries")]
    [InlineData("stages=x", "(from --set): stages: found 'x', expected an array of at least 1 objects")]
    [InlineData("seed:x=1", "(from --set): seed.x: unknown key; \"seed\" is one value without keys")]
    [InlineData("sede=1", "(from --set): sede: unknown key")]
    [InlineData("timestep_fs=NaN", "(from --set): timestep_fs: found 'NaN', expected a number > 0")]
    [InlineData("timestep_fs=", "(from --set): timestep_fs: found '', expected a number > 0")]
    [InlineData("velocities:exact=yes", "(from --set): velocities.exact: found 'yes', expected true or false")]
    [InlineData("potential:pairs:0:sigma_A=-1", "(from --set): potential.pairs[0].sigma_A: found '-1', expected a number > 0")]
    [InlineData("steps", "--set: found 'steps', expected path=value")]
    [InlineData("=1", "--set: found '=1', expected path=value")]
    public void AFaultOfAnOverrideIsTracedToIt(string set, string expected)
    {
        CliResult result = _cli.Run("validate", _cli.Write("deck.json", GoodDeck.Text), "--set", set);

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain(expected);
    }

    [Fact]
    public void AFaultOfTheEnvironmentIsTracedToIt()
    {
        _cli.Variables["neighbors:skin_A"] = "-3";

        CliResult result = _cli.Run("validate", _cli.Write("deck.json", GoodDeck.Text));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("(from the environment): neighbors.skin_A: found '-3'");
    }

    [Fact]
    public void AScalarOverrideReplacesAnObject()
    {
        _cli.Write("p/potential.json", PotentialFile);

        Deck deck = Read(GoodDeck.Text, "potential=p/potential.json", "potential:cutoff_A=9");

        var options = (TestPairOptions)((BoundPotential)deck.Potential).Options;
        options.Cutoff.ShouldBe(9.0);
        options.Pairs[0].Epsilon.ShouldBe(0.01);
    }

    [Fact]
    public void AnOverrideMayBeAJsonObject()
    {
        // The later one refines it; what the deck held there is gone.
        Deck deck = Read(
            GoodDeck.Text, "stages=[{\"name\": \"only\", \"steps\": 7, \"dynamics\": {\"type\": \"nve\"}}]", "stages[0].steps=8");

        deck.Stages.Count.ShouldBe(1);
        deck.Stages[0].Name.ShouldBe("only");
        deck.Stages[0].Steps.ShouldBe(8);
        Read(GoodDeck.Text, "stages[0].steps=9", "title=[not JSON").Title.ShouldBe("[not JSON");
    }

    [Fact]
    public void PathsInAPotentialFileAreRelativeToThatFile()
    {
        _cli.Write("p/table.dat", "1 2");
        _cli.Write("p/potential.json", PotentialFile.Replace("8.5,", "8.5, \"table\": \"table.dat\","));

        Deck deck = Read(WithPotential("p/potential.json"));

        ((TestPairOptions)((BoundPotential)deck.Potential).Options).Table.ShouldBe(_cli.Path("p/table.dat"));
    }

    [Fact]
    public void FaultsOfAPotentialFileAreReportedWithThoseOfTheDeck()
    {
        _cli.Write("p/potential.json", PotentialFile.Replace("sigma_A\": 3.4", "sigma_A\": 0").Replace("cutoff_A", "cutof_A"));
        string deck = _cli.Write("deck.json", WithPotential("p/potential.json").Replace("\"seed\": 12345", "\"seed\": []"));

        CliResult result = _cli.Run("validate", deck);

        result.Code.ShouldBe(2);
        result.ErrorLines.Length.ShouldBe(4, result.Error);
        result.Error.ShouldContain("deck.json:3: seed: found an array");
        result.Error.ShouldContain("potential.json:2: cutof_A: unknown key; did you mean \"cutoff_A\"?");
        result.Error.ShouldContain("potential.json:1: cutoff_A: missing");
        result.Error.ShouldContain("potential.json:3: pairs[0].sigma_A: found 0, expected a number > 0");
    }

    [Fact]
    public void ASumHoldsObjectsAndFilesAndMayNotHoldItself()
    {
        _cli.Write("p/potential.json", PotentialFile);
        _cli.Write("p/sum.json", "{\"type\": \"sum\", \"terms\": [\"potential.json\", " + PotentialFile + "]}");
        Read(WithPotential("p/sum.json")).Potential.Create().Terms.Count.ShouldBe(2);

        _cli.Write("p/sum.json", "{\"type\": \"sum\",\n \"terms\": [\"potential.json\", \"sum.json\"]}");
        CliResult result = _cli.Run("validate", _cli.Write("deck.json", WithPotential("p/sum.json")));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("sum.json:2: terms[1]: found \"sum.json\": that file holds this potential");
    }

    [Fact]
    public void FilesThatNameEachOtherOverAndOverAreRefused()
    {
        // Each file names the next one twice: 2^20 terms from 20 small files.
        for (int k = 0; k < 20; k++)
        {
            _cli.Write($"{k}.json", $"{{\"type\": \"sum\", \"terms\": [\"{k + 1}.json\", \"{k + 1}.json\"]}}");
        }

        _cli.Write("20.json", PotentialFile);

        CliResult result = _cli.Run("validate", _cli.Write("deck.json", WithPotential("0.json")));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("more than 256 files of potentials");
    }

    [Fact]
    public void AModelFolderCanBeReadByItself()
    {
        _cli.Write("p/potential.json", PotentialFile);
        using ServiceProvider services = Services();

        services.GetRequiredService<DeckReader>().ReadPotential(_cli.Path("p")).TypeName.ShouldBe("test-pair");
    }

    public void Dispose() => _cli.Dispose();

    private static string WithPotential(string path)
    {
        int from = GoodDeck.Text.IndexOf("{\"type\": \"test-pair\"", StringComparison.Ordinal);
        int to = GoodDeck.Text.IndexOf("3.4}]}", StringComparison.Ordinal) + 6;
        return GoodDeck.Text[..from] + $"\"{path}\"" + GoodDeck.Text[to..];
    }

    private Deck Read(string text, params string[] sets)
    {
        using ServiceProvider services = Services();
        try
        {
            return services.GetRequiredService<DeckReader>()
                .Read<Deck>(_cli.Write("deck.json", text), DeckOverrides.Create(_cli.Variables, sets));
        }
        catch (InputException e)
        {
            throw new InvalidOperationException(e.Message, e);
        }
    }

    private ServiceProvider Services() => CompositionRoot.Build(
        new HostEnvironment(TextWriter.Null, TextWriter.Null, []) { Configure = _cli.Configure }, null);
}
