using System;

namespace MdEngine.IO.Logs;

/// <summary>Text in CSV files.</summary>
internal static class CsvText
{
    /// <summary>The text, in quotes where it must be.</summary>
    public static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0
        ? text
        : $"\"{text.Replace("\"", "\"\"")}\"";
}
