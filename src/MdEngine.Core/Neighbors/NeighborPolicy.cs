namespace MdEngine.Core.Neighbors;

/// <summary>When lists are rebuilt.</summary>
public sealed record NeighborPolicy
{
    /// <summary>Distance beyond the cutoff up to which neighbours are listed, Angstrom.</summary>
    public double Skin { get; init; } = 1.0;

    /// <summary>
    /// Steps between rebuilds, without regard to displacements; 0 (the default) rebuilds when an atom has moved by
    /// more than half the skin, which misses no neighbour.
    /// </summary>
    public int RebuildEvery { get; init; }
}
