using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>When neighbour lists are rebuilt.</summary>
public sealed record NeighborsDeck
{
    /// <summary>Distance beyond the cutoff up to which neighbours are listed, Angstrom.</summary>
    [Option("skin_A", "Distance beyond the cutoff up to which neighbours are listed, Angstrom.", Required = false,
        Min = 0, Max = 100)]
    public double Skin { get; init; } = 1.0;

    /// <summary>Steps between rebuilds; 0 rebuilds on displacement.</summary>
    [Option("rebuild_every", "Steps between rebuilds; 0 rebuilds when an atom has moved by half the skin, which is safe.",
        Required = false, Min = 0)]
    public int RebuildEvery { get; init; }
}
