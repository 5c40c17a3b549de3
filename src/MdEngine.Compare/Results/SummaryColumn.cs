using System;

namespace MdEngine.Compare.Results;

/// <summary>A column of the summary.</summary>
/// <param name="Title">Title.</param>
/// <param name="Unit">Unit; empty for texts and pure numbers.</param>
/// <param name="LowestIsBest">Whether the lowest value is the best, as of errors and costs.</param>
/// <param name="Section">Section of the report that it sums up.</param>
/// <param name="Of">The cell of a potential.</param>
public sealed record SummaryColumn(string Title, string Unit, bool LowestIsBest, string Section, Func<string, SummaryCell> Of);
