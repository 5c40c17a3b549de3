using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>One stage of a run.</summary>
public sealed record StageDeck : IValidatedOptions
{
    /// <summary>Name, for output.</summary>
    [Option("name", "Name of the stage, for output.")]
    public string Name { get; init; } = "";

    /// <summary>Number of steps.</summary>
    [Option("steps", "Number of time steps.", Min = 1, Max = 1e15)]
    public long Steps { get; init; }

    /// <summary>Time step of this stage, fs; the deck's when null.</summary>
    [Option("timestep_fs", "Time step of this stage, fs; that of the deck when absent.",
        Min = 0, ExclusiveMin = true, Max = 1000)]
    public double? Timestep { get; init; }

    /// <summary>Farthest that an atom shall move in a step, Angstrom: the time step is shortened where needed.</summary>
    [Option("largest_move_A", "Farthest that an atom shall move in a step, Angstrom: the time step is shortened where needed.",
        Min = 0, ExclusiveMin = true, Max = 10)]
    public double? LargestMove { get; init; }

    /// <summary>How the atoms move.</summary>
    [Option("dynamics", "How the atoms move: the ensemble and its thermostat.")]
    public DynamicsDeck Dynamics { get; init; } = new NveDeck();

    /// <summary>False: no rows and frames of this stage in the files.</summary>
    [Option("record", "False: this stage leaves nothing in the thermo and trajectory files.", Required = false)]
    public bool Record { get; init; } = true;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (string.IsNullOrWhiteSpace(Name))
        {
            yield return ("name", "found an empty name, expected one such as \"equilibrate\"");
        }
    }
}
