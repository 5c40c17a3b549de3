using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>What a run leaves.</summary>
public sealed record OutputDeck : IValidatedOptions
{
    /// <summary>Key of the thermo file.</summary>
    public const string ThermoKey = "thermo:file";

    /// <summary>Key of the trajectory file.</summary>
    public const string TrajectoryKey = "trajectory:file";

    /// <summary>Key of the uncertainty file, from the output section on.</summary>
    public const string UncertaintyKey = "uncertainty:file";

    /// <summary>Thermodynamic record.</summary>
    [Option("thermo", "Thermodynamic record as CSV.")]
    public ThermoDeck? Thermo { get; init; }

    /// <summary>Trajectory.</summary>
    [Option("trajectory", "Trajectory as extended XYZ.")]
    public TrajectoryDeck? Trajectory { get; init; }

    /// <summary>Uncertainty of the potential.</summary>
    [Option("uncertainty", "How uncertain the potential is of the atoms, as CSV, with limits; for potentials that can tell.")]
    public UncertaintyDeck? Uncertainty { get; init; }

    /// <summary>Log file.</summary>
    [Option("log", "Log file.")]
    public LogDeck? Log { get; init; }

    /// <summary>Steps between thermo lines on the terminal; a tenth of each stage when null.</summary>
    [Option("terminal_every", "Steps between lines on the terminal; about ten lines a stage when absent.", Min = 1)]
    public int? TerminalEvery { get; init; }

    /// <summary>Whether files that exist are overwritten.</summary>
    [Option("overwrite", "Whether output files that exist are overwritten.", Required = false)]
    public bool Overwrite { get; init; }

    /// <summary>The files to write with the keys that name them.</summary>
    public IEnumerable<(string Key, string File)> Files() =>
        new[]
            {
                (ThermoKey, Thermo?.File), (TrajectoryKey, Trajectory?.File),
                (UncertaintyKey, Uncertainty?.File), ("log:file", Log?.File),
            }
            .Where(f => f.Item2 is not null)
            .Select(f => (f.Item1, f.Item2!));

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string key, string file) in Files())
        {
            if (!seen.TryAdd(file, key))
            {
                yield return (key, $"the same file as \"{seen[file].Replace(':', '.')}\"; expected another one");
            }
        }
    }
}
