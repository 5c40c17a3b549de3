namespace MdEngine.Dynamics.Minimizers;

/// <summary>What of the cell a minimisation changes.</summary>
public enum CellRelaxation
{
    /// <summary>Nothing: atoms only.</summary>
    Fixed,

    /// <summary>Its volume, not its shape.</summary>
    Hydrostatic,

    /// <summary>Its shape, not its volume.</summary>
    Shape,

    /// <summary>Volume and shape.</summary>
    Full,
}
