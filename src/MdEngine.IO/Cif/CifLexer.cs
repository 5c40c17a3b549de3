using System;
using System.Text;
using MdEngine.IO.Text;

namespace MdEngine.IO.Cif;

/// <summary>Takes a CIF file apart into words: comments, quotes and text between semicolons.</summary>
/// <remarks>CIF 1.1: S. R. Hall, J. D. Westbrook, International Tables for Crystallography G, 2.2 (2006).</remarks>
internal sealed class CifLexer(LineScanner lines)
{
    private string? _line;
    private int _at;
    private CifToken? _held;

    /// <summary>The file.</summary>
    public LineScanner Lines { get; } = lines;

    /// <summary>The next word.</summary>
    /// <exception cref="MdEngine.Core.InputException">A quote or text is not closed, or a word has no place here.</exception>
    public CifToken Next()
    {
        if (_held is { } held)
        {
            _held = null;
            return held;
        }

        while (SkipBlanks())
        {
            return _line![_at] switch
            {
                ';' when _at == 0 => Text(),
                '\'' or '"' => QuotedValue(),
                _ => Word(),
            };
        }

        return new CifToken(CifTokenKind.End, "", Lines.Line);
    }

    /// <summary>Puts a word back, to be read again.</summary>
    public void Unread(CifToken token) => _held = token;

    private bool SkipBlanks()
    {
        while (true)
        {
            if (_line is null)
            {
                if (!Lines.TryRead(out ReadOnlySpan<byte> line))
                {
                    return false;
                }

                _line = Encoding.UTF8.GetString(line);
                _at = 0;
            }

            while (_at < _line.Length && char.IsWhiteSpace(_line[_at]))
            {
                _at++;
            }

            if (_at < _line.Length && _line[_at] != '#')
            {
                return true;
            }

            _line = null;
        }
    }

    private CifToken Text()
    {
        int start = Lines.Line;
        var text = new StringBuilder(_line, 1, _line!.Length - 1, Math.Max(16, _line.Length));
        while (Lines.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.Length > 0 && line[0] == (byte)';')
            {
                _line = Encoding.UTF8.GetString(line);
                _at = 1;
                return new CifToken(CifTokenKind.Value, text.ToString(), start, Quoted: true);
            }

            text.Append('\n').Append(Encoding.UTF8.GetString(line));
        }

        throw Lines.FaultAt(start, "text between semicolons begins here and does not end; expected a line that begins with ';'");
    }

    private CifToken QuotedValue()
    {
        char quote = _line![_at];
        int start = _at + 1;
        // A quote within a word does not end the value.
        for (int end = start; end < _line.Length; end++)
        {
            if (_line[end] == quote && (end + 1 == _line.Length || char.IsWhiteSpace(_line[end + 1])))
            {
                _at = end + 1;
                return new CifToken(CifTokenKind.Value, _line[start..end], Lines.Line, Quoted: true);
            }
        }

        throw Lines.Fault($"{Excerpt.Of(_line[(start - 1)..])} has no closing {quote}");
    }

    private CifToken Word()
    {
        int start = _at;
        while (_at < _line!.Length && !char.IsWhiteSpace(_line[_at]))
        {
            _at++;
        }

        string word = _line[start.._at];
        if (word[0] == '_')
        {
            return new CifToken(CifTokenKind.Tag, word.ToLowerInvariant().Replace('.', '_'), Lines.Line);
        }

        if (word.StartsWith("data_", StringComparison.OrdinalIgnoreCase))
        {
            return new CifToken(CifTokenKind.Data, word[5..], Lines.Line);
        }

        if (word.Equals("loop_", StringComparison.OrdinalIgnoreCase))
        {
            return new CifToken(CifTokenKind.Loop, word, Lines.Line);
        }

        bool reserved = word.StartsWith("save_", StringComparison.OrdinalIgnoreCase)
            || word.Equals("global_", StringComparison.OrdinalIgnoreCase)
            || word.Equals("stop_", StringComparison.OrdinalIgnoreCase);
        return reserved
            ? throw Lines.Fault($"'{Excerpt.Of(word)}' has no place in a file of crystal structures; expected data_, loop_, a name or a value")
            : new CifToken(CifTokenKind.Value, word, Lines.Line);
    }
}
