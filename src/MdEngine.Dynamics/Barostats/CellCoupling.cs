namespace MdEngine.Dynamics.Barostats;

/// <summary>How a cell may deform under a barostat.</summary>
public enum CellCoupling
{
    /// <summary>All coupled axes stretch alike, so that the cell keeps its shape.</summary>
    Isotropic,

    /// <summary>Each coupled Cartesian axis stretches by itself.</summary>
    Axes,

    /// <summary>All lengths and angles change; the cell does not turn.</summary>
    Full,
}
