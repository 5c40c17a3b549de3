using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;

namespace MdEngine.Potentials;

/// <summary>
/// Parameter files of LAMMPS for three-body potentials: entries of three elements and a fixed number of values, each
/// entry beginning on a line of its own and running over as many lines as it likes; # begins a comment.
/// </summary>
internal sealed class TripletFile
{
    private const long MostBytes = 1 << 24;
    private const int LongestExcerpt = 40;

    private readonly string _name;
    private readonly List<TripletEntry> _entries = [];

    private TripletFile(string name) => _name = name;

    /// <summary>Name for messages.</summary>
    public string Name => _name;

    /// <summary>Entries in the file's order.</summary>
    public IReadOnlyList<TripletEntry> Entries => _entries;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path.</param>
    /// <param name="columns">What the values of an entry are called, for messages.</param>
    /// <exception cref="InputException">Something in it cannot be used.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TripletFile Read(string path, IReadOnlyList<string> columns)
    {
        if (!File.Exists(path))
        {
            throw new InputException("no such file", path);
        }

        using FileStream stream = File.OpenRead(path);
        return Read(stream, path, columns);
    }

    /// <summary>As <see cref="Read(string, IReadOnlyList{string})"/>, from a stream.</summary>
    public static TripletFile Read(Stream stream, string name, IReadOnlyList<string> columns)
    {
        if (stream.CanSeek && stream.Length > MostBytes)
        {
            throw new InputException($"has {stream.Length} bytes; expected a parameter file of at most {MostBytes}", name);
        }

        var file = new TripletFile(name);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var words = new List<string>();
        int number = 0, begun = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            int comment = line.IndexOf('#', StringComparison.Ordinal);
            if (comment >= 0)
            {
                file.CheckUnits(line[comment..], number);
                line = line[..comment];
            }

            string[] found = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (found.Length == 0)
            {
                continue;
            }

            begun = words.Count == 0 ? number : begun;
            foreach (string word in found)
            {
                file.CheckWord(word, words, number, begun, columns);
                words.Add(word);
            }

            if (words.Count == columns.Count + 3)
            {
                file.Add(words, begun);
                words.Clear();
            }
        }

        if (words.Count > 0)
        {
            throw file.Fault(
                $"the file ends within the entry {Title(words)}, which has {Math.Max(0, words.Count - 3)} of its "
                + $"{columns.Count} values ({string.Join(", ", columns)})", begun);
        }

        return file;
    }

    /// <summary>
    /// The entries of every triplet of some elements: that of centre a, neighbours b and c stands at (a n + b) n + c.
    /// </summary>
    /// <param name="names">The n elements as the file calls them.</param>
    /// <exception cref="InputException">An entry is missing or given twice.</exception>
    public TripletEntry[] Select(IReadOnlyList<string> names)
    {
        string[] unknown = [.. names.Where(n => _entries.All(e => e.First != n))];
        if (unknown.Length > 0)
        {
            string known = string.Join(", ", _entries.Select(e => e.First).Distinct().Order(StringComparer.Ordinal));
            throw new InputException(
                $"has no entry for {string.Join(", ", unknown.Select(n => Excerpt(n)))}; it has "
                + (known.Length > 0 ? $"entries for {Excerpt(known, 400)}" : "no entries at all")
                + ": correct \"elements\", or say in \"fileElements\" how the file calls them", _name);
        }

        var byName = new Dictionary<(string, string, string), TripletEntry>();
        foreach (TripletEntry entry in _entries.Where(
                     e => names.Contains(e.First) && names.Contains(e.Second) && names.Contains(e.Third)))
        {
            if (!byName.TryAdd((entry.First, entry.Second, entry.Third), entry))
            {
                int other = byName[(entry.First, entry.Second, entry.Third)].Line;
                throw Fault($"the entry {entry.Name} is given already on line {other}: keep one of them", entry.Line);
            }
        }

        (string, string, string)[] triplets =
            [.. from a in names from b in names from c in names select (a, b, c)];
        string[] missing = [.. triplets.Where(t => !byName.ContainsKey(t)).Select(t => $"{t.Item1} {t.Item2} {t.Item3}")];
        if (missing.Length > 0)
        {
            string more = missing.Length > 8 ? $" and {missing.Length - 8} more" : "";
            throw new InputException(
                $"lacks the entries {string.Join(", ", missing.Take(8))}{more}: {names.Count} elements need "
                + $"{triplets.Length}, one for each ordered triplet", _name);
        }

        return [.. triplets.Select(t => byName[t])];
    }

    /// <summary>A fault at an entry.</summary>
    public InputException Fault(string message, int line) => new(message, _name, line);

    private static string Title(List<string> words) => Excerpt(string.Join(' ', words.Take(3)));

    private static string Excerpt(string text) => Excerpt(text, LongestExcerpt);

    /// <summary>A piece of the file that is safe to print.</summary>
    private static string Excerpt(string text, int longest)
    {
        string shown = text.Length > longest ? text[..longest] + "..." : text;
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }

    private void CheckWord(string word, List<string> words, int number, int begun, IReadOnlyList<string> columns)
    {
        int at = words.Count;
        bool isNumber = TryNumber(word, out _);
        if (at < 3)
        {
            if (isNumber)
            {
                throw Fault($"found the number {Excerpt(word)} where the name of element {at + 1} of an entry was expected; "
                    + $"an entry is three elements and {columns.Count} values ({string.Join(", ", columns)})", number);
            }

            return;
        }

        if (at >= columns.Count + 3)
        {
            throw Fault($"found '{Excerpt(word)}' after the last value ({columns[^1]}) of the entry {Title(words)}; "
                + "the next entry begins on a line of its own", number);
        }

        if (!isNumber)
        {
            string where = begun == number ? "" : $", begun on line {begun}";
            throw Fault($"found '{Excerpt(word)}', expected {columns[at - 3]}, value {at - 2} of {columns.Count} of the "
                + $"entry {Title(words)}{where}", number);
        }
    }

    private void CheckUnits(string comment, int number)
    {
        const string tag = "UNITS:";
        int at = comment.IndexOf(tag, StringComparison.Ordinal);
        string? units = at < 0
            ? null
            : comment[(at + tag.Length)..].Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (units is not (null or "metal"))
        {
            throw Fault($"the file is in units '{Excerpt(units)}'; expected 'metal' (eV, Angstrom): convert its energies and "
                + "lengths, then its tag", number);
        }
    }

    private void Add(List<string> words, int line)
    {
        var values = new double[words.Count - 3];
        for (int k = 0; k < values.Length; k++)
        {
            TryNumber(words[k + 3], out values[k]);
        }

        _entries.Add(new TripletEntry(words[0], words[1], words[2], values, line));
    }

    private static bool TryNumber(string word, out double value) =>
        double.TryParse(word, NumberStyles.Float & ~(NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite),
            CultureInfo.InvariantCulture, out value)
        && double.IsFinite(value);
}
