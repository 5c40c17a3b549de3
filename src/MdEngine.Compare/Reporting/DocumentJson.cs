using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MdEngine.Compare.Reporting;

/// <summary>Writes a report as JSON: what the page draws, thinned and rounded to what can be seen.</summary>
/// <remarks>
/// Characters that mean something in HTML are escaped (\u003C), so that the text can stand inside a script element
/// whatever strings it holds.
/// </remarks>
public static class DocumentJson
{
    /// <summary>Version of the shape of the JSON, which the page checks.</summary>
    public const int Schema = 1;

    /// <summary>Writes a report.</summary>
    /// <param name="document">Report.</param>
    /// <param name="stream">Where to.</param>
    /// <exception cref="ArgumentException">
    /// A table's row or a trace's list has another length than it should, a scene has no frames, or two anchors are the same.
    /// </exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(ReportDocument document, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default });
        var blocks = new BlockJson(json);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteString("title", JsonText.Clean(document.Title));
        json.WriteString("subtitle", JsonText.Clean(document.Subtitle));
        json.WriteString("made", document.Made.ToString("yyyy-MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("program", JsonText.Clean(document.Program));
        JsonText.WriteList(json, "series", document.Series);
        blocks.Write("summary", document.Summary);
        json.WriteStartArray("sections");
        foreach ((ReportSection section, string anchor) in Named(document.Sections, blocks))
        {
            json.WriteStartObject();
            json.WriteString("id", anchor);
            json.WriteString("title", JsonText.Clean(section.Title));
            blocks.Write("blocks", section.Blocks);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        blocks.WriteDetails();
        json.WriteEndObject();
    }

    private static IEnumerable<(ReportSection Section, string Anchor)> Named(
        IReadOnlyList<ReportSection> sections, BlockJson blocks)
    {
        foreach (ReportSection section in sections)
        {
            string anchor = section.Anchor ?? Anchors.Of(section.Title);
            blocks.Claim(anchor);
            yield return (section, anchor);
        }
    }
}
