namespace MdEngine.Cli.Decks.Building;

/// <summary>One of the three lattice vectors.</summary>
public enum LatticeVector
{
    /// <summary>The first.</summary>
    A,

    /// <summary>The second.</summary>
    B,

    /// <summary>The third.</summary>
    C,
}
