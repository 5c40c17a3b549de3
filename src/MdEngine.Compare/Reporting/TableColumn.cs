namespace MdEngine.Compare.Reporting;

/// <summary>A column of a table.</summary>
/// <param name="Title">Title.</param>
/// <param name="Unit">Unit of its numbers; empty for texts and pure numbers.</param>
/// <param name="Alignment">Where its cells stand.</param>
public sealed record TableColumn(string Title, string Unit = "", ColumnAlignment Alignment = ColumnAlignment.Right)
{
    /// <summary>Figures behind the point; null for <see cref="Digits"/> significant ones.</summary>
    public int? Decimals { get; init; }

    /// <summary>Significant figures, where <see cref="Decimals"/> is null.</summary>
    public int Digits { get; init; } = 4;

    /// <summary>What the numbers are, shown at the column's title; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>Which value is marked as the best of the column.</summary>
    public BestValue Best { get; init; }
}
