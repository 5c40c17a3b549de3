using System;
using System.Collections.Generic;
using System.Text.Json;

namespace MdEngine.Compare.Reporting;

/// <summary>Writes the blocks of one report as JSON.</summary>
/// <param name="json">Where to.</param>
internal sealed class BlockJson(Utf8JsonWriter json)
{
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _details = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    /// <summary>Takes an anchor.</summary>
    /// <exception cref="ArgumentException">It is taken.</exception>
    public void Claim(string anchor)
    {
        if (!_anchors.Add(anchor))
        {
            throw new ArgumentException($"two parts of the report have the anchor \"{anchor}\"", nameof(anchor));
        }
    }

    /// <summary>Writes blocks as an array.</summary>
    public void Write(string name, IReadOnlyList<ReportBlock> blocks)
    {
        json.WriteStartArray(name);
        foreach (ReportBlock block in blocks)
        {
            json.WriteStartObject();
            if (block.Anchor is { } anchor)
            {
                Claim(anchor);
                json.WriteString("id", anchor);
            }

            WriteBlock(block);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the details that cells refer to by their number; each stands there once.</summary>
    public void WriteDetails() => JsonText.WriteList(json, "details", _texts);

    private void WriteBlock(ReportBlock block)
    {
        switch (block)
        {
            case TextBlock text:
                WriteTexts("text", ("text", text.Text));
                break;
            case HeadingBlock heading:
                WriteTexts("heading", ("text", heading.Text));
                break;
            case NoteBlock note:
                WriteTexts("note", ("kind", NameOf(note.Kind)), ("text", note.Text));
                break;
            case CodeBlock code:
                WriteTexts("code", ("title", code.Title), ("text", code.Text));
                break;
            case FoldBlock fold:
                WriteTexts("fold", ("title", fold.Title));
                json.WriteBoolean("open", fold.IsOpen);
                Write("blocks", fold.Blocks);
                break;
            case TableBlock table:
                WriteTable(table);
                break;
            case ChartBlock chart:
                ChartJson.Write(json, chart);
                break;
            case SceneBlock scene:
                SceneJson.Write(json, scene);
                break;
            default:
                throw new ArgumentException($"a block of the unknown type {block.GetType().Name}", nameof(block));
        }
    }

    private void WriteTexts(string type, params ReadOnlySpan<(string Name, string Text)> texts)
    {
        json.WriteString("type", type);
        foreach ((string name, string text) in texts)
        {
            json.WriteString(name, JsonText.Clean(text));
        }
    }

    private void WriteTable(TableBlock table)
    {
        WriteTexts("table", ("title", table.Title), ("caption", table.Caption));
        json.WriteBoolean("sortable", table.IsSortable);
        json.WriteStartArray("columns");
        foreach (TableColumn column in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("title", JsonText.Clean(column.Title));
            json.WriteString("unit", JsonText.Clean(Units.Typeset(column.Unit)));
            json.WriteString("align", NameOf(column.Alignment));
            WriteOptional("decimals", column.Decimals);
            json.WriteNumber("digits", column.Digits);
            WriteOptional("description", column.Description);
            json.WriteString("best", NameOf(column.Best));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (IReadOnlyList<TableCell> row in table.Rows)
        {
            if (row.Count != table.Columns.Count)
            {
                throw new ArgumentException(
                    $"a row of the table \"{table.Title}\" has {row.Count} cells; expected {table.Columns.Count}", nameof(table));
            }

            json.WriteStartArray();
            foreach (TableCell cell in row)
            {
                WriteCell(cell);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteCell(TableCell cell)
    {
        json.WriteStartObject();
        if (cell.Text is { } text)
        {
            json.WriteString("text", JsonText.Clean(text));
        }

        if (cell.Value is { } value)
        {
            json.WritePropertyName("value");
            JsonText.WriteNumber(json, value, 12);
        }

        if (cell.Error is { } error && double.IsFinite(error))
        {
            json.WritePropertyName("error");
            JsonText.WriteNumber(json, error, 6);
        }

        WriteOptional("series", cell.Series);
        WriteOptional("link", cell.Link);
        WriteOptional("decimals", cell.Decimals);
        if (cell.Status != CellStatus.None)
        {
            json.WriteString("status", NameOf(cell.Status));
        }

        if (cell.Detail.Length > 0)
        {
            json.WriteNumber("detail", DetailOf(cell.Detail));
        }

        json.WriteEndObject();
    }

    private int DetailOf(string text)
    {
        if (!_details.TryGetValue(text, out int index))
        {
            index = _texts.Count;
            _details.Add(text, index);
            _texts.Add(text);
        }

        return index;
    }

    private void WriteOptional(string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            json.WriteString(name, JsonText.Clean(text));
        }
    }

    private void WriteOptional(string name, int? number)
    {
        if (number is { } value)
        {
            json.WriteNumber(name, value);
        }
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
