using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>
/// A line of key=value as QUIP writes descriptors and arguments: words separated by blanks, a bare word meaning
/// "word=T"; values grouped by {...} (which nest), '...' or "...".
/// </summary>
public sealed class ArgumentLine
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _words = [];

    /// <summary>Takes a line apart.</summary>
    /// <exception cref="MdEngine.Core.InputException">A group is not closed.</exception>
    public ArgumentLine(string text, FilePlace place)
    {
        Text = text.Trim();
        Place = place;
        int k = 0;
        while (k < text.Length)
        {
            if (char.IsWhiteSpace(text[k]))
            {
                k++;
                continue;
            }

            string key = Next(text, ref k, stopAtEquals: true);
            int ahead = k;
            while (ahead < text.Length && char.IsWhiteSpace(text[ahead]))
            {
                ahead++;
            }

            if (ahead < text.Length && text[ahead] == '=')
            {
                k = ahead + 1;
                while (k < text.Length && char.IsWhiteSpace(text[k]))
                {
                    k++;
                }

                _values[key] = Next(text, ref k, stopAtEquals: false).Trim();
            }
            else
            {
                _words.Add(key);
                _values[key] = "T";
            }
        }
    }

    /// <summary>The line.</summary>
    public string Text { get; }

    /// <summary>Where it stands.</summary>
    public FilePlace Place { get; }

    /// <summary>Its bare words in order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Its keys, bare words among them.</summary>
    public IEnumerable<string> Keys => _values.Keys;

    /// <summary>Whether any of some keys is given.</summary>
    public bool Has(params string[] keys) => keys.Any(_values.ContainsKey);

    /// <summary>A text.</summary>
    /// <param name="key">Key.</param>
    /// <returns>Null when it is not given.</returns>
    public string? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>A real number under the first of some keys that is given.</summary>
    /// <exception cref="MdEngine.Core.InputException">Not a finite number, or absent without a default.</exception>
    public double Real(string[] keys, double? standard = null)
    {
        string? key = keys.FirstOrDefault(_values.ContainsKey);
        return key is null
            ? standard ?? throw Missing(keys[0])
            : FortranNumbers.Real(_values[key]) ?? throw Wrong(key, "a finite number");
    }

    /// <summary>A real number.</summary>
    /// <inheritdoc cref="Real(string[], double?)"/>
    public double Real(string key, double? standard = null) => Real([key], standard);

    /// <summary>A whole number within bounds, under the first of some keys that is given.</summary>
    /// <exception cref="MdEngine.Core.InputException">Not such a number, or absent without a default.</exception>
    public int Integer(string[] keys, int least, int most, int? standard = null)
    {
        string? key = keys.FirstOrDefault(_values.ContainsKey);
        if (key is null)
        {
            return standard ?? throw Missing(keys[0]);
        }

        int? value = FortranNumbers.Integer(_values[key]);
        return value >= least && value <= most ? value.Value : throw Wrong(key, $"a whole number from {least} to {most}");
    }

    /// <summary>A whole number.</summary>
    /// <inheritdoc cref="Integer(string[], int, int, int?)"/>
    public int Integer(string key, int least, int most, int? standard = null) => Integer([key], least, most, standard);

    /// <summary>A given number of whole numbers within bounds.</summary>
    /// <exception cref="MdEngine.Core.InputException">Others, or another number of them.</exception>
    public int[] Integers(string key, int count, int least, int most)
    {
        string[] parts = (_values.GetValueOrDefault(key) ?? throw Missing(key))
            .Split([' ', '\t', ',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        int?[] values = [.. parts.Select(p => FortranNumbers.Integer(p))];
        return values.Length == count && values.All(v => v >= least && v <= most)
            ? [.. values.Select(v => v!.Value)]
            : throw Wrong(key, $"{count} whole number{(count == 1 ? "" : "s")} from {least} to {most}");
    }

    /// <summary>A switch, T or F.</summary>
    /// <exception cref="MdEngine.Core.InputException">Neither.</exception>
    public bool Flag(string[] keys, bool standard)
    {
        string? key = keys.FirstOrDefault(_values.ContainsKey);
        return key is null ? standard : _values[key].ToUpperInvariant() switch
        {
            "T" or ".TRUE." or "TRUE" => true,
            "F" or ".FALSE." or "FALSE" => false,
            _ => throw Wrong(key, "T or F"),
        };
    }

    /// <summary>A switch, T or F.</summary>
    /// <inheritdoc cref="Flag(string[], bool)"/>
    public bool Flag(string key, bool standard) => Flag([key], standard);

    /// <summary>The fault of a key that is there with a value that cannot be used.</summary>
    public MdEngine.Core.InputException Wrong(string key, string expected) => Place.Fault(
        $"'{FortranNumbers.Short(Text)}': {key} is '{FortranNumbers.Short(_values.GetValueOrDefault(key) ?? "")}', expected {expected}");

    private MdEngine.Core.InputException Missing(string key) =>
        Place.Fault($"'{FortranNumbers.Short(Text)}' does not give {key}");

    private string Next(string text, ref int k, bool stopAtEquals)
    {
        var word = new StringBuilder();
        while (k < text.Length && !char.IsWhiteSpace(text[k]) && !(stopAtEquals && text[k] == '='))
        {
            char c = text[k];
            if (c is '{' or '\'' or '"')
            {
                word.Append(Group(text, ref k));
            }
            else
            {
                word.Append(c);
                k++;
            }
        }

        // A lone '=' is nobody's value.
        if (stopAtEquals && word.Length == 0 && k < text.Length && text[k] == '=')
        {
            throw Place.Fault($"'{FortranNumbers.Short(text.Trim())}': found '=' without a key before it");
        }

        return word.ToString();
    }

    private string Group(string text, ref int k)
    {
        char open = text[k], close = open == '{' ? '}' : open;
        int start = ++k, depth = 1;
        while (k < text.Length)
        {
            depth += text[k] == close ? -1 : text[k] == open ? 1 : 0;
            k++;
            if (depth == 0)
            {
                return text[start..(k - 1)];
            }
        }

        throw Place.Fault($"'{FortranNumbers.Short(text.Trim())}': a group opened by {open} is not closed");
    }
}
