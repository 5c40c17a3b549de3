using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace MdEngine.Compare.Properties;

/// <summary>A property as JSON; numbers that do not exist are null.</summary>
public static class PropertyJson
{
    /// <summary>Version of the shape.</summary>
    public const int Version = 1;

    /// <summary>Writes a property as a document of its own.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="result">The property.</param>
    /// <param name="potential">Potential as the user named it.</param>
    public static void Write(Stream stream, PropertyResult result, string potential)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("format", "mdengine-property");
        json.WriteNumber("version", Version);
        json.WriteString("potential", potential);
        WriteContent(json, result);
        json.WriteEndObject();
    }

    /// <summary>Writes the members of a property into an object that is open: kind, title, method, values, curves, notes.</summary>
    public static void WriteContent(Utf8JsonWriter json, PropertyResult result)
    {
        json.WriteString("kind", result.Kind);
        json.WriteString("title", result.Title);
        json.WriteString("method", result.Method);
        json.WriteStartArray("values");
        foreach (PropertyValue value in result.Values)
        {
            json.WriteStartObject();
            json.WriteString("name", value.Name);
            Write(json, "value", value.Value);
            json.WriteString("unit", value.Unit);
            if (value.Error is { } error)
            {
                Write(json, "error", error);
            }

            if (value.Reference is { } reference)
            {
                Write(json, "reference", reference);
                json.WriteString("source", value.Source);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("curves");
        foreach (PropertyCurve curve in result.Curves)
        {
            json.WriteStartObject();
            json.WriteString("name", curve.Name);
            json.WriteString("x_label", curve.XLabel);
            json.WriteString("y_label", curve.YLabel);
            Write(json, "x", curve.X);
            Write(json, "y", curve.Y);
            if (curve.Error is { } errors)
            {
                Write(json, "error", errors);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (string note in result.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        Write(json, value);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            Write(json, value);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumberValue(value);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
