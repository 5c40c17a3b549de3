namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>A Cartesian axis.</summary>
public enum AxisName
{
    /// <summary>The x axis.</summary>
    X,

    /// <summary>The y axis.</summary>
    Y,

    /// <summary>The z axis.</summary>
    Z,
}
