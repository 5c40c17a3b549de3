using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MdEngine.Compare.Reporting;

/// <summary>Writes a chart as JSON.</summary>
internal static class ChartJson
{
    /// <summary>Most points of a line: two for each of a thousand pixels.</summary>
    public const int MostOfLine = 2000;

    /// <summary>Most marks of a cloud, in all traces of a chart together; a page draws each as an element of its own.</summary>
    public const int MostOfCloud = 6000;

    /// <summary>Writes the members of a chart.</summary>
    /// <exception cref="ArgumentException">A list of a trace has another length than its abscissae.</exception>
    public static void Write(Utf8JsonWriter json, ChartBlock chart)
    {
        json.WriteString("type", "chart");
        json.WriteString("title", JsonText.Clean(chart.Title));
        json.WriteString("caption", JsonText.Clean(chart.Caption));
        json.WriteBoolean("wide", chart.IsWide);
        json.WriteBoolean("parity", chart.IsParity);
        WriteAxis(json, "x", chart.X);
        WriteAxis(json, "y", chart.Y);
        int clouds = Math.Max(1, chart.Traces.Count(t => t.Kind == TraceKind.Markers));
        json.WriteStartArray("traces");
        foreach (ChartTrace trace in chart.Traces)
        {
            WriteTrace(json, chart, trace, Math.Max(8, MostOfCloud / clouds));
        }

        json.WriteEndArray();
    }

    private static void WriteAxis(Utf8JsonWriter json, string name, ChartAxis axis)
    {
        json.WriteStartObject(name);
        json.WriteString("label", JsonText.Clean(axis.Label));
        json.WriteString("unit", JsonText.Clean(Units.Typeset(axis.Unit)));
        json.WriteBoolean("log", axis.Scale == AxisScale.Logarithmic);
        WriteLimit(json, "min", axis.Minimum);
        WriteLimit(json, "max", axis.Maximum);
        if (axis.Categories is { } categories)
        {
            JsonText.WriteList(json, "categories", categories);
        }

        json.WriteEndObject();
    }

    private static void WriteLimit(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } limit && double.IsFinite(limit))
        {
            json.WritePropertyName(name);
            JsonText.WriteNumber(json, limit, 9);
        }
    }

    private static void WriteTrace(Utf8JsonWriter json, ChartBlock chart, ChartTrace trace, int mostOfCloud)
    {
        int count = trace.X.Count;
        int[] lengths = [trace.Y.Count, trace.YError?.Count ?? count, trace.XError?.Count ?? count, trace.Labels?.Count ?? count];
        if (lengths.Any(length => length != count))
        {
            throw new ArgumentException(
                $"the lists of \"{trace.Name}\" in the chart \"{chart.Title}\" differ in length", nameof(trace));
        }

        int[] kept = trace.Kind switch
        {
            TraceKind.Markers => Thinning.OfCloud(trace.X, trace.Y, mostOfCloud),
            TraceKind.Bars => [.. Enumerable.Range(0, count)],
            _ => Thinning.OfLine(trace.Y, MostOfLine),
        };
        bool isLogX = chart.X.Scale == AxisScale.Logarithmic, isLogY = chart.Y.Scale == AxisScale.Logarithmic;
        json.WriteStartObject();
        json.WriteString("name", JsonText.Clean(trace.Name));
        json.WriteString("kind", trace.Kind.ToString().ToLowerInvariant());
        json.WriteNumber("count", count);
        if (trace.Series is { } series)
        {
            json.WriteString("series", JsonText.Clean(series));
        }

        if (trace.IsReference)
        {
            json.WriteBoolean("reference", true);
        }

        JsonText.WriteNumbers(json, "x", trace.X, kept, isLogX);
        JsonText.WriteNumbers(json, "y", trace.Y, kept, isLogY);
        WriteErrors(json, "ex", trace.XError, kept);
        WriteErrors(json, "ey", trace.YError, kept);
        if (trace.Labels is { } labels)
        {
            JsonText.WriteList(json, "labels", kept.Select(i => labels[i]));
        }

        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, string name, IReadOnlyList<double>? errors, int[] kept)
    {
        if (errors is not null)
        {
            // Six figures of an error say more than anyone knows of it.
            JsonText.WriteNumbers(json, name, errors, kept, isLogarithmic: true);
        }
    }
}
