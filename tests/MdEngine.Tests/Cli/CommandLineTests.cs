using System;
using System.IO;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Plugins;
using MdEngine.Core;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>Commands, exit codes, plug-in folders.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly CliRunner _cli = new();

    [Theory]
    [InlineData("validat deck.json", "unknown command 'validat'; did you mean 'validate'?")]
    [InlineData("validate --plugin x deck.json", "unknown option '--plugin'; did you mean '--plugins'?")]
    [InlineData("validate deck.json --sett a=b", "unknown option '--sett'; did you mean '--set'?")]
    [InlineData("validate", "Required argument 'DECK' missing")]
    [InlineData("validate a.json b.json", "unknown argument 'b.json'")]
    [InlineData("validate @deck.json", "@deck.json: no such file")]
    [InlineData("", "Required command was not provided.")]
    public void ABadCommandLineIsExplained(string line, string expected)
    {
        CliResult result = _cli.Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        result.Code.ShouldBe(2, result.Error);
        result.Error.ShouldContain(expected);
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void HelpIsNoFault()
    {
        CliResult result = _cli.Run("validate", "--help");

        result.Code.ShouldBe(0);
        result.Output.ShouldContain("--set");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public void PotentialsAreListedWithTheirOptions()
    {
        CliResult result = _cli.Run("potentials");

        result.Code.ShouldBe(0, result.Error);
        result.Output.ShouldContain("test-pair          Pair potential of the tests");
        result.Output.ShouldContain("cutoff_A           a number > 0. Cutoff, Angstrom.");
        result.Output.ShouldContain("sum ");
    }

    [Fact]
    public void FailuresHaveTheirExitCodes()
    {
        (Exception Thrown, int Code)[] cases =
        [
            (new InputException("bad"), 2),
            (new PhysicsException("bad"), 3),
            (new IOException("bad"), 4),
            (new UnauthorizedAccessException("bad"), 4),
            (new OperationCanceledException("bad"), 130),
            (new InvalidOperationException("bad"), 1),
        ];
        foreach ((Exception thrown, int code) in cases)
        {
            _cli.Configure = _ => throw thrown;

            CliResult result = _cli.Run("potentials");

            result.Code.ShouldBe(code);
            result.ErrorLines.ShouldHaveSingleItem();
            result.Error.ShouldNotContain("   at ");
        }
    }

    [Fact]
    public void AFileThatMayNotBeReadIsAnInputOutputFailure()
    {
        string deck = _cli.Write("deck.json", GoodDeck.Text);

        // Held open by nobody else: reads fail with an IOException whoever runs the test.
        using var hold = new FileStream(deck, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        _cli.Run("validate", deck).Code.ShouldBe(4);
    }

    [Fact]
    public void AnUnusablePluginFolderIsExplained()
    {
        _cli.Run("potentials", "--plugins", _cli.Path("none")).ErrorLines.ShouldHaveSingleItem().ShouldContain("no such folder");

        Directory.CreateDirectory(_cli.Path("empty"));
        _cli.Run("potentials", "--plugins", _cli.Path("empty")).ErrorLines.ShouldHaveSingleItem().ShouldContain("holds no *.dll");

        _cli.Write("broken/a.dll", "MZ this is no assembly");
        CliResult broken = _cli.Run("potentials", "--plugins", _cli.Path("broken"));
        broken.Code.ShouldBe(2);
        broken.ErrorLines.ShouldHaveSingleItem().ShouldContain("a.dll: is no .NET assembly or is damaged");

        string file = _cli.Write("file", "");
        _cli.Run("potentials", "--plugins", file).ErrorLines.ShouldHaveSingleItem().ShouldContain("found a file, expected a folder");
    }

    [Fact]
    public void ADamagedAssemblyIsExplained()
    {
        byte[] good = File.ReadAllBytes(typeof(IPotential).Assembly.Location);
        Directory.CreateDirectory(_cli.Path("damaged"));
        foreach (int length in new[] { 64, 200, 512, 1024, good.Length / 2 })
        {
            File.WriteAllBytes(_cli.Path("damaged/a.dll"), good[..length]);

            CliResult result = _cli.Run("potentials", "--plugins", _cli.Path("damaged"));

            result.Code.ShouldBe(2, $"{length} bytes: {result.Error}");
            result.ErrorLines.ShouldHaveSingleItem().ShouldContain("a.dll");
        }
    }

    [Fact]
    public void AssembliesWithoutPluginAreNotedAndSkipped()
    {
        Directory.CreateDirectory(_cli.Path("plugins"));
        File.Copy(typeof(FsCheck.Gen<>).Assembly.Location, _cli.Path("plugins/FsCheck.dll"));
        File.Copy(typeof(IPotential).Assembly.Location, _cli.Path("plugins/MdEngine.Core.dll"));

        CliResult result = _cli.Run("potentials", "--plugins", _cli.Path("plugins"));

        result.Code.ShouldBe(0, result.Error);
        result.Error.ShouldContain("FsCheck.dll: no plug-in");
        result.Error.ShouldContain("MdEngine.Core.dll: part of the program itself; skipped");
    }

    [Fact]
    public void TwoPotentialsOfOneNameAreRefused()
    {
        _cli.Configure = s => s.AddPotential(new TestPairFactory()).AddPotential(new TestPairFactory());

        CliResult result = _cli.Run("potentials");

        result.Code.ShouldBe(2);
        string message = result.ErrorLines.ShouldHaveSingleItem();
        message.ShouldContain("two assemblies bring a potential of the type 'test-pair'");
        message.Split("MdEngine.Tests (").Length.ShouldBe(3);
    }

    [Fact]
    public void ModelsAreFoundFromTheNearestFolderAbove()
    {
        _cli.Write("potentials/B/potential.json", "{}");
        _cli.Write("potentials/B/README.md", "# Model B\ntext\n");
        _cli.Write("potentials/A/potential.json", "{}");
        _cli.Write("potentials/notes/README.md", "# No model");
        _cli.Write("inputs/sub/deck.json", "{}");

        string[] models = [.. ShippedModels.Find(_cli.Path("inputs/sub"))];

        models.ShouldBe([_cli.Path("potentials/A"), _cli.Path("potentials/B")]);
        ShippedModels.Title(models[0]).ShouldBeEmpty();
        ShippedModels.Title(models[1]).ShouldBe("Model B");
    }

    public void Dispose() => _cli.Dispose();
}
