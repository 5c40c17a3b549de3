using System;
using System.IO;
using System.Linq;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>A real disk that is full, or may not be written: exit code 4, and nothing is lost.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly CliRunner _cli = new(), _reference = new();

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void ATrajectoryThatFillsTheDiskCanBeContinued(bool gzip)
    {
        using var disk = new SmallDisk(gzip ? 300 : 600);
        string text = ResumeDecks.One("langevin", 150, 10, gzip);
        _reference.Run("run", _reference.Write("deck.json", text)).Code.ShouldBe(0);
        string name = gzip ? "t.xyz.gz" : "t.xyz", rows = gzip ? "t.csv.gz" : "t.csv";
        string deck = _cli.Write("deck.json", text.Replace($"\"{name}\"", $"\"{disk.Path(name)}\"")
            .Replace("\"every_steps\": 10", $"\"every_steps\": 10, \"file\": \"{_cli.Path("c")}\""));

        CliResult full = _cli.Run("run", deck);

        full.Code.ShouldBe(4, full.Error);
        full.ErrorLines.ShouldHaveSingleItem().ShouldContain("No space left");
        full.Error.ShouldContain(name);
        StructureFormats.ReadAll(disk.Path(name)).ToList().ShouldAllBe(f => f.Count == 108);
        new CheckpointFile(_cli.Path("c")).Read()!.Fault.ShouldBeNull();

        _cli.Run("run", deck, "--resume").Code.ShouldBe(4);
        disk.Remount("size=10m");
        CliResult rest = _cli.Run("run", deck, "--resume");
        rest.Code.ShouldBe(0, rest.Error);
        File.ReadAllBytes(disk.Path(name)).AsSpan().SequenceEqual(File.ReadAllBytes(_reference.Path(name))).ShouldBeTrue();
        File.ReadAllBytes(_cli.Path(rows)).AsSpan().SequenceEqual(File.ReadAllBytes(_reference.Path(rows))).ShouldBeTrue();
    }

    [SkippableFact]
    public void ACheckpointThatDoesNotFitLeavesTheLastOne()
    {
        // One of these takes five pages of 4 kB: the two that are kept fit, but not a third beside them.
        using var disk = new SmallDisk(52);
        string text = ResumeDecks.One("nve", 60, 10);
        _reference.Run("run", _reference.Write("deck.json", text)).Code.ShouldBe(0);
        string deck = _cli.Write(
            "deck.json", text.Replace("\"every_steps\": 10", $"\"every_steps\": 10, \"file\": \"{disk.Path("c")}\""));

        CliResult full = _cli.Run("run", deck);

        full.Code.ShouldBe(4, full.Error);
        full.ErrorLines.ShouldHaveSingleItem().ShouldContain($"checkpoint {disk.Path("c")}: ");
        CheckpointReading kept = new CheckpointFile(disk.Path("c")).Read()!;
        kept.Fault.ShouldBeNull();
        Directory.GetFiles(disk.Folder, "*.tmp").ShouldBeEmpty();

        disk.Remount("size=1m");
        CliResult rest = _cli.Run("run", deck, "--resume");
        rest.Code.ShouldBe(0, rest.Error);
        ResumeDecks.SameFiles(_cli, _reference, gzip: false);
    }

    [SkippableFact]
    public void AFolderThatMayNotBeWrittenIsLeftAsItIs()
    {
        using var disk = new SmallDisk(5000);
        string text = ResumeDecks.One("nve", 60, 10);
        _reference.Run("run", _reference.Write("deck.json", text)).Code.ShouldBe(0);
        string deck = _cli.Write("deck.json", text.Replace("\"t.xyz\"", $"\"{disk.Path("t.xyz")}\""));
        _cli.Clock = new MdEngine.Tests.IO.Checkpoints.ManualClock(0.001);
        _cli.Run("run", deck, "--max-time", "0.03s").Code.ShouldBe(130);
        byte[] trajectory = File.ReadAllBytes(disk.Path("t.xyz")), rows = File.ReadAllBytes(_cli.Path("t.csv"));
        disk.Remount("ro");

        CliResult refused = _cli.Run("run", deck, "--resume");

        refused.Code.ShouldBe(4, refused.Error);
        refused.ErrorLines.ShouldHaveSingleItem().ShouldContain("Read-only file system");
        File.ReadAllBytes(disk.Path("t.xyz")).AsSpan().SequenceEqual(trajectory).ShouldBeTrue();
        File.ReadAllBytes(_cli.Path("t.csv")).AsSpan().SequenceEqual(rows).ShouldBeTrue();

        disk.Remount("rw");
        _cli.Run("run", deck, "--resume").Code.ShouldBe(0);
        File.ReadAllBytes(disk.Path("t.xyz")).AsSpan().SequenceEqual(File.ReadAllBytes(_reference.Path("t.xyz"))).ShouldBeTrue();
    }

    public void Dispose()
    {
        _cli.Dispose();
        _reference.Dispose();
    }
}
