namespace MdEngine.Compare.Reporting;

/// <summary>What a cell says beside its value.</summary>
public enum CellStatus
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>To be looked at.</summary>
    Warning,

    /// <summary>Wrong, or failed.</summary>
    Bad,
}
