using System;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.SamplePlugin;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Cli;

/// <summary>A third party's potential, from its own assembly, in a run.</summary>
public sealed class PluginRunTests : IDisposable
{
    private const string Deck = """
        {
          "structure": {"lattice": "fcc", "elements": ["Cu"], "a_A": 3.6, "replicate": [4, 4, 4]},
          "potential": {"type": "sample-morse", "pairs": [
            {"elements": ["Cu", "Cu"], "depth_eV": 0.3429, "width_per_A": 1.3588, "r0_A": 2.866, "cutoff_A": 6.5}]},
          "velocities": {"temperature_K": 300}, "timestep_fs": 1,
          "stages": [{"name": "free", "steps": 50, "dynamics": {"type": "nve"}}],
          "output": {"thermo": {"file": "t.csv", "every": 1}}
        }
        """;

    private readonly CliRunner _cli = new();
    private readonly string _plugins;

    public PluginRunTests()
    {
        _plugins = _cli.Path("plugins");
        Directory.CreateDirectory(_plugins);
        File.Copy(typeof(MorsePlugin).Assembly.Location, Path.Combine(_plugins, "MdEngine.SamplePlugin.dll"));
    }

    [Fact]
    public void APluginRunsInThisProcess()
    {
        string deck = _cli.Write("deck.json", Deck);

        CliResult result = _cli.Run("run", deck, "--plugins", _plugins);

        result.Code.ShouldBe(0, result.Error);
        result.Error.ShouldContain("1 potentials");
        ShouldConserveEnergy();
    }

    [Fact]
    public void APluginRunsInTheRealProcess()
    {
        string deck = _cli.Write("deck.json", Deck);

        CliResult result = CliProcess.Run("run", deck, "--plugins", _plugins, "--threads", "1");

        result.Code.ShouldBe(0, result.Error);
        ShouldConserveEnergy();
    }

    [Fact]
    public void WithoutItsFolderThePotentialIsUnknown()
    {
        CliResult result = _cli.Run("run", _cli.Write("deck.json", Deck));

        result.Code.ShouldBe(2);
        result.ErrorLines.ShouldHaveSingleItem().ShouldContain("those of third parties need --plugins DIR");
    }

    [Fact]
    public void PluginsServeTheOtherCommandsToo()
    {
        string model = _cli.Write("model.json",
            """{"type": "sample-morse", "pairs": [{"elements": ["Cu", "Cu"], "depth_eV": 0.5, "width_per_A": 1.5, "r0_A": 2.5, "cutoff_A": 6}]}""");
        string frames = _cli.Write("f.xyz", "2\n\nCu 0 0 0\nCu 2.5 0 0\n");

        _cli.Run("evaluate", "--plugins", _plugins, "--potential", model, frames).Code.ShouldBe(0);
        _cli.Run("bench", "--plugins", _plugins, "--potential", model, "--structure", frames, "--steps", "5").Code.ShouldBe(0);
        _cli.Run("potentials", "--plugins", _plugins).Output.ShouldContain("sample-morse");
        _cli.Run("validate", _cli.Write("deck.json", Deck), "--plugins", _plugins).Code.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();

    private void ShouldConserveEnergy()
    {
        double[] total = [.. File.ReadLines(_cli.Path("t.csv")).Skip(1)
            .Select(l => double.Parse(l.Split(',')[6], CultureInfo.InvariantCulture))];
        total.Length.ShouldBe(51);

        // 256 atoms of 0.04 eV kinetic energy each, exchanged with potential energy at 1 fs: verlet errors of 1e-4 of it.
        (total.Max() - total.Min()).ShouldBeLessThan(256 * 0.04 * 1e-3);
    }
}
