using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MdEngine.Cli.Binding;

/// <summary>Paths of a deck: "stages:0:steps" for the configuration, "stages[0].steps" for people.</summary>
public static class DeckPath
{
    /// <summary>An array index as a key.</summary>
    public static string Index(int index) => index.ToString(CultureInfo.InvariantCulture);

    /// <summary>A configuration path as people read it.</summary>
    public static string Display(string path) => AppendPath("", path);

    /// <summary>The path of a key below another path, both as people read them.</summary>
    public static string Append(string shown, string key)
    {
        if (key.Length > 0 && key.All(char.IsAsciiDigit))
        {
            return $"{shown}[{key}]";
        }

        bool plain = key.Length is > 0 and <= 60 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '-');
        return plain
            ? shown.Length == 0 ? key : $"{shown}.{key}"
            : $"{shown}[\"{Clean(key)}\"]";
    }

    /// <summary>A configuration path below another path, as people read it.</summary>
    public static string AppendPath(string shown, string path)
    {
        foreach (string key in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            shown = Append(shown, key);
        }

        return shown;
    }

    /// <summary>Both spellings, "stages:0:steps" and "stages[0].steps", as the former.</summary>
    public static string Parse(string text) =>
        text.Replace("[", ":", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal)
            .Replace('.', ':')
            .Trim(':');

    /// <summary>A text from outside that is safe to print: no control characters, cut to a length.</summary>
    public static string Clean(string text, int longest = 60)
    {
        var clean = new StringBuilder();
        foreach (char c in text)
        {
            if (clean.Length >= longest)
            {
                return clean.Append("...").ToString();
            }

            // Surrogate halves and format characters could reorder or break the terminal's line.
            clean.Append(char.IsControl(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? $"\\u{(int)c:x4}"
                : c);
        }

        return clean.ToString();
    }
}
