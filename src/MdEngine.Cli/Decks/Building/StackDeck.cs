using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Puts another structure on top of this one along a lattice vector.</summary>
public sealed record StackDeck : OperationDeck
{
    /// <summary>The other structure.</summary>
    [Option("with", "The structure to put on top.")]
    public StructureDeck With { get; init; } = new();

    /// <summary>Lattice vector along which they are stacked.</summary>
    [Option("along", "Lattice vector along which the two are stacked.", Required = false)]
    public LatticeVector Along { get; init; } = LatticeVector.C;

    /// <summary>Space added between the two cells, and between the upper one and the next image, Angstrom.</summary>
    [Option("gap_A", "Space added between the faces of the two cells, below and above, Angstrom; may be negative.",
        Required = false, Min = -1000, Max = 10000)]
    public double Gap { get; init; }

    /// <summary>Strain the other structure to fit.</summary>
    [Option("fit", "Turn and strain the other structure so that its other two lattice vectors are those of this one.",
        Required = false)]
    public bool Fit { get; init; }
}
