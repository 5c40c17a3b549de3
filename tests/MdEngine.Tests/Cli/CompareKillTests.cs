using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Real processes that compare, killed with SIGKILL and started again: but for timings the results are the same.</summary>
public sealed class CompareKillTests : IDisposable
{
    private const int Pieces = 2 * 6;
    private readonly CliRunner _cli = new();

    [SkippableFact]
    public void AKilledComparisonGoesOnToTheSameResults()
    {
        Skip.IfNot(CliProcess.IsPossible, "no env on this system");
        _cli.Write("frames.xyz", CompareDecks.Frames);
        string deck = _cli.Write("deck.json", CompareDecks.Good.Replace("\"steps\": 40", "\"steps\": 3000"));
        CliResult whole = CliProcess.Run("compare", deck, "-o", _cli.Path("whole.html"));
        whole.Code.ShouldBe(0, whole.Error);

        string[] arguments = ["compare", deck, "-o", _cli.Path("killed.html")];
        int[] kills = [2, 4, 6];
        foreach (int piece in kills)
        {
            using Process process = CliProcess.Start(arguments);
            ReadTo(process, piece).ShouldBeTrue($"piece {piece} was never finished");

            // Somewhere within the next; far from the end, which a machine under load might reach before the kill.
            process.WaitForExit(40);
            process.Kill();
            process.WaitForExit();
        }

        // What a SIGKILL within a write would leave of a piece.
        string kept = Directory.GetFiles(_cli.Path("killed.work"), "*.json").Order().First();
        File.WriteAllText(kept, File.ReadAllText(kept)[..^9]);

        CliResult rest = CliProcess.Run(arguments);
        rest.Code.ShouldBe(0, rest.Error);
        rest.Error.ShouldContain("kept from an earlier run");
        Results("killed").ShouldBe(Results("whole"));
        Trajectories("killed").ShouldBe(Trajectories("whole"));
    }

    public void Dispose() => _cli.Dispose();

    /// <summary>Reads the log up to the line that a piece is finished; false when it ends before.</summary>
    private static bool ReadTo(Process process, int piece)
    {
        while (process.StandardError.ReadLine() is { } line)
        {
            string[] words = line.Split(' ', '/');
            if (words.Length > 3 && words[3] == Pieces.ToString(CultureInfo.InvariantCulture)
                && int.TryParse(words[2], CultureInfo.InvariantCulture, out int number) && number >= piece)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The results without what differs from one run to another, as ComparisonResult tells it.</summary>
    private string Results(string name)
    {
        JsonObject root = JsonNode.Parse(File.ReadAllText(_cli.Path($"{name}.results.json")))!.AsObject();
        root.Remove("created");
        root.Remove("frontiers");
        foreach (JsonNode? piece in root["pieces"]!.AsArray())
        {
            piece!.AsObject().Remove("seconds");
            piece.AsObject().Remove("cost");
        }

        root["pieces"]!.AsArray().Count.ShouldBe(Pieces);
        return root.ToJsonString();
    }

    private string[] Trajectories(string name) =>
        [.. Directory.GetFiles(_cli.Path($"{name}.work"), "*.xyz").Order().Select(f => Path.GetFileName(f) + "\n" + File.ReadAllText(f))];
}
