using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using MdEngine.Core;

namespace MdEngine.Potentials.Meam;

/// <summary>The words of a library or parameter file, with their lines; # begins a comment.</summary>
internal sealed class MeamText
{
    private const long MostBytes = 1 << 24;
    private const int LongestExcerpt = 40;

    /// <summary>Reads all words that are not in comments.</summary>
    /// <param name="stream">Text.</param>
    /// <param name="name">Name for messages.</param>
    /// <param name="separators">Characters that separate words, beside white space.</param>
    /// <exception cref="InputException">The file is far too large.</exception>
    public MeamText(Stream stream, string name, string separators)
    {
        Name = name;
        if (stream.CanSeek && stream.Length > MostBytes)
        {
            throw new InputException($"has {stream.Length} bytes; expected a parameter file of at most {MostBytes}", name);
        }

        char[] all = [.. " \t\r\f\v\0", .. separators];
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var lines = new List<(int, string[])>();
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string[] words = line.Split('#')[0].Split(all, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                lines.Add((number, words));
            }
        }

        Lines = lines;
    }

    /// <summary>Name for messages.</summary>
    public string Name { get; }

    /// <summary>Lines that have words: number from 1, and words.</summary>
    public IReadOnlyList<(int Number, string[] Words)> Lines { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="InputException">There is no such file, or it is far too large.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MeamText Open(string path, string separators)
    {
        if (!File.Exists(path))
        {
            throw new InputException("no such file", path);
        }

        using FileStream stream = File.OpenRead(path);
        return new MeamText(stream, path, separators);
    }

    /// <summary>A piece of the file that is safe to print.</summary>
    public static string Excerpt(string text)
    {
        string shown = text.Length > LongestExcerpt ? text[..LongestExcerpt] + "..." : text;
        return string.Concat(shown.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }

    /// <summary>A reference structure by its name in files.</summary>
    public MeamLattice Lattice(string word, int line)
    {
        // Numbers would pass as names of the enumeration.
        if (word.Length > 0 && char.IsLetter(word[0]) && Enum.TryParse(word, ignoreCase: true, out MeamLattice lattice))
        {
            return lattice;
        }

        throw Fault($"found '{Excerpt(word)}', expected a reference structure: "
            + string.Join(", ", Enum.GetNames<MeamLattice>().Select(n => n.ToLowerInvariant())), line);
    }

    /// <summary>A finite number.</summary>
    public double Number(string word, string what, int line) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Fault($"found '{Excerpt(word)}', expected {what}, a number", line);

    /// <summary>A fault at a line.</summary>
    public InputException Fault(string message, int line) => new(message, Name, line);
}
