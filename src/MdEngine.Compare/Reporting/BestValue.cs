namespace MdEngine.Compare.Reporting;

/// <summary>Which value of a column, or row, is marked as the best.</summary>
public enum BestValue
{
    /// <summary>None.</summary>
    None,

    /// <summary>The lowest, as of errors and costs.</summary>
    Lowest,

    /// <summary>The highest.</summary>
    Highest,
}
