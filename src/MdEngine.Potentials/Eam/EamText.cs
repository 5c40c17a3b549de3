using System;
using System.Globalization;
using System.IO;
using MdEngine.Core;

namespace MdEngine.Potentials.Eam;

/// <summary>A table file as lines and numbers, with the place for messages.</summary>
internal sealed class EamText
{
    private const long MostBytes = 1L << 29;
    private readonly string[] _lines;
    private int _next;
    private int _column;

    private EamText(string file, string[] lines)
    {
        File = file;
        _lines = lines;
    }

    public string File { get; }

    /// <summary>Number of lines, an upper bound of what can be in them besides.</summary>
    public int Lines => _lines.Length;

    /// <summary>Numbers cannot be more than this.</summary>
    public long Characters { get; private init; }

    public static EamText Open(string file)
    {
        long length = new FileInfo(file).Length;
        if (length > MostBytes)
        {
            throw new InputException($"{length:n0} bytes are too many for a table; at most {MostBytes:n0} are read", file);
        }

        return new EamText(file, System.IO.File.ReadAllLines(file)) { Characters = length };
    }

    /// <summary>The words of a line, from 0 on, wherever reading stands.</summary>
    public string[] Words(int line) => line < _lines.Length
        ? _lines[line].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        : [];

    /// <summary>Reads on from a line.</summary>
    public void Seek(int line)
    {
        _next = line;
        _column = 0;
    }

    /// <summary>The words of the next line that is not empty; numbers must have ended with a line.</summary>
    public string[] ReadWords(string what)
    {
        if (_column > 0 && _lines[_next].AsSpan(_column).IsWhiteSpace())
        {
            Seek(_next + 1);
        }

        if (_column > 0)
        {
            throw Fault($"more numbers than the header tells of: \"{Rest()}\" where {what} should begin on a line of its own");
        }

        while (_next < _lines.Length && string.IsNullOrWhiteSpace(_lines[_next]))
        {
            _next++;
        }

        if (_next >= _lines.Length)
        {
            throw Fault($"the file ends where {what} should stand");
        }

        return Words(_next++);
    }

    /// <summary>Reads a number of reals that spread over lines.</summary>
    public double[] ReadNumbers(int count, string what)
    {
        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<char> word = NextWord();
            if (word.IsEmpty)
            {
                throw Fault($"the file ends after {k} of the {count} numbers of {what}; it is cut short, or the header is wrong");
            }

            values[k] = Real(word, what);
        }

        return values;
    }

    /// <summary>Whether nothing but white space is left.</summary>
    public bool IsAtEnd()
    {
        int next = _next, column = _column;
        bool end = NextWord().IsEmpty;
        (_next, _column) = (next, column);
        return end;
    }

    /// <summary>A real number, with the exponents of Fortran too.</summary>
    public double Real(ReadOnlySpan<char> word, string what)
    {
        Span<char> copy = stackalloc char[64];
        if (word.Length <= copy.Length)
        {
            for (int k = 0; k < word.Length; k++)
            {
                copy[k] = word[k] is 'd' or 'D' ? 'e' : word[k];
            }

            if (double.TryParse(copy[..word.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                && double.IsFinite(value))
            {
                return value;
            }
        }

        throw Fault($"\"{Shortened(word)}\" stands where a number of {what} is expected");
    }

    /// <summary>A number of table entries.</summary>
    public int Size(string word, string what)
    {
        if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            || value < HermiteTable.LeastValues)
        {
            throw Fault($"{what} is \"{Shortened(word)}\"; it must be an integer of at least {HermiteTable.LeastValues}");
        }

        // A number takes a digit and a blank.
        if (value > Characters / 2)
        {
            throw Fault($"{what} is {value}, more than a file of {Characters} bytes can hold");
        }

        return value;
    }

    /// <summary>A step or a cutoff.</summary>
    public double Positive(string word, string what)
    {
        double value = Real(word, what);
        return value > 0.0 ? value : throw Fault($"{what} is {word}; it must be positive");
    }

    /// <summary>A fault at the line last read.</summary>
    public InputException Fault(string message) =>
        new(message, File, Math.Clamp(_column > 0 ? _next + 1 : _next, 1, Math.Max(1, _lines.Length)));

    private static string Shortened(ReadOnlySpan<char> word) => word.Length > 40 ? $"{word[..40]}..." : word.ToString();

    private string Rest() => Shortened(_lines[_next].AsSpan(_column).Trim());

    private ReadOnlySpan<char> NextWord()
    {
        for (; _next < _lines.Length; _next++, _column = 0)
        {
            ReadOnlySpan<char> line = _lines[_next];
            int start = _column;
            while (start < line.Length && char.IsWhiteSpace(line[start]))
            {
                start++;
            }

            if (start < line.Length)
            {
                int end = start;
                while (end < line.Length && !char.IsWhiteSpace(line[end]))
                {
                    end++;
                }

                _column = end;
                return line[start..end];
            }
        }

        return [];
    }
}
