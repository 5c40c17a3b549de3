using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Puts the atoms of another structure into this one.</summary>
public sealed record MergeDeck : OperationDeck
{
    /// <summary>The other structure.</summary>
    [Option("with", "The other structure; its cell is not used.")]
    public StructureDeck With { get; init; } = new();

    /// <summary>By how much it is moved, Angstrom.</summary>
    [Option("offset_A", "By how much the other structure is moved along x, y and z, Angstrom.", Required = false,
        Min = -1e6, Max = 1e6, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<double> Offset { get; init; } = [0, 0, 0];

    /// <summary>Distance within which atoms give way, Angstrom.</summary>
    [Option("remove_within_A", "Atoms of this structure that are closer than this to one of the other give way, Angstrom.",
        Required = false, Min = 0, Max = 100)]
    public double RemoveWithin { get; init; }
}
