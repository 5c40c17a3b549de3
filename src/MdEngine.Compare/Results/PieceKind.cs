namespace MdEngine.Compare.Results;

/// <summary>Kinds of work that a comparison consists of.</summary>
public enum PieceKind
{
    /// <summary>Making the potential from its files.</summary>
    Model,

    /// <summary>Errors against a set of reference data.</summary>
    Accuracy,

    /// <summary>A property.</summary>
    Property,

    /// <summary>A simulation.</summary>
    Simulation,

    /// <summary>Disagreement of all potentials along the trajectory of one.</summary>
    Disagreement,

    /// <summary>Cost.</summary>
    Cost,
}
