using MdEngine.Core.Options;
using MdEngine.Training.Optimizers;

namespace MdEngine.Training.Hdnnp;

/// <summary>A stage of the optimisation.</summary>
public sealed record HdnnpStage
{
    /// <summary>Optimiser.</summary>
    [Option("optimizer", "Optimiser: kalman, adam or lbfgs.")]
    public HdnnpOptimizer Optimizer { get; init; }

    /// <summary>Number of epochs.</summary>
    [Option("epochs", "Number of epochs; one of lbfgs is ten steps.", Min = 1, Max = 1e7)]
    public int Epochs { get; init; } = 100;

    /// <summary>Epochs to go on without a better validation loss.</summary>
    [Option("patience", "Epochs to go on without a lower validation loss before the stage ends; default: all.", Required = false, Min = 1)]
    public int Patience { get; init; } = int.MaxValue;

    /// <summary>Frames of a batch of Adam.</summary>
    [Option("batch_frames", "Frames of a batch (adam).", Required = false, Min = 1)]
    public int BatchFrames { get; init; } = 4;

    /// <summary>Settings of Adam.</summary>
    [Option("adam", "Settings of adam.", Required = false)]
    public AdamSettings Adam { get; init; } = new();

    /// <summary>Pairs that L-BFGS keeps.</summary>
    [Option("memory", "Pairs of steps that lbfgs keeps.", Required = false, Min = 1, Max = 1000)]
    public int Memory { get; init; } = 30;

    /// <summary>Settings of the filter.</summary>
    [Option("kalman", "Settings of kalman.", Required = false)]
    public KalmanSettings Kalman { get; init; } = new();

    /// <summary>What the filter is updated with.</summary>
    [Option("updates", "What kalman is updated with.", Required = false)]
    public KalmanUpdates Updates { get; init; } = new();
}
