using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>Checkpoints, from which <c>run --resume</c> goes on.</summary>
public sealed record CheckpointDeck
{
    /// <summary>Minutes between checkpoints when the deck says nothing.</summary>
    public const double DefaultMinutes = 10.0;

    /// <summary>Whether checkpoints are written.</summary>
    [Option("enabled", "Whether checkpoints are written.", Required = false)]
    public bool Enabled { get; init; } = true;

    /// <summary>Checkpoint file, full path; beside the trajectory or thermo file when null.</summary>
    [Option("file", "Checkpoint file; beside the trajectory (or else the thermo file), ending in .checkpoint, when absent.")]
    [OutputFile]
    public string? File { get; init; }

    /// <summary>Steps between checkpoints.</summary>
    [Option("every_steps", "Steps between checkpoints; when absent they go by time.", Min = 1)]
    public long? EverySteps { get; init; }

    /// <summary>Wall time between checkpoints, minutes.</summary>
    [Option("every_minutes", "Minutes of wall time between checkpoints; 10 when neither this nor every_steps is given.",
        Min = 0, ExclusiveMin = true, Max = 1e6)]
    public double? EveryMinutes { get; init; }
}
