using System;
using System.Globalization;
using System.IO;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>Reads words of a text in which blanks separate words, and = and : may touch them.</summary>
internal sealed class AceScanner
{
    private readonly string _path, _text;
    private int _at, _line = 1;

    public AceScanner(string path)
    {
        // A published model takes half a megabyte.
        ModelFiles.Check(path, "a model of the atomic cluster expansion (.ace)", 1L << 27);
        _path = path;
        _text = File.ReadAllText(path);
    }

    /// <summary>An error at the present line.</summary>
    public InputException Fault(string message) => new(message, _path, _line);

    /// <summary>Skips lines up to one that begins with some text.</summary>
    public void FindLine(string start)
    {
        while (_at < _text.Length)
        {
            int end = _text.IndexOf('\n', _at);
            end = end < 0 ? _text.Length : end;
            if (_text.AsSpan(_at, end - _at).TrimStart().StartsWith(start, StringComparison.Ordinal))
            {
                return;
            }

            _at = Math.Min(_text.Length, end + 1);
            _line++;
        }

        throw Fault($"ends without a line that begins with '{start}'; expected a model in the text format .ace");
    }

    /// <summary>Whether some text follows after blanks; it is taken.</summary>
    public bool Accept(string text)
    {
        SkipBlanks();
        if (!_text.AsSpan(_at).StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        _at += text.Length;
        return true;
    }

    /// <summary>Takes some texts that must follow one another.</summary>
    public void Expect(params ReadOnlySpan<string> texts)
    {
        foreach (string text in texts)
        {
            if (!Accept(text))
            {
                throw Fault($"found '{YamlNode.Excerpt(Peek())}'; expected '{text}'");
            }
        }
    }

    /// <summary>The next word; of a number or name, up to a blank or bracket.</summary>
    public string Word(string what)
    {
        string word = Peek();
        if (word.Length == 0)
        {
            throw Fault($"ends where {what} is expected");
        }

        _at += word.Length;
        return word;
    }

    /// <summary>A finite number.</summary>
    public double Double(string what)
    {
        string word = Word(what);
        return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw Fault($"{what} is '{YamlNode.Excerpt(word)}'; expected a finite number");
    }

    /// <summary>An integer within limits.</summary>
    public int Integer(string what, int least, int most)
    {
        string word = Word(what);
        return int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most
            ? value
            : throw Fault($"{what} is '{YamlNode.Excerpt(word)}'; expected an integer from {least} to {most}");
    }

    /// <summary>Several numbers.</summary>
    public double[] Doubles(int count, string what)
    {
        // Each takes a digit and a blank at least.
        if (count > (_text.Length - _at + 1L) / 2)
        {
            throw Fault($"the file is too short for the {count} numbers of {what}; is it truncated, or a size wrong?");
        }

        var values = new double[count];
        for (int k = 0; k < count; k++)
        {
            values[k] = Double(what);
        }

        return values;
    }

    /// <summary>Several integers within limits.</summary>
    public int[] Integers(int count, string what, int least, int most)
    {
        var values = new int[count];
        for (int k = 0; k < count; k++)
        {
            values[k] = Integer(what, least, most);
        }

        return values;
    }

    /// <summary>Skips the rest of a line.</summary>
    public void SkipLine()
    {
        int end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    /// <summary>Refuses anything but blanks.</summary>
    public void ExpectEnd()
    {
        SkipBlanks();
        if (_at < _text.Length)
        {
            throw Fault($"more follows after the last function: '{YamlNode.Excerpt(Peek())}'; expected the end of the file");
        }
    }

    private string Peek()
    {
        SkipBlanks();
        int end = _at;
        while (end < _text.Length && end - _at < 200 && !char.IsWhiteSpace(_text[end]) && _text[end] is not (')' or '>' or '('))
        {
            end++;
        }

        // A bracket by itself is a word.
        return _text[_at..(end == _at && _at < _text.Length ? _at + 1 : end)];
    }

    private void SkipBlanks()
    {
        for (; _at < _text.Length && char.IsWhiteSpace(_text[_at]); _at++)
        {
            if (_text[_at] == '\n')
            {
                _line++;
            }
        }
    }
}
