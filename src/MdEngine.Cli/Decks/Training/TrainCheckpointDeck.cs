using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Training;

/// <summary>Checkpoints of a training.</summary>
public sealed record TrainCheckpointDeck
{
    /// <summary>Wall time between checkpoints, minutes.</summary>
    [Option("every_minutes", "Minutes of wall time between checkpoints.", Required = false, Min = 0, Max = 1e6)]
    public double EveryMinutes { get; init; } = 5.0;
}
