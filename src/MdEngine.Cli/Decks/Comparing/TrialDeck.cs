using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks.Groups;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>A simulation that a comparison runs with each potential: the part of a run's deck that is not the potential.</summary>
public sealed record TrialDeck : IValidatedOptions
{
    /// <summary>Name for tables and files.</summary>
    [Option("name", "Name for tables, plots and files.")]
    public string Name { get; init; } = "";

    /// <summary>Atoms and cell.</summary>
    [Option("structure", "Atoms and cell: a file, a lattice to build or a random packing.")]
    public StructureDeck Structure { get; init; } = new();

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
    [Option("stages", "Stages, in order.", MinCount = 1)]
    public IReadOnlyList<StageDeck> Stages { get; init; } = [];

    /// <summary>Limits at which it has failed.</summary>
    [Option("guards", "Limits at which a simulation counts as failed.", Required = false)]
    public GuardsDeck Guards { get; init; } = new();

    /// <summary>Steps between frames.</summary>
    [Option("frame_every", "Steps between frames of the trajectory, on which potentials are compared too.", Required = false, Min = 1)]
    public int FrameEvery { get; init; } = 20;

    /// <summary>The run that this part of a deck describes, without its potential.</summary>
    /// <param name="deck">The comparison.</param>
    public Deck AsRun(ComparisonDeck deck) => new()
    {
        SourceFile = deck.SourceFile,
        Seed = deck.Seed,
        Title = Name,
        Structure = Structure,
        Velocities = Velocities,
        Timestep = Timestep,
        Neighbors = Neighbors,
        Groups = Groups,
        Stages = Stages,
        Guards = Guards,
    };

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() =>
        ComparisonNames.CheckName(Name).Concat(AsRun(new ComparisonDeck()).Validate());
}
