using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary><c>run</c>: what it leaves, what it refuses, how it ends.</summary>
public sealed class RunTests : IDisposable
{
    private readonly CliRunner _cli = new();

    [Fact]
    public void ARunLeavesThermoTrajectoryLogAndSummary()
    {
        CliResult result = _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole), "--threads", "1");

        result.Code.ShouldBe(0, result.Error);
        string[][] rows = [.. File.ReadLines(_cli.Path("t.csv")).Select(l => l.Split(','))];
        rows[0][..3].ShouldBe(["step", "time_fs", "stage"]);

        // Rows at multiples of 5 of the recorded stages, whose first step is 11.
        rows[1..].Select(r => r[0]).ShouldBe(["15", "20", "25", "30", "35", "40", "45", "50"]);
        rows[1..].Select(r => r[2]).ShouldBe(Enumerable.Repeat("hold", 4).Concat(Enumerable.Repeat("free", 4)));
        double.Parse(rows[^1][1], CultureInfo.InvariantCulture).ShouldBe(100.0, 1e-9);

        Structure[] frames = [.. StructureFormats.ReadAll(_cli.Path("t.xyz"))];
        frames.Select(f => f.Info["step"]).ShouldBe(["20", "30", "40", "50"]);
        frames.ShouldAllBe(f => f.Count == 108 && f.Velocities != null && f.Forces != null && f.Energy != null && f.Stress != null);
        File.ReadAllText(_cli.Path("t.log")).ShouldContain("stage hold: Nose-Hoover chain of 3");
        foreach (string part in new[]
                 {
                     "108 atoms, 50 steps (0.1 ps)", "ns/day", "atom-steps/s", "forces", "lists", "integrate", "output",
                     "neighbour lists built", "conserved quantity of free", "t.csv", "t.xyz", "t.log",
                 })
        {
            result.Output.ShouldContain(part);
        }
    }

    [Fact]
    public void TheConservedQuantityOfAShortRunIsConserved()
    {
        _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole), "--set", "output.thermo.every=1").Code.ShouldBe(0);

        double[] conserved = [.. File.ReadLines(_cli.Path("t.csv")).Select(l => l.Split(',')).Where(r => r[2] == "free")
            .Select(r => double.Parse(r[7], CultureInfo.InvariantCulture))];

        // A smooth potential at 2 fs, 100 times under the vibration's period: 1e-5 eV in 10 eV allows ten times what is seen.
        (conserved.Max() - conserved.Min()).ShouldBeLessThan(2e-4);
        conserved.Length.ShouldBe(20);
    }

    [Fact]
    public void TheNumberOfThreadsDoesNotChangeAByte()
    {
        string deck = _cli.Write("deck.json", ArgonDeck.Whole);
        string[] files = ["t.csv", "t.xyz"];
        byte[][] first = [.. new[] { "1", "2" }.SelectMany(threads =>
        {
            _cli.Run("run", deck, "--threads", threads, "--overwrite").Code.ShouldBe(0);
            return files.Select(f => File.ReadAllBytes(_cli.Path(f)));
        })];

        first[0].ShouldBe(first[2]);
        first[1].ShouldBe(first[3]);
    }

    [Fact]
    public void FilesThatExistAreKept()
    {
        string deck = _cli.Write("deck.json", ArgonDeck.Whole);
        _cli.Write("t.csv", "mine");
        _cli.Write("t.log", "mine too");

        CliResult refused = _cli.Run("run", deck);

        refused.Code.ShouldBe(2);
        refused.ErrorLines.Length.ShouldBe(2);
        refused.ErrorLines[0].ShouldContain("output.thermo.file");
        refused.ErrorLines[0].ShouldContain("exists and is not overwritten");
        File.ReadAllText(_cli.Path("t.csv")).ShouldBe("mine");
        File.Exists(_cli.Path("t.xyz")).ShouldBeFalse();

        _cli.Run("run", deck, "--set", "output:overwrite=true").Code.ShouldBe(0);
        _cli.Run("run", deck).Code.ShouldBe(2);
        _cli.Run("run", deck, "--overwrite").Code.ShouldBe(0);
        File.ReadAllText(_cli.Path("t.csv")).ShouldStartWith("step,");
    }

    [Theory]
    [InlineData("output:thermo:file=deck.json", "output.thermo.file")]
    [InlineData("output:trajectory:file=model.json", "output.trajectory.file")]
    [InlineData("output:log:file=start.xyz", "output.log.file")]
    [InlineData("output:log:file=link.xyz", "output.log.file")]
    public void InputsAreNeverOverwritten(string set, string key)
    {
        string deck = WriteFromFile("2\nLattice=\"20 0 0 0 20 0 0 0 20\"\nAr 0 0 0\nAr 4 0 0\n");
        File.CreateSymbolicLink(_cli.Path("link.xyz"), _cli.Path("start.xyz"));
        string before = File.ReadAllText(_cli.Path("start.xyz")) + File.ReadAllText(deck) + File.ReadAllText(_cli.Path("model.json"));

        CliResult result = _cli.Run("run", deck, "--overwrite", "--set", set);

        result.Code.ShouldBe(2, result.Error);
        result.Error.ShouldContain(key);
        (File.ReadAllText(_cli.Path("start.xyz")) + File.ReadAllText(deck) + File.ReadAllText(_cli.Path("model.json"))).ShouldBe(before);
    }

    [Fact]
    public void OneFileForTwoOutputsIsRefused()
    {
        File.CreateSymbolicLink(_cli.Path("same.csv"), _cli.Path("t.xyz"));
        File.WriteAllText(_cli.Path("t.xyz"), "");

        CliResult result = _cli.Run(
            "run", _cli.Write("deck.json", ArgonDeck.Whole), "--overwrite", "--set", "output:thermo:file=same.csv");

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("writes too");
    }

    [Fact]
    public void AStructureFileBringsItsVelocities()
    {
        string deck = WriteFromFile(
            "2\nLattice=\"20 0 0 0 20 0 0 0 20\" Properties=species:S:1:pos:R:3:velo:R:3\nAr 0 0 0 0.01 0 0\nAr 9 9 9 -0.01 0 0\n");

        _cli.Run("run", deck).Code.ShouldBe(0);

        // Free flight: 10 steps of 2 fs at 0.01 Angstrom/fs.
        Structure last = StructureFormats.Read(_cli.Path("out.xyz"), null, -1);
        last.Positions[0].X.ShouldBe(0.2, 1e-12);
        last.Positions[1].X.ShouldBe(8.8, 1e-12);
    }

    [Fact]
    public void DecksChangeCellPeriodicityMassesAndCharges()
    {
        string deck = WriteFromFile("2\n\nAr 0 0 0\nAr 4 0 0\n");

        string more = File.ReadAllText(deck)
            .Replace("\"start.xyz\"", "\"start.xyz\", \"cell_A\": [[10, 0, 0], [0, 11, 0], [0, 0, 12]], \"periodic\": [true, true, false], "
                + "\"masses_u\": {\"Ar\": 2}, \"charges_e\": {\"Ar\": -1}, \"replicate\": [2, 1, 1]")
            .Replace("\"every\": 10", "\"columns\": [\"species\", \"pos\", \"masses\", \"charges\"]");

        CliResult result = _cli.Run("run", _cli.Write("deck.json", more), "--set", "velocities:temperature_K=0");

        result.Code.ShouldBe(0, result.Error);
        Structure frame = StructureFormats.ReadAll(_cli.Path("out.xyz")).First();
        frame.Count.ShouldBe(4);
        frame.Cell.Vectors.XX.ShouldBe(20.0);
        (frame.Cell.PeriodicA, frame.Cell.PeriodicB, frame.Cell.PeriodicC).ShouldBe((true, true, false));
        frame.Masses.ShouldBe([2, 2, 2, 2]);
        frame.Charges.ShouldBe([-1, -1, -1, -1]);
    }

    [Fact]
    public void AnExplosionIsAFailureOfThePhysics()
    {
        CliResult result = _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole),
            "--set", "timestep_fs=1000", "--set", "velocities:temperature_K=10000", "--set", "stages:2:steps=2000");

        result.Code.ShouldBe(3, result.Error);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("step");
        result.Error.ShouldContain("shorter");
        File.ReadAllText(_cli.Path("t.log")).ShouldContain("[ERR]");
    }

    [Fact]
    public void AWishToStopClosesFilesWhole()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        _cli.Stop = stop.Token;

        CliResult result = _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole));

        result.Code.ShouldBe(130, result.Error);
        result.Error.ShouldContain("interrupted after step 0 of 50");
        File.ReadAllText(_cli.Path("t.csv")).ShouldEndWith("\n");
    }

    [SkippableTheory]
    [InlineData("output:trajectory:file=/dev/full")]
    [InlineData("output:thermo:file=/dev/full")]
    [InlineData("output:log:file=/dev/full")]
    public void AFullDiskIsAnInputOutputFailure(string set)
    {
        Skip.IfNot(File.Exists("/dev/full"), "no /dev/full on this system");

        CliResult result = _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole), "--overwrite", "--set", set);

        result.Code.ShouldBe(4, result.Error);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("No space left");
    }

    [Fact]
    public void AFolderThatIsAFileIsAnInputOutputFailure()
    {
        _cli.Write("file", "");

        CliResult result = _cli.Run(
            "run", _cli.Write("deck.json", ArgonDeck.Whole), "--set", "output:thermo:file=file/t.csv");

        result.Code.ShouldBe(4, result.Error);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("file");
    }

    [SkippableFact]
    public void AFolderWithoutPermissionIsAnInputOutputFailure()
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new SkipException("permissions are set as Linux does");
        }

        string folder = Directory.CreateDirectory(_cli.Path("closed")).FullName;
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Skip.If(Environment.IsPrivilegedProcess, "the superuser may write everywhere");

        CliResult result = _cli.Run(
            "run", _cli.Write("deck.json", ArgonDeck.Whole), "--set", "output:thermo:file=closed/t.csv");

        result.Code.ShouldBe(4, result.Error);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("denied");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("5000")]
    public void AnImpossibleNumberOfThreadsIsRefused(string threads)
    {
        CliResult result = _cli.Run("run", _cli.Write("deck.json", ArgonDeck.Whole), "--threads", threads);

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain($"--threads {threads}: expected an integer");
    }

    public void Dispose() => _cli.Dispose();

    private string WriteFromFile(string structure)
    {
        _cli.Write("start.xyz", structure);
        _cli.Write("model.json", ArgonDeck.Potential);
        return _cli.Write("deck.json", """
            {
              "structure": {"file": "start.xyz"}, "potential": "model.json", "timestep_fs": 2,
              "stages": [{"name": "a", "steps": 10, "dynamics": {"type": "nve"}}],
              "output": {"trajectory": {"file": "out.xyz", "every": 10}}
            }
            """);
    }
}
