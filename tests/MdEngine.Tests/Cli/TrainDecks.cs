using System;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Plugins;
using MdEngine.Tests.Training.Data;
using MdEngine.Tests.Training.Fitting;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Tests.Cli;

/// <summary>Training decks for the fit of the tests.</summary>
internal static class TrainDecks
{
    public const string Text = """
        {
          "title": "Copper of the tests",
          "seed": 3,
          "data": {
            "files": ["cu.xyz"],
            "sigmas": {"energy_eV_atom": 0.001, "forces_eV_A": 0.05},
            "groups": {"hot": {"weight": 0.5}},
            "isolated_atoms": {"energies_eV": {"Cu": -1.25}}
          },
          "model": {"type": "test-pair-sum", "cutoff_A": 4.5, "terms": 4, "iterations": 12},
          "output": {"folder": "model"},
          "checkpoint": {"every_minutes": 1000}
        }
        """;

    /// <summary>Registers the fit and the potential that comes out of it.</summary>
    public static Action<IServiceCollection> Configure => services =>
    {
        services.AddPotential(new TestPairSumFactory());
        services.AddSingleton(new OptionAssembly(typeof(TestPairFit).Assembly));
    };

    /// <summary>Writes deck and data; gives the deck.</summary>
    public static string Write(CliRunner cli, string? text = null, int frames = 20)
    {
        cli.Configure = Configure;
        TrainingSets.Write(cli.Path("cu.xyz"), TrainingSets.Copper(frames));
        return cli.Write("train.json", text ?? Text);
    }
}
