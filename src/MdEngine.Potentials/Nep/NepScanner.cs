using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using MdEngine.Core;

namespace MdEngine.Potentials.Nep;

/// <summary>Reads the lines and numbers of a potential file and knows where it is.</summary>
internal sealed class NepScanner : IDisposable
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\v', '\f'];
    private readonly StreamReader _reader;
    private string[] _tokens = [];
    private int _next;

    public NepScanner(string path)
    {
        Path = path;
        _reader = new StreamReader(path);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Line read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>The tokens of the next line that has any; null at the end.</summary>
    public string[]? NextLine()
    {
        string? line;
        while ((line = _reader.ReadLine()) is not null)
        {
            Line++;
            string[] tokens = line.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
            if (tokens.Length > 0)
            {
                return tokens;
            }
        }

        return null;
    }

    /// <summary>The values of the next line, which must begin with a keyword.</summary>
    public ReadOnlySpan<string> Values(string keyword)
    {
        string[] tokens = NextLine() ?? throw Fault($"ends where a line beginning with '{keyword}' is expected");
        return tokens[0] == keyword
            ? tokens.AsSpan(1)
            : throw Fault($"begins with '{Excerpt(tokens[0])}'; expected '{keyword}'");
    }

    /// <summary>The next number after the header; false at the end of the file.</summary>
    public bool TryNumber(out double value)
    {
        if (_next >= _tokens.Length)
        {
            string[]? tokens = NextLine();
            if (tokens is null)
            {
                value = 0.0;
                return false;
            }

            _tokens = tokens;
            _next = 0;
        }

        value = Real(_tokens[_next++], "a number");
        return true;
    }

    /// <summary>Reads a finite real number.</summary>
    public double Real(string token, string what) =>
        double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Fault($"'{Excerpt(token)}' is not {what}; expected a finite real number");

    /// <summary>Reads a finite real number that may not be negative.</summary>
    public double NotNegative(string token, string what) =>
        Real(token, what) is >= 0.0 and double value ? value : throw Fault($"{what} is {Excerpt(token)}; expected 0 or more");

    /// <summary>Reads an integer within limits.</summary>
    public int Integer(string token, string what, int least, int most) =>
        int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least
        && value <= most
            ? value
            : throw Fault($"{what} is '{Excerpt(token)}'; expected an integer from {least} to {most}");

    /// <summary>An error at the present line.</summary>
    public InputException Fault(string message) => new(message, Path, Line);

    /// <summary>The beginning of a token that may be anything.</summary>
    public static string Excerpt(string token)
    {
        string start = token.Length <= 40 ? token : token[..40] + "...";
        var clean = new List<char>(start.Length);
        foreach (char c in start)
        {
            clean.Add(char.IsControl(c) ? '?' : c);
        }

        return new string([.. clean]);
    }

    public void Dispose() => _reader.Dispose();
}
