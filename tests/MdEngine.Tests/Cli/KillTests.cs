using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Real processes, killed at random moments with SIGKILL and resumed: not a byte of the files differs.</summary>
public sealed class KillTests : IDisposable
{
    private readonly CliRunner _cli = new(), _reference = new();

    public static TheoryData<string, int, bool> Runs
    {
        get
        {
            var data = new TheoryData<string, int, bool> { { "stages", 2, true } };
            int k = 0;
            foreach (string name in ResumeDecks.Names)
            {
                data.Add(name, 1 + (k % 2), k++ % 2 == 1);
            }

            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Runs))]
    public void AKilledRunGoesOnToTheBit(string what, int threads, bool gzip) => KillAndResume(what, threads, gzip, 300, what == "stages" ? 5 : 2);

    [SkippableTheory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Runs))]
    public void AKilledRunGoesOnToTheBitManyTimes(string what, int threads, bool gzip) =>
        KillAndResume(what, threads, gzip, 6000, 32);

    [SkippableFact]
    public void ASecondProcessIsRefusedAndAKilledOneLeavesNoLock()
    {
        Skip.IfNot(CliProcess.IsPossible, "no env on this system");
        string deck = _cli.Write("deck.json", ResumeDecks.One("nve", 100_000_000, 10));
        using Process first = CliProcess.Start("run", deck, "--threads", "1");
        // The checkpoint of step 30 has waited for that of step 20 to be on disk.
        ReadTo(first, 40).ShouldBe(40);

        CliResult second = _cli.Run("run", deck, "--resume", "--max-time", "1s");
        second.Code.ShouldBe(2);
        second.ErrorLines.ShouldHaveSingleItem().ShouldContain($"another run (process {first.Id} on");

        Kill(first);
        CliResult third = _cli.Run("run", deck, "--resume", "--max-time", "0.2s");
        third.Code.ShouldBe(130, third.Error);
        third.Error.ShouldContain("going on from step");
    }

    [SkippableTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void ASignalLeavesACheckpointOfTheVeryStep(string signal)
    {
        Skip.IfNot(CliProcess.IsPossible, "no env or kill on this system");
        string text = ResumeDecks.Many(6, 100, 1_000_000);
        _reference.Run("run", _reference.Write("deck.json", text)).Code.ShouldBe(0);
        string deck = _cli.Write("deck.json", text);
        using (Process process = CliProcess.Start("run", deck, "--threads", "1"))
        {
            ReadTo(process, 150).ShouldBe(150);
            Process.Start("/bin/kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
            CliResult result = CliProcess.End(process);

            // On a slow machine the signal may come after the last step.
            result.Code.ShouldBeOneOf(130, 0);
            if (result.Code == 130)
            {
                result.Error.ShouldContain("--resume goes on from");
            }
        }

        CliResult rest = _cli.Run("run", deck, "--resume");
        rest.Code.ShouldBe(0, rest.Error);
        SameFiles(gzip: false);
    }

    public void Dispose()
    {
        _cli.Dispose();
        _reference.Dispose();
    }

    private void KillAndResume(string what, int threads, bool gzip, int steps, int kills)
    {
        Skip.IfNot(CliProcess.IsPossible, "no env on this system");
        string text = what == "stages" ? ResumeDecks.Many(12, steps / 12, 5, gzip) : ResumeDecks.One(what, steps, 7, gzip);
        CliResult whole = _reference.Run("run", _reference.Write("deck.json", text), "--threads", "1");
        whole.Code.ShouldBe(0, whole.Error);
        string deck = _cli.Write("deck.json", text);
        var random = new RandomStream((ulong)(what.Length + kills), RandomPurpose.Other);
        int done = 0, made = 0;
        for (int k = 0; k < kills; k++)
        {
            (double when, double delay) = Philox.Uniform(random, k, 0);
            using Process process = CliProcess.Start("run", deck, "--resume", "--threads", $"{threads}");

            // Mostly some steps on, at any place within a step; now and then while the program starts.
            bool early = k % 5 == 4;
            int row = early ? done : ReadTo(process, done + 1 + (int)(when * 1.6 * steps / kills));
            process.WaitForExit((int)(delay * (early ? 400.0 : 8.0)));
            Kill(process);
            if (row < 0)
            {
                break;
            }

            done = row;
            made++;
        }

        made.ShouldBeGreaterThan(0);

        CliResult last = CliProcess.Run("run", deck, "--resume", "--threads", $"{threads}");
        last.Code.ShouldBe(0, last.Error);
        SameFiles(gzip);
    }

    /// <summary>
    /// Reads the table that the run prints up to the row of a step, or beyond; gives that row, or -1 when the run ends
    /// before.
    /// </summary>
    private static int ReadTo(Process process, int step)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            string first = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault("");
            if (int.TryParse(first, CultureInfo.InvariantCulture, out int row) && row >= step)
            {
                return row;
            }
        }

        return -1;
    }

    private static void Kill(Process process)
    {
        process.Kill();
        process.WaitForExit();
    }

    private void SameFiles(bool gzip) => ResumeDecks.SameFiles(_cli, _reference, gzip);
}
