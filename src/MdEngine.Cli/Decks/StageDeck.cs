using System.Collections.Generic;
using MdEngine.Cli.Decks.Ensembles;
using MdEngine.Cli.Decks.Groups;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>One stage of a run.</summary>
public sealed record StageDeck : IValidatedOptions
{
    /// <summary>Name, for output.</summary>
    [Option("name", "Name of the stage, for output.")]
    public string Name { get; init; } = "";

    /// <summary>Number of steps.</summary>
    [Option("steps", "Number of time steps; the most there may be, for a minimisation.", Min = 1, Max = 1e15)]
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
    [Option("dynamics", "How the atoms move: the ensemble and its thermostat, or a minimisation.")]
    public DynamicsDeck Dynamics { get; init; } = new NveDeck();

    /// <summary>New velocities at the beginning of the stage.</summary>
    [Option("velocities", "New velocities at the beginning of the stage, as after a minimisation.")]
    public VelocitiesDeck? Velocities { get; init; }

    /// <summary>Names of groups whose atoms do not move.</summary>
    [Option("frozen", "Names of groups whose atoms do not move.", MinCount = 1)]
    public IReadOnlyList<string>? Frozen { get; init; }

    /// <summary>Constant forces on groups.</summary>
    [Option("forces", "Constant forces on groups of atoms; those on one atom add up.", MinCount = 1)]
    public IReadOnlyList<ForceDeck>? Forces { get; init; }

    /// <summary>Removal of the motion of the whole.</summary>
    [Option("remove_drift", "Removal of the motion of the whole; none when absent.")]
    public DriftDeck? RemoveDrift { get; init; }

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

        if (Velocities is not null && Dynamics is MinimizerDeck)
        {
            yield return ("velocities", "a minimisation has none; give them to the stage after it");
        }

        if (LargestMove is not null && Dynamics is MinimizerDeck)
        {
            yield return ("largest_move_A", "a minimisation has a limit of its own, \"max_step_A\" of its \"dynamics\"; leave the key out");
        }

        foreach ((string key, bool given) in new[]
                 {
                     ("forces", Forces is not null), ("remove_drift", RemoveDrift is not null),
                 })
        {
            if (given && Dynamics is MinimizerDeck)
            {
                yield return (key, "a minimisation moves atoms by the forces of the potential alone; leave the key out");
            }
        }

        if (Frozen is not null && Dynamics is MartynaTobiasKleinDeck or CellRescalingDeck)
        {
            yield return ("frozen", "a barostat moves every atom: none can be frozen; leave the key out");
        }
    }
}
