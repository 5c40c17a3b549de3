using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>A table, which the reader can sort by any column.</summary>
/// <param name="Title">Title; may be empty.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Rows, each with as many cells as there are columns; the first cell names the row.</param>
public sealed record TableBlock(
    string Title, IReadOnlyList<TableColumn> Columns, IReadOnlyList<IReadOnlyList<TableCell>> Rows) : ReportBlock
{
    /// <summary>Remarks below the table; may be empty.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Whether columns can be sorted; false where the order says something.</summary>
    public bool IsSortable { get; init; } = true;
}
