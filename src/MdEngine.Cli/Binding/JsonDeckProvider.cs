using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Configuration;

namespace MdEngine.Cli.Binding;

/// <summary>
/// A configuration provider for JSON with comments and trailing commas that also remembers, for every path, the line
/// and the JSON type, and that reports duplicate keys instead of failing at the first.
/// </summary>
/// <param name="file">File as the user named it, for faults.</param>
/// <param name="json">Its content, UTF-8.</param>
/// <param name="faults">Where faults go.</param>
public sealed class JsonDeckProvider(string file, byte[] json, FaultList faults) : ConfigurationProvider
{
    private readonly Dictionary<string, JsonEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private int _counted;
    private int _line = 1;

    /// <summary>What the text holds, by configuration path ("stages:0:steps"); the root is "".</summary>
    public IReadOnlyDictionary<string, JsonEntry> Entries => _entries;

    /// <summary>True when the text was JSON with an object at its root.</summary>
    public bool IsSound { get; private set; }

    /// <inheritdoc/>
    public override void Load()
    {
        ReadOnlySpan<byte> text = json;
        if (text.StartsWith(Encoding.UTF8.Preamble))
        {
            text = text[Encoding.UTF8.Preamble.Length..];
        }

        if (text.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            faults.Add(At(1), "", "the file is empty; expected a JSON object { ... }");
            return;
        }

        if (!Utf8.IsValid(text))
        {
            int good = FirstInvalid(text);
            faults.Add(
                At(text[..good].Count((byte)'\n') + 1), "", "the file is not UTF-8 text; save it in that encoding");
            return;
        }

        var options = new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
        };
        try
        {
            var reader = new Utf8JsonReader(text, options);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                faults.Add(At(Line(text, reader.TokenStartIndex)), "",
                    $"found {Name(reader.TokenType)}, expected a JSON object {{ ... }}");
                return;
            }

            ReadValue(ref reader, text, "");
            while (reader.Read())
            {
                // Throws on anything but comments after the object.
            }

            IsSound = true;
        }
        catch (JsonException e)
        {
            AddSyntaxFault(text, e);
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string path)
    {
        int line = Line(text, reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, text, path, line);
                break;
            case JsonTokenType.StartArray:
                ReadArray(ref reader, text, path, line);
                break;
            case JsonTokenType.String:
                Store(path, DeckValueKind.Text, line, GetText(ref reader, path, line));
                break;
            case JsonTokenType.Number:
                Store(path, DeckValueKind.Number, line, Encoding.UTF8.GetString(reader.ValueSpan));
                break;
            case JsonTokenType.True:
                Store(path, DeckValueKind.Boolean, line, "true");
                break;
            case JsonTokenType.False:
                Store(path, DeckValueKind.Boolean, line, "false");
                break;
            default:
                Store(path, DeckValueKind.Null, line, null);
                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string path, int line)
    {
        var keys = new List<string>();
        var lines = new Dictionary<string, (string Key, int Line)>(StringComparer.OrdinalIgnoreCase);
        _entries[path] = new JsonEntry(DeckValueKind.Object, line, keys);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int keyLine = Line(text, reader.TokenStartIndex);
            string key = GetText(ref reader, path, keyLine);
            reader.Read();
            if (key.Length == 0 || key.Contains(':', StringComparison.Ordinal))
            {
                faults.Add(At(keyLine), DeckPath.Append(DeckPath.Display(path), key),
                    "unknown key (no key is empty or holds a colon)");
                reader.Skip();
            }
            else if (lines.TryGetValue(key, out (string Key, int Line) first))
            {
                string how = first.Key == key ? "" : $" as \"{DeckPath.Clean(first.Key)}\"; case alone does not tell keys apart";
                faults.Add(At(keyLine), DeckPath.Append(DeckPath.Display(path), key),
                    $"duplicate key; it stands already in line {first.Line}{how}");
                reader.Skip();
            }
            else
            {
                lines.Add(key, (key, keyLine));
                keys.Add(key);
                ReadValue(ref reader, text, Join(path, key));
            }
        }
    }

    private void ReadArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string path, int line)
    {
        var keys = new List<string>();
        _entries[path] = new JsonEntry(DeckValueKind.Array, line, keys);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            string index = DeckPath.Index(keys.Count);
            keys.Add(index);
            ReadValue(ref reader, text, Join(path, index));
        }
    }

    private void Store(string path, DeckValueKind kind, int line, string? value)
    {
        _entries[path] = new JsonEntry(kind, line, []);
        Data[path] = value;
    }

    private string GetText(ref Utf8JsonReader reader, string path, int line)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            faults.Add(At(line), DeckPath.Display(path), "a text holds an escape \\u.... that is no character");
            return "?";
        }
    }

    private void AddSyntaxFault(ReadOnlySpan<byte> text, JsonException e)
    {
        int line = (int)Math.Min(e.LineNumber ?? 0, int.MaxValue - 1);
        int column = ColumnOf(text, line, (int)(e.BytePositionInLine ?? 0));
        string what = e.Message;
        int tail = what.IndexOf(" LineNumber:", StringComparison.Ordinal);
        what = DeckPath.Clean(tail < 0 ? what : what[..tail], 300);
        faults.Add(At(line + 1), "", $"JSON syntax error in column {column}: {what}");
    }

    private static int ColumnOf(ReadOnlySpan<byte> text, int line, int bytes)
    {
        for (int k = 0; k < line; k++)
        {
            text = text[(text.IndexOf((byte)'\n') + 1)..];
        }

        return Encoding.UTF8.GetCharCount(text[..Math.Min(bytes, text.Length)]) + 1;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> text)
    {
        int good = 0;
        while (good < text.Length
            && Rune.DecodeFromUtf8(text[good..], out _, out int used) == System.Buffers.OperationStatus.Done)
        {
            good += used;
        }

        return good;
    }

    private int Line(ReadOnlySpan<byte> text, long position)
    {
        _line += text[_counted..(int)position].Count((byte)'\n');
        _counted = (int)position;
        return _line;
    }

    private Origin At(int line) => new(file, line);

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}:{key}";

    private static string Name(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        _ => "a value",
    };
}
