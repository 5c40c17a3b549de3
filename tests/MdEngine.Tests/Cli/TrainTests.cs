using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>train</c>: what it writes, says and refuses; that it can be interrupted.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly CliRunner _cli = new(), _reference = new();

    [Fact]
    public void ATrainingWritesAModelThatReproducesItsData()
    {
        string deck = TrainDecks.Write(_cli);

        CliResult result = _cli.Run("train", deck, "--threads", "2");

        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("20 frames, 160 atoms of Cu");
        result.Output.ShouldContain("test, all");
        JsonNode potential = JsonNode.Parse(File.ReadAllText(_cli.Path("model/potential.json")))!;
        potential["type"]!.GetValue<string>().ShouldBe("test-pair-sum");
        Directory.GetFiles(_cli.Folder, "*.lock").ShouldBeEmpty();

        // The labels come from a potential of this very form: after as many steps as terms nothing is left but rounding,
        // which the condition of the equations magnifies.
        CliResult evaluated = _cli.Run("evaluate", "--potential", _cli.Path("model"), _cli.Path("cu.xyz"), "--json", _cli.Path("e.json"));
        evaluated.Code.ShouldBe(0, evaluated.Error);
        JsonNode errors = JsonNode.Parse(File.ReadAllText(_cli.Path("e.json")))!["overall"]!;
        errors["forces"]!["rmse_eV_per_A"]!.GetValue<double>().ShouldBeLessThan(1e-4);
        errors["energy"]!["rmse_meV_per_atom"]!.GetValue<double>().ShouldBeLessThan(0.1);
    }

    [Fact]
    public void TheCardTellsWhatAUserMustKnow()
    {
        string deck = TrainDecks.Write(_cli);
        _cli.Variables["data:sigmas:virial_eV_atom"] = "0.03";
        _cli.Run("train", deck, "--set", "seed=4").Code.ShouldBe(0);

        string card = File.ReadAllText(_cli.Path("model/README.md"));

        card.ShouldStartWith("# Copper of the tests\n");
        foreach (string part in new[]
                 {
                     "| training, cold |", "| validation, all |", "| test, hot |", "Closest distances: Cu-Cu", "microseconds an atom",
                     "seed 4", "--set seed=4", "MDENGINE_data__sigmas__virial_eV_atom=0.03 mdengine train", "SHA-256", "\"cutoff_A\": 4.5",
                     "Cu -1.25000 eV (given)", "- terms: 4", "g/cm^3",
                 })
        {
            card.ShouldContain(part);
        }
    }

    [Fact]
    public void TheLossCurveHoldsEveryEpoch()
    {
        _cli.Run("train", TrainDecks.Write(_cli)).Code.ShouldBe(0);

        string[] lines = File.ReadAllLines(_cli.Path("model/losses.csv"));

        lines.Length.ShouldBe(13);
        lines[0].ShouldBe("epoch,loss,training_energy_meV_atom,training_forces_eV_A,validation_energy_meV_atom,validation_forces_eV_A");
        double[] losses = [.. lines.Skip(1).Select(l => double.Parse(l.Split(',')[1], CultureInfo.InvariantCulture))];
        losses[^1].ShouldBeLessThan(1e-3 * losses[0]);
    }

    [Fact]
    public void TheModelDoesNotDependOnThreads()
    {
        _cli.Run("train", TrainDecks.Write(_cli), "--threads", "1").Code.ShouldBe(0);
        _reference.Run("train", TrainDecks.Write(_reference), "--threads", "3").Code.ShouldBe(0);

        SameModel();
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(5, 0)]
    public void AnInterruptedTrainingGoesOnToTheBit(int stopAt, double everyMinutes)
    {
        // As if Ctrl-C came after some looks at the clock; with a checkpoint at each epoch, or only then.
        _reference.Run("train", TrainDecks.Write(_reference)).Code.ShouldBe(0);
        string deck = TrainDecks.Write(_cli, TrainDecks.Text.Replace(
            "\"every_minutes\": 1000", FormattableString.Invariant($"\"every_minutes\": {everyMinutes}")));
        int stops = 0;
        for (int k = 0; k < 20; k++)
        {
            using var stop = new CancellationTokenSource();
            _cli.Stop = stop.Token;
            _cli.Clock = new StoppingClock(stop, stopAt + k);
            CliResult part = _cli.Run("train", deck, "--resume");
            if (part.Code == 0)
            {
                break;
            }

            part.Code.ShouldBe(130, part.Error);
            part.Error.ShouldContain("--resume goes on from");
            File.Exists(_cli.Path("model/README.md")).ShouldBeFalse("a model is not described before it is judged");
            stops++;
        }

        stops.ShouldBeGreaterThan(0);
        _cli.Stop = default;
        _cli.Clock = TimeProvider.System;
        _cli.Run("train", deck, "--resume").Code.ShouldBe(0);

        SameModel();
        CliResult done = _cli.Run("train", deck, "--resume");
        done.Code.ShouldBe(0);
        done.Output.ShouldContain("nothing is left to do");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(9)]
    [InlineData(14)]
    public void ATrainingThatDiesGoesOnFromItsLastCheckpoint(int look)
    {
        // The loss curve has gone on since the checkpoint, which must be undone.
        _reference.Run("train", TrainDecks.Write(_reference)).Code.ShouldBe(0);
        string deck = TrainDecks.Write(_cli, TrainDecks.Text.Replace("\"every_minutes\": 1000", "\"every_minutes\": 2"));
        _cli.Clock = new StoppingClock(null, look);
        _cli.Run("train", deck).Code.ShouldBe(4);

        _cli.Clock = TimeProvider.System;
        CliResult rest = _cli.Run("train", deck, "--resume");

        rest.Code.ShouldBe(0, rest.Error);
        SameModel();
    }

    [Fact]
    public void ATrainingThatIsStoppedWhileItsModelIsJudgedIsCompletedByResume()
    {
        // The last look at the clock is for the time that the fit has taken, when it is done.
        var counter = new StoppingClock(null, int.MaxValue);
        _reference.Clock = counter;
        _reference.Run("train", TrainDecks.Write(_reference)).Code.ShouldBe(0);
        string deck = TrainDecks.Write(_cli);
        using var stop = new CancellationTokenSource();
        (_cli.Stop, _cli.Clock) = (stop.Token, new StoppingClock(stop, counter.Looks));

        CliResult part = _cli.Run("train", deck);

        part.Code.ShouldBe(130, part.Error);
        part.Error.ShouldContain("judge the model");
        File.Exists(_cli.Path("model/potential.json")).ShouldBeTrue();
        File.Exists(_cli.Path("model/README.md")).ShouldBeFalse("a model is not described before it is judged");
        (_cli.Stop, _cli.Clock) = (default, TimeProvider.System);
        _cli.Run("train", deck, "--resume").Code.ShouldBe(0);
        File.ReadAllText(_cli.Path("model/README.md")).ShouldContain("| test, all |");
        SameModel();
    }

    [Fact]
    public void AChangedDeckOrChangedDataAreNotGoneOnWith()
    {
        string deck = Interrupted();

        CliResult changed = _cli.Run("train", deck, "--resume", "--set", "model:terms=5", "--set", "data:groups:hot:weight=1");
        changed.Code.ShouldBe(2);
        changed.Error.ShouldContain("model.terms: was not given, is 5");
        changed.Error.ShouldContain("data.groups.hot.weight: was 0.5, is not given");
        File.AppendAllText(_cli.Path("cu.xyz"), "\n");
        _cli.Run("train", deck, "--resume").Error.ShouldContain("data.files[0]: was cu.xyz (SHA-256 ");
    }

    [Fact]
    public void ALossCurveThatWasChangedIsFound()
    {
        string deck = Interrupted();
        File.WriteAllText(_cli.Path("model/losses.csv"), "nothing\n");

        CliResult result = _cli.Run("train", deck, "--resume");

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("losses.csv");
    }

    [Fact]
    public void AModelThatIsThereIsKeptUnlessTold()
    {
        string deck = TrainDecks.Write(_cli);
        _cli.Run("train", deck).Code.ShouldBe(0);
        byte[] before = File.ReadAllBytes(_cli.Path("model/pair.txt"));

        CliResult refused = _cli.Run("train", deck, "--set", "model:terms=3");
        refused.Code.ShouldBe(2);
        refused.Error.ShouldContain("exists and is not overwritten");
        File.ReadAllBytes(_cli.Path("model/pair.txt")).ShouldBe(before);

        _cli.Run("train", deck, "--set", "model:terms=3", "--overwrite").Code.ShouldBe(0);
        File.ReadAllBytes(_cli.Path("model/pair.txt")).ShouldNotBe(before);
        _cli.Run("train", deck, "--set", "output:overwrite=true").Code.ShouldBe(0);
        File.ReadAllBytes(_cli.Path("model/pair.txt")).ShouldBe(before);
    }

    [Theory]
    [InlineData("output:overwrite=true")]
    [InlineData("output:folder=model")]
    public void AnUnfinishedTrainingIsGivenUpOnlyByTheCommandLine(string setting)
    {
        string deck = Interrupted();
        byte[] checkpoint = File.ReadAllBytes(_cli.Path("model.checkpoint")), losses = File.ReadAllBytes(_cli.Path("model/losses.csv"));

        CliResult refused = _cli.Run("train", deck, "--set", setting);

        refused.Code.ShouldBe(2);
        string line = refused.ErrorLines.ShouldHaveSingleItem();
        line.ShouldContain("model.checkpoint is of a training that has not ended; go on with it by --resume");
        line.ShouldContain("--overwrite on the command line");
        File.ReadAllBytes(_cli.Path("model.checkpoint")).ShouldBe(checkpoint);
        File.ReadAllBytes(_cli.Path("model/losses.csv")).ShouldBe(losses);
        _cli.Clock = TimeProvider.System;
        CliResult anew = _cli.Run("train", deck, "--overwrite");
        anew.Code.ShouldBe(0, anew.Error);
        anew.Error.ShouldContain("is given up for a new one");

        // What has ended is a model, for which the deck's word is enough.
        _cli.Run("train", deck, "--set", "output:overwrite=true").Code.ShouldBe(0);
    }

    [Fact]
    public void ATrainingStopsForWantOfTime()
    {
        string deck = TrainDecks.Write(_cli, TrainDecks.Text.Replace("\"iterations\": 12", "\"iterations\": 10000"), frames: 90);

        CliResult result = _cli.Run("train", deck, "--max-time", "0.3s");

        result.Code.ShouldBe(130, result.Error);
        result.Error.ShouldContain("stopped for want of time");
    }

    [Theory]
    [InlineData("\"data\"", "\"dat\"", "unknown key; did you mean \"data\"?")]
    [InlineData("\"cu.xyz\"", "\"cx.xyz\"", "no such file; did you mean 'cu.xyz'?")]
    [InlineData("\"test-pair-sum\"", "\"test-pair-sun\"", "did you mean \"test-pair-sum\"?")]
    [InlineData("\"cutoff_A\": 4.5, ", "", "model.cutoff_A: missing")]
    [InlineData("\"weight\": 0.5", "\"weight\": 0", "found 0, expected a number > 0")]
    [InlineData("\"folder\": \"model\"", "\"folder\": \"cu.xyz\"", "expected the path of a folder to write into")]
    [InlineData("{\"Cu\": -1.25}", "{\"Cx\": -1.25}", "found \"Cx\", expected the symbol of an element")]
    [InlineData("[\"cu.xyz\"]", "[\"cu.xyz\", \"cu.xyz\"]", "expected each file once")]
    [InlineData("\"groups\": {\"hot\"", "\"groups\": {\"hod\"", "no frame is of the group \"hod\"")]
    [InlineData("\"sigmas\"", "\"split\": {\"validation\": 0.5, \"test\": 0.6}, \"sigmas\"", "more than 0.9")]
    public void ABrokenDeckIsRefusedByTrainAndByValidate(string find, string replacement, string message)
    {
        TrainDecks.Text.ShouldContain(find);
        string deck = TrainDecks.Write(_cli, TrainDecks.Text.Replace(find, replacement));

        foreach (string command in new[] { "train", "validate" })
        {
            CliResult result = _cli.Run(command, deck);
            result.Code.ShouldBe(2);
            result.Error.ShouldContain(message);
        }

        Directory.Exists(_cli.Path("model")).ShouldBeFalse();
    }

    [Fact]
    public void ValidateAndRunKnowATrainingDeckByItsKeys()
    {
        string deck = TrainDecks.Write(_cli);
        CliResult valid = _cli.Run("validate", deck);
        valid.Code.ShouldBe(0, valid.Error);
        valid.Output.ShouldContain("valid; a test-pair-sum model of Cu, 16 frames to fit to, 2 for validation, 2 for the test");

        _cli.Run("run", deck).Error.ShouldContain("the keys are those of a deck for 'mdengine train'");
        _cli.Run("train", _cli.Write("run.json", GoodDeck.Text)).Error.ShouldContain("the keys are those of a deck for 'mdengine run'");
        string none = _cli.Write("none.json", "{}");
        _cli.Run("validate", none).Error.ShouldContain("choose by --kind, one of \"run\", \"train\"");
        _cli.Run("validate", none, "--kind", "train").Error.ShouldContain("model: missing");
        _cli.Run("validate", none, "--kind", "walk").Error.ShouldContain("expected a kind of deck");
    }

    [Fact]
    public void DamagedDecksAreRefusedNotWorse()
    {
        TrainDecks.Write(_cli, frames: 4);
        var stream = new RandomStream(20260702, RandomPurpose.Other);
        for (int k = 0; k < 120; k++)
        {
            (double at, double kind) = Philox.Uniform(stream, k, 0);
            (double value, double length) = Philox.Uniform(stream, k, 1);
            int from = (int)(at * TrainDecks.Text.Length), to = Math.Min(TrainDecks.Text.Length, from + (int)(12.0 * length));
            string text = kind < 0.3 ? TrainDecks.Text[..from] + TrainDecks.Text[to..]
                : kind < 0.6 ? TrainDecks.Text[..from] + (char)(1 + (int)(126.0 * value)) + TrainDecks.Text[(from + 1)..]
                : kind < 0.8 ? TrainDecks.Text[..from] + TrainDecks.Text[from..to] + TrainDecks.Text[from..]
                : TrainDecks.Text[..from] + "-1e9" + TrainDecks.Text[to..];

            CliResult result = _cli.Run("validate", _cli.Write("train.json", text), "--kind", "train");

            result.Code.ShouldBeOneOf(0, 2);
            (result.Code == 0 || result.ErrorLines.Length > 0).ShouldBeTrue();
        }
    }

    [Fact]
    public void WhatTheFitRefusesIsSaidWithTheDeck()
    {
        string deck = TrainDecks.Write(_cli);
        _cli.Run("train", deck).Code.ShouldBe(0);
        byte[] potential = File.ReadAllBytes(_cli.Path("model/potential.json")), card = File.ReadAllBytes(_cli.Path("model/README.md"));
        _cli.Write("cu.xyz", File.ReadAllText(_cli.Path("cu.xyz")).Replace("\nCu ", "\nAg "));
        string text = File.ReadAllText(_cli.Path("cu.xyz"));
        int first = text.IndexOf("\nAg ", StringComparison.Ordinal);
        _cli.Write("cu.xyz", text[..first] + "\nCu " + text[(first + 4)..]);
        _cli.Write("train.json", TrainDecks.Text.Replace("\"sigmas\"", "\"split\": {\"test\": 0, \"validation\": 0}, \"sigmas\""));

        CliResult result = _cli.Run("train", deck, "--overwrite");

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("train.json: model: found 2 elements, expected one");

        // The model that was to be replaced is still there, for there is no other.
        File.ReadAllBytes(_cli.Path("model/potential.json")).ShouldBe(potential);
        File.ReadAllBytes(_cli.Path("model/README.md")).ShouldBe(card);
    }

    public void Dispose()
    {
        _cli.Dispose();
        _reference.Dispose();
    }

    private string Interrupted()
    {
        string deck = TrainDecks.Write(_cli);
        using var stop = new CancellationTokenSource();
        _cli.Stop = stop.Token;
        _cli.Clock = new StoppingClock(stop, 6);
        _cli.Run("train", deck).Code.ShouldBe(130);
        _cli.Stop = default;
        return deck;
    }

    private void SameModel()
    {
        foreach (string file in new[] { "pair.txt", "potential.json", "losses.csv" })
        {
            File.ReadAllBytes(_cli.Path($"model/{file}")).ShouldBe(File.ReadAllBytes(_reference.Path($"model/{file}")), file);
        }
    }

    /// <summary>A clock that moves on by a minute at each look, and asks to stop, or fails, at some look.</summary>
    private sealed class StoppingClock(CancellationTokenSource? stop, int looks) : TimeProvider
    {
        private int _looks;

        public int Looks => _looks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp()
        {
            if (++_looks == looks)
            {
                (stop ?? throw new IOException("the clock has stopped")).Cancel();
            }

            return 60L * _looks;
        }
    }
}
