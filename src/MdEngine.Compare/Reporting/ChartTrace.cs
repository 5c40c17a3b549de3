using System.Collections.Generic;

namespace MdEngine.Compare.Reporting;

/// <summary>A set of values in a chart, with one entry in its legend.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="X">Abscissae.</param>
/// <param name="Y">Ordinates, one for each x; NaN where there is none.</param>
/// <param name="Kind">How they are drawn.</param>
public sealed record ChartTrace(
    string Name, IReadOnlyList<double> X, IReadOnlyList<double> Y, TraceKind Kind = TraceKind.Lines)
{
    /// <summary>
    /// The name of <see cref="ReportDocument.Series"/> whose colour it bears; null for a colour by its place in the chart.
    /// </summary>
    public string? Series { get; init; }

    /// <summary>One standard error of each y; null without.</summary>
    public IReadOnlyList<double>? YError { get; init; }

    /// <summary>One standard error of each x; null without.</summary>
    public IReadOnlyList<double>? XError { get; init; }

    /// <summary>What a value is, shown with it on request; null without.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Drawn dashed and without colour, as for what others found: a reference, a limit.</summary>
    public bool IsReference { get; init; }
}
