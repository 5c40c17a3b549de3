using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using MdEngine.Core;

namespace MdEngine.Potentials.Hdnnp.Reading;

/// <summary>A text file of a model: lines of words, comments cut off, with places for errors.</summary>
internal sealed class ModelFile
{
    // The largest published models have 1 MB of weights.
    private const int MostBytes = 1 << 28;
    private const int LongestLine = 1 << 14;
    private static readonly char[] Blanks = [' ', '\t', '\r', '\v', '\f'];
    private static readonly char[] Comments = ['#', '!'];

    private ModelFile(string name, List<Row> rows, int lines)
    {
        Name = name;
        Rows = rows;
        LineCount = lines;
    }

    /// <summary>Name of the file for messages.</summary>
    public string Name { get; }

    /// <summary>Lines that are not empty.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Number of lines.</summary>
    public int LineCount { get; }

    public static ModelFile Open(string path, string purpose)
    {
        if (!File.Exists(path))
        {
            throw new InputException($"no such file; expected {purpose}", path);
        }

        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    public static ModelFile Read(Stream stream, string name)
    {
        if (stream.CanSeek && stream.Length > MostBytes)
        {
            throw new InputException($"has {stream.Length} bytes; a file of a model has at most {MostBytes}", name);
        }

        using var reader = new StreamReader(stream, Encoding.UTF8);
        var rows = new List<Row>();
        int line = 0;
        while (reader.ReadLine() is { } text)
        {
            line++;
            int comment = text.IndexOfAny(Comments);
            text = comment < 0 ? text : text[..comment];
            if (text.Length > LongestLine)
            {
                throw new InputException($"a line has {text.Length} characters; expected at most {LongestLine}", name, line);
            }

            string[] words = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                rows.Add(new Row(name, line, words));
            }
        }

        return new ModelFile(name, rows, line);
    }

    /// <summary>A fault of the file as a whole.</summary>
    public InputException Fault(string message) => new(message, Name);

    /// <summary>The words of a line.</summary>
    internal sealed record Row(string File, int Line, string[] Words)
    {
        public InputException Fault(string message) => new(message, File, Line);

        /// <summary>A word as a finite number.</summary>
        public double Number(int k, string what)
        {
            string word = Word(k, what);

            // Fortran writes 1.0D+00.
            string text = word.Contains('D', StringComparison.Ordinal) ? word.Replace('D', 'E') : word;
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value)
                ? value
                : throw Fault($"found '{Excerpt(word)}', expected {what}, a number");
        }

        /// <summary>A word as an integer between bounds.</summary>
        public int Integer(int k, string what, int least, int greatest)
        {
            string word = Word(k, what);
            return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
                && value >= least && value <= greatest
                ? value
                : throw Fault($"found '{Excerpt(word)}', expected {what}, an integer from {least} to {greatest}");
        }

        public string Word(int k, string what) =>
            k < Words.Length ? Words[k] : throw Fault($"the line ends where {what} is expected");

        public static string Excerpt(string word) => word.Length <= 40 ? word : word[..40] + "...";
    }
}
