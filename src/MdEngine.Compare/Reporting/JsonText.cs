using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;

namespace MdEngine.Compare.Reporting;

/// <summary>Writes texts and numbers as JSON.</summary>
internal static class JsonText
{
    /// <summary>Finest part of a trace's range that is kept: a pixel is a thousandth, and readers zoom in.</summary>
    private const double Resolution = 1e-5;

    /// <summary>A text without halves of surrogate pairs and without control characters but line breaks and tabs.</summary>
    public static string Clean(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            char c = source[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < source.Length && char.IsLowSurrogate(source[i + 1]);
            if (isPair)
            {
                span[i++] = c;
                span[i] = source[i];
            }
            else
            {
                span[i] = char.IsSurrogate(c) || (char.IsControl(c) && c is not ('\n' or '\t')) ? '\uFFFD' : c;
            }
        }
    });

    /// <summary>Writes a list of texts.</summary>
    public static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(Clean(text));
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a number of so many significant figures; null for one that is not finite.</summary>
    public static void WriteNumber(Utf8JsonWriter json, double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            json.WriteNullValue();
        }
        else if (value == 0.0)
        {
            json.WriteNumberValue(0);
        }
        else
        {
            json.WriteRawValue(value.ToString("G" + digits, CultureInfo.InvariantCulture), skipInputValidation: true);
        }
    }

    /// <summary>Writes values of a list; null for those that are not finite.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">Name of the array.</param>
    /// <param name="values">List.</param>
    /// <param name="kept">Indexes of those to write.</param>
    /// <param name="isLogarithmic">Whether they are shown by powers of ten, so that small ones count as much.</param>
    public static void WriteNumbers(
        Utf8JsonWriter json, string name, IReadOnlyList<double> values, IReadOnlyList<int> kept, bool isLogarithmic)
    {
        int digits = isLogarithmic ? 6 : DigitsOf(values, kept);
        json.WriteStartArray(name);
        foreach (int i in kept)
        {
            WriteNumber(json, values[i], digits);
        }

        json.WriteEndArray();
    }

    /// <summary>Significant figures that tell apart what is a small part of the range.</summary>
    private static int DigitsOf(IReadOnlyList<double> values, IReadOnlyList<int> kept)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (int i in kept)
        {
            if (double.IsFinite(values[i]))
            {
                low = Math.Min(low, values[i]);
                high = Math.Max(high, values[i]);
            }
        }

        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        return high > low ? Math.Clamp((int)Math.Ceiling(Math.Log10(largest / (Resolution * (high - low)))), 5, 17) : 17;
    }
}
