using MdEngine.Core.Options;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Cli.Decks.Training;

/// <summary>A training: data, the model to fit to them, and where it goes.</summary>
public sealed record TrainDeck : DeckRoot
{
    /// <summary>Data.</summary>
    [Option("data", "Structures with energies, forces and stress from electronic-structure calculations.")]
    public DataOptions Data { get; init; } = new();

    /// <summary>Model.</summary>
    [Option("model", "The model to fit, told apart by \"type\", with its hyper-parameters.")]
    public FitOptions Model { get; init; } = null!;

    /// <summary>Where the model goes.</summary>
    [Option("output", "Where the model goes.")]
    public TrainOutputDeck Output { get; init; } = new();

    /// <summary>Checkpoints.</summary>
    [Option("checkpoint", "Checkpoints, from which train --resume goes on; beside the output folder, ending in .checkpoint.", Required = false)]
    public TrainCheckpointDeck Checkpoint { get; init; } = new();
}
