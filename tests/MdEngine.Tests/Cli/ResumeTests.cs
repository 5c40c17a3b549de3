using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using MdEngine.IO.Files;
using MdEngine.Tests.IO.Checkpoints;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>run --resume</c> and <c>--max-time</c>, in process: what is said, refused, kept.</summary>
public sealed class ResumeTests : IDisposable
{
    private readonly CliRunner _cli = new(), _reference = new();

    public static TheoryData<string, bool> Ensembles
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (string name in ResumeDecks.Names)
            {
                data.Add(name, data.Count % 2 == 1);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ensembles))]
    public void ARunThatStopsForWantOfTimeAndGoesOnLeavesTheSameFiles(string ensemble, bool gzip)
    {
        string text = ResumeDecks.One(ensemble, 120, 1000, gzip);
        Finish(_reference, text).Code.ShouldBe(0);

        StopAndGoOn(text, ["0.02s", "0.05s", "0.03s", "0.09s"]).ShouldBeGreaterThan(2);

        SameFiles(gzip);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StagesDoNotMatter(bool gzip)
    {
        string text = ResumeDecks.Many(12, 11, 7, gzip);
        Finish(_reference, text).Code.ShouldBe(0);

        StopAndGoOn(text, [.. Enumerable.Range(0, 30).Select(k => $"0.0{11 + (k % 7)}s")]).ShouldBeGreaterThan(8);

        SameFiles(gzip);
    }

    [Fact]
    public void MinimisationsGoOnToo()
    {
        string text = ResumeDecks.Minimised(7);
        CliResult whole = Finish(_reference, text);
        whole.Code.ShouldBe(0, whole.Error);
        whole.Output.ShouldContain("l-bfgs converged after");

        StopAndGoOn(text, [.. Enumerable.Range(0, 60).Select(k => $"0.0{11 + (k % 7)}s")]).ShouldBeGreaterThan(4);

        SameFiles(gzip: false);
    }

    [Fact]
    public void WithoutACheckpointItBeginsAtTheBeginningAndWithAFinishedRunNothingIsLeft()
    {
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 20, 10));

        CliResult first = _cli.Run("run", deck, "--resume");
        first.Code.ShouldBe(0, first.Error);
        first.Error.ShouldContain("no checkpoint");
        first.Error.ShouldContain("begins at its beginning");
        byte[] trajectory = File.ReadAllBytes(_cli.Path("t.xyz"));
        File.AppendAllText(_cli.Path("t.csv"), "a note of mine\n");

        CliResult second = _cli.Run("run", deck, "--resume");
        second.Code.ShouldBe(0, second.Error);
        second.Output.ShouldContain("nothing is left to do");
        second.Output.ShouldContain("20 steps");
        File.ReadAllBytes(_cli.Path("t.xyz")).ShouldBe(trajectory);
        File.ReadAllText(_cli.Path("t.csv")).ShouldEndWith("a note of mine\n");
        Directory.GetFiles(_cli.Folder, "*.lock").ShouldBeEmpty();
        Directory.GetFiles(_cli.Folder, "*.tmp").ShouldBeEmpty();
    }

    [Fact]
    public void AChangedDeckIsRefusedWithWhatChanged()
    {
        _cli.Write("start.xyz", "2\nLattice=\"20 0 0 0 20 0 0 0 20\"\nAr 0 0 0\nAr 4 0 0\n");
        string text = ResumeDecks.One("langevin", 60, 10)
            .Replace("""{"lattice": "fcc", "elements": ["Ar"], "a_A": 5.5, "replicate": [3, 3, 3]}""", """{"file": "start.xyz"}""");
        text.ShouldContain("start.xyz");
        string deck = _cli.Write("deck.json", text);
        Stop(deck, "0.03s").Code.ShouldBe(130);
        string before = Bytes();

        Refused(["--set", "stages:0:steps=70", "--set", "stages:0:dynamics:friction_per_ps=3"],
            "stages[0].steps: was 60, is 70", "stages[0].dynamics.friction_per_ps: was 2, is 3");
        Refused(["--set", "potential:cutoff_A=6.1"], "potential.cutoff_A: was 6, is 6.1");
        Refused(["--set", "velocities:zero_momentum=false"], "velocities.zero_momentum: was not given, is false");
        Refused(["--set", "output:thermo:file=u.csv"], "output.thermo.file: was t.csv, is u.csv");
        File.WriteAllText(_cli.Path("start.xyz"), File.ReadAllText(_cli.Path("start.xyz")).Replace("4 0 0", "4.5 0 0"));
        Refused([], "structure.file: was start.xyz (SHA-256 ");
        File.WriteAllText(_cli.Path("start.xyz"), File.ReadAllText(_cli.Path("start.xyz")).Replace("4.5 0 0", "4 0 0"));

        // What changes no result may change; so may a default that is spelled out.
        _cli.Write("deck.json", text.Replace("\"seed\": 11,", "\"title\": \"new\", \"threads\": 1, \"seed\": 11, \"guards\": {\"every\": 5},")
            .Replace("\"every_steps\": 10", "\"every_steps\": 3").Replace("\"skin_A\": 0.6", "\"skin_A\": 0.6, \"rebuild_every\": 0"));
        _cli.Run("run", deck, "--resume").Code.ShouldBe(0);

        void Refused(string[] more, params string[] changes)
        {
            CliResult result = _cli.Run(["run", deck, "--resume", .. more]);
            result.Code.ShouldBe(2, result.Error);
            result.Error.ShouldContain("is not the deck that the run");
            changes.ShouldAllBe(c => result.Error.Contains(c), result.Error);
            Bytes().ShouldBe(before);
        }
    }

    [Fact]
    public void ADamagedCheckpointGivesWayToTheOneBefore()
    {
        string text = ResumeDecks.One("nose-hoover", 90, 20);
        Finish(_reference, text).Code.ShouldBe(0);
        string deck = _cli.Write("deck.json", text);
        Stop(deck, "0.06s").Code.ShouldBe(130);
        string checkpoint = _cli.Path("t.checkpoint");
        byte[] bytes = File.ReadAllBytes(checkpoint);
        File.WriteAllBytes(checkpoint, bytes[..(bytes.Length / 2)]);

        CliResult result = _cli.Run("run", deck, "--resume");

        result.Code.ShouldBe(0, result.Error);
        result.Error.ShouldContain("damaged");
        result.Error.ShouldContain("using the checkpoint before");
        SameFiles(gzip: false);
    }

    [Fact]
    public void TwoDamagedCheckpointsAreAnErrorAndNothingIsLost()
    {
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 90, 20).Replace("\"terminal_every\": 1", "\"overwrite\": true"));
        Stop(deck, "0.06s").Code.ShouldBe(130);
        File.WriteAllText(_cli.Path("t.checkpoint"), "");
        File.WriteAllText(_cli.Path("t.checkpoint.previous"), "rubbish");
        string before = Bytes();

        CliResult result = _cli.Run("run", deck, "--resume");

        result.Code.ShouldBe(2);
        result.Error.ShouldContain("no checkpoint is left");
        Bytes().ShouldBe(before);
    }

    [Theory]
    [InlineData("t.xyz")]
    [InlineData("t.csv")]
    public void AMissingOrForeignFileIsAnErrorAndNothingIsLost(string name)
    {
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 90, 20));
        Stop(deck, "0.06s").Code.ShouldBe(130);
        byte[] kept = File.ReadAllBytes(_cli.Path(name));
        File.Delete(_cli.Path(name));
        string before = Bytes();

        CliResult missing = _cli.Run("run", deck, "--resume");
        missing.Code.ShouldBe(2);
        missing.ErrorLines.ShouldHaveSingleItem().ShouldContain($"{name}: is missing");
        Bytes().ShouldBe(before);

        File.WriteAllBytes(_cli.Path(name), [.. kept[..^50], .. kept[^50..].Select(b => (byte)'7')]);
        before = Bytes();
        CliResult foreign = _cli.Run("run", deck, "--resume");
        foreign.Code.ShouldBe(2);
        foreign.ErrorLines.ShouldHaveSingleItem().ShouldContain("something has changed it");
        Bytes().ShouldBe(before);

        File.WriteAllBytes(_cli.Path(name), kept);
        _cli.Run("run", deck, "--resume").Code.ShouldBe(0);
    }

    [Fact]
    public void FilesOfWhichNothingIsKnownAreNotReplaced()
    {
        // Even a deck that says "overwrite" does not mean what a run left that lost its checkpoint.
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 10, 20).Replace("\"terminal_every\": 1", "\"overwrite\": true"));
        _cli.Write("t.xyz", "precious");

        CliResult result = _cli.Run("run", deck, "--resume");

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("exists and is not overwritten");
        File.ReadAllText(_cli.Path("t.xyz")).ShouldBe("precious");
        _cli.Run("run", deck, "--resume", "--overwrite").Code.ShouldBe(0);
    }

    [Fact]
    public void ANewRunDoesNotReplaceACheckpointUnlessTold()
    {
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 60, 10));
        Stop(deck, "0.03s").Code.ShouldBe(130);
        File.Delete(_cli.Path("t.xyz"));
        File.Delete(_cli.Path("t.csv"));

        CliResult refused = _cli.Run("run", deck);
        refused.Code.ShouldBe(2);
        refused.Error.ShouldContain("checkpoint.file");

        CliResult anew = _cli.Run("run", deck, "--overwrite");
        anew.Code.ShouldBe(0);
        anew.Error.ShouldContain("given up for a new one");
        _cli.Run("run", deck, "--resume").Output.ShouldContain("nothing is left to do");
    }

    [Fact]
    public void ASecondRunOnOneOfTheFilesIsRefused()
    {
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 10, 10));
        using (FileLock.Take(_cli.Path("t.csv")))
        {
            CliResult result = _cli.Run("run", deck, "--overwrite");
            result.Code.ShouldBe(2);
            result.ErrorLines.ShouldHaveSingleItem().ShouldContain("t.csv: is being written by another run");
            Directory.GetFiles(_cli.Folder).Length.ShouldBe(2);
        }

        _cli.Run("run", deck).Code.ShouldBe(0);
    }

    [Fact]
    public void CheckpointsCanBeSwitchedOffOrPutElsewhere()
    {
        string text = ResumeDecks.One("nve", 10, 10);
        string deck = _cli.Write("deck.json", text);
        _cli.Run("run", deck, "--set", "checkpoint:enabled=false").Code.ShouldBe(0);
        Directory.GetFiles(_cli.Folder, "*checkpoint*").ShouldBeEmpty();
        CliResult off = _cli.Run("run", deck, "--resume", "--set", "checkpoint:enabled=false");
        off.Code.ShouldBe(2);
        off.ErrorLines.ShouldHaveSingleItem().ShouldContain("switched off");

        _cli.Run("run", deck, "--overwrite", "--set", "checkpoint:file=deep/er/c").Code.ShouldBe(0);
        File.Exists(_cli.Path("deep/er/c")).ShouldBeTrue();

        int start = text.IndexOf("\"thermo\"", StringComparison.Ordinal), end = text.IndexOf("\"terminal_every\"", StringComparison.Ordinal);
        string bare = _cli.Write("bare.json", text[..start] + text[end..]);
        _cli.Run("run", bare).Code.ShouldBe(0);
        CliResult nowhere = _cli.Run("run", bare, "--resume");
        nowhere.Code.ShouldBe(2);
        nowhere.ErrorLines.ShouldHaveSingleItem().ShouldContain("\"checkpoint\": {\"file\": ...}");
    }

    [Fact]
    public void ACheckpointIsNeverWrittenOverAnInput()
    {
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 10, 10));
        string before = File.ReadAllText(deck);
        CliResult result = _cli.Run("run", deck, "--overwrite", "--set", "checkpoint:file=deck.json");
        result.Code.ShouldBe(2);
        result.Error.ShouldContain("checkpoint.file");
        File.ReadAllText(deck).ShouldBe(before);
    }

    [Fact]
    public void TheLogIsContinued()
    {
        string text = ResumeDecks.One("nve", 60, 10).Replace("\"terminal_every\": 1", "\"log\": {\"file\": \"t.log\"}");
        string deck = _cli.Write("deck.json", text);
        Stop(deck, "0.03s").Code.ShouldBe(130);
        CliResult result = _cli.Run("run", deck, "--resume");
        result.Code.ShouldBe(0, result.Error);
        string log = File.ReadAllText(_cli.Path("t.log"));
        log.ShouldContain("stopped for want of time after step");
        log.ShouldContain("going on from step");
        log.ShouldContain("60");
    }

    [Fact]
    public void AFailureOfThePhysicsLeavesTheFrameAndTheLastGoodCheckpoint()
    {
        string text = ResumeDecks.Many(2, 40, 10).Replace("\"timestep_fs\": 2.5", "\"timestep_fs\": 400")
            .Replace("\"terminal_every\": 1}", "\"terminal_every\": 1}, \"guards\": {\"every\": 1}")
            .Replace("{\"type\": \"langevin\", \"temperature_K\": 90, \"temperature_end_K\": 120, \"friction_per_ps\": 2}", "{\"type\": \"nve\"}");
        string deck = _cli.Write("deck.json", text);

        CliResult result = _cli.Run("run", deck);

        result.Code.ShouldBe(3, result.Error);
        string error = result.ErrorLines.ShouldHaveSingleItem();
        error.ShouldContain("at step 41 of stage \"stage 1\"");
        error.ShouldContain("(Ar) at (");
        error.ShouldContain("shorter than 400 fs");
        result.Error.ShouldContain("t.failed.xyz");
        result.Error.ShouldContain("last good checkpoint");
        string[] frame = File.ReadAllLines(_cli.Path("t.failed.xyz"));
        frame.Length.ShouldBe(110);
        frame[1].ShouldContain("step=41");
        frame[1].ShouldContain("velo:R:3");

        // It stands before the failure, and leads to the same one.
        CliResult again = _cli.Run("run", deck, "--resume");
        again.Code.ShouldBe(3);
        again.Error.ShouldContain("going on from step 40");
        again.ErrorLines.ShouldBe(result.ErrorLines);

        // Guards may be changed for a run that has begun.
        CliResult without = _cli.Run(
            "run", deck, "--resume", "--set", "guards:enabled=false", "--set", "checkpoint:every_steps=1");
        without.Error.ShouldNotContain("guards.displacement_A");
        without.Error.ShouldNotContain("is not the deck");
    }

    [Fact]
    public void AnImpossibleTimeLimitIsRefused() =>
        _cli.Run("run", _cli.Write("deck.json", ResumeDecks.One("nve", 10, 10)), "--max-time", "soon").ErrorLines
            .ShouldHaveSingleItem().ShouldContain("--max-time: found 'soon', expected a time such as 3h");

    public void Dispose()
    {
        _cli.Dispose();
        _reference.Dispose();
    }

    private static CliResult Finish(CliRunner cli, string text) => cli.Run("run", cli.Write("deck.json", text), "--threads", "1");

    /// <summary>Stops after some tens of steps: each look at the clock takes a thousandth of a second.</summary>
    private CliResult Stop(string deck, string time, int threads = 1)
    {
        _cli.Clock = new ManualClock(0.001);
        CliResult result = _cli.Run("run", deck, "--resume", "--max-time", time, "--threads", $"{threads}");
        _cli.Clock = TimeProvider.System;
        return result;
    }

    private int StopAndGoOn(string text, IReadOnlyList<string> times)
    {
        string deck = _cli.Write("deck.json", text);
        int stops = 0;
        foreach (string time in times)
        {
            CliResult part = Stop(deck, time, 1 + (stops % 2));
            if (part.Code == 0)
            {
                break;
            }

            part.Code.ShouldBe(130, part.Error);
            part.Error.ShouldContain("stopped for want of time");
            stops++;
        }

        CliResult last = _cli.Run("run", deck, "--resume");
        last.Code.ShouldBe(0, last.Error);
        return stops;
    }

    private void SameFiles(bool gzip) => ResumeDecks.SameFiles(_cli, _reference, gzip);

    /// <summary>All that the run has written, as text that tells any difference.</summary>
    private string Bytes() => string.Join('\n', Directory.GetFiles(_cli.Folder, "t.*").Order(StringComparer.Ordinal)
        .Select(f => $"{f} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"));
}
