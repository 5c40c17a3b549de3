using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>An axis of a chart.</summary>
/// <param name="Label">What it shows: "Volume".</param>
/// <param name="Unit">Unit; empty for a pure number.</param>
/// <param name="Scale">Its division.</param>
public sealed record ChartAxis(string Label, string Unit = "", AxisScale Scale = AxisScale.Linear)
{
    /// <summary>Least value shown at first; null to fit the data.</summary>
    public double? Minimum { get; init; }

    /// <summary>Greatest value shown at first; null to fit the data.</summary>
    public double? Maximum { get; init; }

    /// <summary>Names of the values 0, 1, 2, ... of an axis of kinds, as bars have it; null for an axis of numbers.</summary>
    public IReadOnlyList<string>? Categories { get; init; }
}
