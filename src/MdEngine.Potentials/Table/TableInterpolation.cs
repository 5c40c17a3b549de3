namespace MdEngine.Potentials.Table;

/// <summary>How a table is interpolated: energy and force over distance each on a grid of squared distances.</summary>
public enum TableInterpolation
{
    /// <summary>Straight lines.</summary>
    Linear,

    /// <summary>Cubic splines.</summary>
    Spline,
}
