using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks.Groups;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>A simulation as its JSON deck describes it, checked.</summary>
public sealed record Deck : DeckRoot, IValidatedOptions
{
    /// <summary>Atoms and cell.</summary>
    [Option("structure", "Atoms and cell: a file, a lattice to build or a random packing.")]
    public StructureDeck Structure { get; init; } = new();

    /// <summary>Potential.</summary>
    [Option("potential", "Potential: an object with \"type\", or the path of a potential.json.")]
    public IPotentialSource Potential { get; init; } = null!;

    /// <summary>Initial velocities; those of the file, or none, when null.</summary>
    [Option("velocities", "Initial velocities; those of the structure file, or zero, when absent.")]
    public VelocitiesDeck? Velocities { get; init; }

    /// <summary>Time step, fs.</summary>
    [Option("timestep_fs", "Time step, fs.", Min = 0, ExclusiveMin = true, Max = 1000)]
    public double Timestep { get; init; }

    /// <summary>Neighbour lists.</summary>
    [Option("neighbors", "When neighbour lists are rebuilt.", Required = false)]
    public NeighborsDeck Neighbors { get; init; } = new();

    /// <summary>Groups of atoms by name.</summary>
    [Option("groups", "Groups of atoms by name, for stages to refer to.", Required = false)]
    public IReadOnlyDictionary<string, GroupDeck> Groups { get; init; } = new Dictionary<string, GroupDeck>();

    /// <summary>Stages in order.</summary>
    [Option("stages", "Stages of the run, in order.", MinCount = 1)]
    public IReadOnlyList<StageDeck> Stages { get; init; } = [];

    /// <summary>What the run leaves.</summary>
    [Option("output", "What the run writes.", Required = false)]
    public OutputDeck Output { get; init; } = new();

    /// <summary>Checkpoints.</summary>
    [Option("checkpoint", "Checkpoints, from which run --resume goes on.", Required = false)]
    public CheckpointDeck Checkpoint { get; init; } = new();

    /// <summary>Limits at which the run stops.</summary>
    [Option("guards", "Limits at which the run stops, because what it simulates has gone wrong.", Required = false)]
    public GuardsDeck Guards { get; init; } = new();

    /// <summary>Steps of all stages.</summary>
    public long TotalSteps => Stages.Sum(s => s.Steps);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (int k = 0; k < Stages.Count; k++)
        {
            if (!names.Add(Stages[k].Name))
            {
                yield return ($"stages:{k}:name", $"found \"{Stages[k].Name}\", the name of an earlier stage; expected another");
            }
        }

        if (Velocities is not null && Stages is [{ Dynamics: MinimizerDeck }, ..])
        {
            yield return ("velocities", "the run begins with a minimisation, which has none; give them to the stage after it");
        }

        foreach ((string Key, string Message) fault in GroupNames.Check(this))
        {
            yield return fault;
        }

        foreach ((string key, string file) in Output.Files())
        {
            if (Structure.WithMerged().Any(s => s.File == file))
            {
                yield return ($"output:{key}", "the run would overwrite its own structure file; expected another one");
            }
        }
    }
}
