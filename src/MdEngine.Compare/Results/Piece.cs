using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Cost;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trust;

namespace MdEngine.Compare.Results;

/// <summary>A finished piece of work of a comparison: one potential and one task. At most one of the results is there.</summary>
public sealed record Piece
{
    /// <summary>Digest of all that decides over the result: potential, task, program. Equal keys, equal results.</summary>
    public required string Key { get; init; }

    /// <summary>Kind of work.</summary>
    public required PieceKind Kind { get; init; }

    /// <summary>Name of the potential.</summary>
    public required string Potential { get; init; }

    /// <summary>Name of the task: a data set, a property, a simulation.</summary>
    public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    public PieceStatus Status { get; init; }

    /// <summary>Why it failed or was skipped; null when it was done.</summary>
    public string? Reason { get; init; }

    /// <summary>Wall time that it took, s.</summary>
    public double Seconds { get; init; }

    /// <summary>What is known of the potential itself.</summary>
    public ModelFacts? Model { get; init; }

    /// <summary>Errors.</summary>
    public AccuracyResult? Accuracy { get; init; }

    /// <summary>Property.</summary>
    public PropertyResult? Property { get; init; }

    /// <summary>Simulation.</summary>
    public SimulationResult? Simulation { get; init; }

    /// <summary>Disagreement.</summary>
    public DisagreementResult? Disagreement { get; init; }

    /// <summary>Cost.</summary>
    public CostResult? Cost { get; init; }
}
