using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>The real process: exit codes, streams, signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly CliRunner _cli = new();

    [SkippableTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void ASignalFinishesTheStepAndClosesFilesWhole(string signal)
    {
        Skip.IfNot(CliProcess.IsPossible, "no env or kill on this system");
        string deck = _cli.Write("deck.json", ArgonDeck.Whole);

        using Process process = CliProcess.Start("run", deck, "--threads", "1",
            "--set", "stages:2:steps=1000000000", "--set", "output:terminal_every=1000");
        while (process.StandardOutput.ReadLine() is { } line && !line.TrimStart().StartsWith("1000 ", StringComparison.Ordinal))
        {
            // Up to a row of the endless stage.
        }

        Process.Start("/bin/kill", [$"-{signal}", process.Id.ToString()]).WaitForExit();
        CliResult result = CliProcess.End(process);

        result.Code.ShouldBe(130, result.Error);
        result.Error.ShouldContain("interrupted after step");
        result.Output.ShouldContain("atom-steps/s");
        string csv = File.ReadAllText(_cli.Path("t.csv"));
        csv.ShouldEndWith("\n");
        csv.TrimEnd().Split('\n')[^1].Split(',').Length.ShouldBe(csv.Split('\n')[0].Split(',').Length);
        StructureFormats.ReadAll(_cli.Path("t.xyz")).ToList().ShouldAllBe(f => f.Count == 108);
    }

    [SkippableFact]
    public void StreamsAreSeparateAndFreeOfCursorTricks()
    {
        Skip.IfNot(CliProcess.IsPossible, "no env on this system");

        CliResult result = CliProcess.Run("run", _cli.Write("deck.json", ArgonDeck.Whole));

        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("atom-steps/s");
        result.Error.ShouldContain("stage hold");
        (result.Output + result.Error).ShouldNotContain("\u001b");
        (result.Output + result.Error).ShouldNotContain("\r");
    }

    [SkippableFact]
    public void ExitCodesReachTheShell()
    {
        Skip.IfNot(CliProcess.IsPossible, "no env on this system");

        CliResult missing = CliProcess.Run("run", _cli.Path("none.json"));
        missing.Code.ShouldBe(2);
        missing.Error.ShouldContain("none.json: no such file");
        CliProcess.Run("potentials").Code.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();
}
