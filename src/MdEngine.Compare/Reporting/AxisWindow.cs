using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Compare.Reporting;

/// <summary>The part of the curves of a property that a chart shows at first, where all of them would hide what matters.</summary>
internal static class AxisWindow
{
    // A wall: the values of the far end reach beyond this many times the span of the lower part of all of them.
    private const double Wall = 6.0, LowerPart = 0.7;

    // Beyond the last value above this part of the highest, a spectrum is empty.
    private const double Floor = 2e-3;

    /// <summary>Narrows the axes of charts whose curves climb a wall at an end, or whose spectrum is empty in most of its range.</summary>
    /// <param name="chart">The chart as it shows everything.</param>
    public static ChartBlock Narrow(ChartBlock chart)
    {
        if (chart.X.Label == "Frequency")
        {
            return Last(chart.Traces) is { } last && last < 0.6 * chart.Traces.Max(t => t.X.Max())
                ? Told(chart with { X = chart.X with { Minimum = 0.0, Maximum = 1.15 * last } })
                : chart;
        }

        double[] values = [.. chart.Traces.SelectMany(t => t.Y).Where(double.IsFinite).Order()];
        if (chart.Y.Scale != AxisScale.Linear || values.Length < 20 || !chart.Traces.All(HasWall))
        {
            return chart;
        }

        double low = values[0], middle = values[(int)(LowerPart * (values.Length - 1))];
        return values[^1] - low > Wall * (middle - low)
            ? Told(chart with { Y = chart.Y with { Minimum = low - (0.1 * (middle - low)), Maximum = middle + (middle - low) } })
            : chart;
    }

    private static ChartBlock Told(ChartBlock chart) =>
        chart with { Caption = string.Join(" ", new[] { chart.Caption, "A part; a double click shows all." }.Where(c => c.Length > 0)) };

    private static bool HasWall(ChartTrace trace)
    {
        double most = trace.Y.Where(double.IsFinite).DefaultIfEmpty(0.0).Max();
        return trace.Y.Count > 0 && (trace.Y[0] >= most || trace.Y[^1] >= most);
    }

    private static double? Last(IReadOnlyList<ChartTrace> traces)
    {
        double last = 0.0;
        foreach (ChartTrace trace in traces)
        {
            double least = Floor * trace.Y.Where(double.IsFinite).DefaultIfEmpty(0.0).Max(Math.Abs);
            for (int k = 0; k < trace.X.Count; k++)
            {
                last = Math.Abs(trace.Y[k]) > least ? Math.Max(last, trace.X[k]) : last;
            }
        }

        return last > 0.0 ? last : null;
    }
}
