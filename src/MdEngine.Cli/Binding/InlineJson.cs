using System.Collections.Generic;
using System.Text.Json;

namespace MdEngine.Cli.Binding;

/// <summary>Values of overrides that are JSON arrays or objects: <c>--set structure.replicate=[2,2,2]</c>.</summary>
public static class InlineJson
{
    /// <summary>Whether a value is an array or an object; null for any other text.</summary>
    public static DeckValueKind? KindOf(string text)
    {
        using JsonDocument? json = Parse(text);
        return json?.RootElement.ValueKind switch
        {
            JsonValueKind.Array => DeckValueKind.Array,
            JsonValueKind.Object => DeckValueKind.Object,
            _ => null,
        };
    }

    /// <summary>Every value inside an array or object, containers before what they hold; nothing for any other text.</summary>
    /// <param name="path">Configuration path of the value.</param>
    /// <param name="text">The value.</param>
    public static IReadOnlyList<(string Path, string Text)> Parts(string path, string text)
    {
        using JsonDocument? json = Parse(text);
        var parts = new List<(string, string)>();
        if (json is not null)
        {
            Add(parts, path, json.RootElement);
        }

        return parts;
    }

    private static JsonDocument? Parse(string text)
    {
        string trimmed = text.Trim();
        if (trimmed is not (['[', ..] or ['{', ..]))
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(trimmed, new JsonDocumentOptions { AllowTrailingCommas = true });
        }
        catch (JsonException)
        {
            // Some other text, such as a title; where an array is expected, the fault shows it.
            return null;
        }
    }

    private static void Add(List<(string Path, string Text)> parts, string path, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            int index = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                AddChild(parts, $"{path}:{DeckPath.Index(index++)}", item);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in value.EnumerateObject())
            {
                AddChild(parts, $"{path}:{property.Name}", property.Value);
            }
        }
    }

    private static void AddChild(List<(string Path, string Text)> parts, string path, JsonElement value)
    {
        parts.Add((path, value.ToString()));
        Add(parts, path, value);
    }
}
