namespace MdEngine.Compare.Reporting;

/// <summary>Where the cells of a column stand.</summary>
public enum ColumnAlignment
{
    /// <summary>Texts.</summary>
    Left,

    /// <summary>Numbers.</summary>
    Right,

    /// <summary>Marks.</summary>
    Center,
}
