using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>A chart that the reader can zoom and read values from.</summary>
/// <param name="Title">Title.</param>
/// <param name="X">Horizontal axis.</param>
/// <param name="Y">Vertical axis.</param>
/// <param name="Traces">Traces; long ones are thinned on writing, in a way that keeps their extremes.</param>
public sealed record ChartBlock(string Title, ChartAxis X, ChartAxis Y, IReadOnlyList<ChartTrace> Traces) : ReportBlock
{
    /// <summary>Remarks below the chart; may be empty.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Whether it takes the whole width of the page.</summary>
    public bool IsWide { get; init; }

    /// <summary>Whether it is a parity plot: both axes alike, with a line where both values are equal.</summary>
    public bool IsParity { get; init; }
}
