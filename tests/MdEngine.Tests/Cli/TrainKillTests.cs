using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Real processes that train, killed with SIGKILL and resumed: not a byte of the model differs.</summary>
public sealed class TrainKillTests : IDisposable
{
    private readonly CliRunner _cli = new(), _reference = new();

    [SkippableFact]
    public void AKilledTrainingGoesOnToTheBit()
    {
        Skip.IfNot(CliProcess.IsPossible, "no env on this system");
        string[] whole = Arguments(_reference);
        CliResult reference = CliProcess.Run([.. whole, "--threads", "1"]);
        reference.Code.ShouldBe(0, reference.Error);
        int epochs = Epochs(_reference);

        for (int kill = 1; kill <= 3; kill++)
        {
            using Process process = CliProcess.Start([.. Arguments(_cli), "--resume", "--threads", $"{1 + (kill % 2)}"]);

            // Some epochs on, wherever within one.
            int until = Math.Min(epochs - 1, Epochs(_cli) + (epochs / 5));
            while (Epochs(_cli) < until && !process.WaitForExit(5))
            {
            }

            process.Kill();
            process.WaitForExit();
        }

        Epochs(_cli).ShouldBeInRange(1, epochs);
        CliResult rest = CliProcess.Run([.. Arguments(_cli), "--resume"]);
        rest.Code.ShouldBe(0, rest.Error);
        foreach (string file in new[] { "nep.txt", "potential.json", "losses.csv" })
        {
            File.ReadAllBytes(_cli.Path($"model/{file}")).ShouldBe(File.ReadAllBytes(_reference.Path($"model/{file}")), file);
        }

        Directory.GetFiles(_cli.Folder, "*.lock").ShouldBeEmpty();
        Directory.GetFiles(_cli.Folder, "*.tmp").ShouldBeEmpty();
    }

    public void Dispose()
    {
        _cli.Dispose();
        _reference.Dispose();
    }

    private static string[] Arguments(CliRunner cli) =>
    [
        "train", Path.Combine(Repository.Root, "inputs", "train-nep.json"), "--set", $"output:folder={cli.Path("model")}",
        "--set", "model:epochs=40", "--set", "model:lbfgs_steps=10", "--set", "checkpoint:every_minutes=0",
    ];

    private static int Epochs(CliRunner cli) =>
        File.Exists(cli.Path("model/losses.csv")) ? Math.Max(0, File.ReadLines(cli.Path("model/losses.csv")).Count() - 1) : 0;
}
