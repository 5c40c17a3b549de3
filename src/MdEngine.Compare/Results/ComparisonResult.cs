using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Accuracy;
using MdEngine.Compare.Cost;

namespace MdEngine.Compare.Results;

/// <summary>
/// A comparison: the root of the JSON file. Keys are in snake case; numbers that do not exist are null; units stand in the
/// keys or beside the numbers.
/// </summary>
/// <remarks>
/// Timings differ from one run to another: <see cref="Created"/>, <see cref="Piece.Seconds"/>, pieces of the kind "cost" and
/// the costs in <see cref="Frontiers"/>. All else is the same for the same input on the same type of processor.
/// </remarks>
public sealed record ComparisonResult
{
    /// <summary>What the file is.</summary>
    public const string FormatName = "mdengine-comparison";

    /// <summary>
    /// Version of the layout: it grows when something is renamed, removed or changes its meaning, not when something is added.
    /// </summary>
    public const int LatestVersion = 1;

    /// <summary><see cref="FormatName"/>.</summary>
    public string Format { get; init; } = FormatName;

    /// <summary><see cref="LatestVersion"/>.</summary>
    public int Version { get; init; } = LatestVersion;

    /// <summary>Program that made it, with its version.</summary>
    public string Program { get; init; } = "";

    /// <summary>When it was made, UTC, ISO 8601.</summary>
    public string Created { get; init; } = "";

    /// <summary>What the comparison is about.</summary>
    public string Title { get; init; } = "";

    /// <summary>The deck as it was read, with what overrode it.</summary>
    public string Deck { get; init; } = "";

    /// <summary>Machine that it was made on.</summary>
    public required ProcessorInfo Machine { get; init; }

    /// <summary>Threads.</summary>
    public int Threads { get; init; }

    /// <summary>Names of the potentials, in the order of the deck.</summary>
    public IReadOnlyList<string> Potentials { get; init; } = [];

    /// <summary>Sets of reference data.</summary>
    public IReadOnlyList<ReferenceSummary> ReferenceSets { get; init; } = [];

    /// <summary>All pieces of work: those that failed too, with the reason.</summary>
    public IReadOnlyList<Piece> Pieces { get; init; } = [];

    /// <summary>Error against cost.</summary>
    public IReadOnlyList<Frontier> Frontiers { get; init; } = [];

    /// <summary>The pieces of a kind.</summary>
    /// <param name="kind">Kind.</param>
    /// <param name="potential">Name of the potential; null for all.</param>
    public IEnumerable<Piece> Of(PieceKind kind, string? potential = null) =>
        Pieces.Where(p => p.Kind == kind && (potential is null || p.Potential == potential));
}
