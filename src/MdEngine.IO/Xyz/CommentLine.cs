using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MdEngine.IO.Xyz;

/// <summary>
/// The comment line of extended XYZ: key=value pairs after ASE's rules. Values may stand in quotes, braces or brackets,
/// a backslash takes the next character as it is, and a key alone is true (T).
/// </summary>
internal static class CommentLine
{
    // What stands for an empty text, which ASE's grammar has no other way to hold.
    private const string EmptyText = "_JSON \"\"";

    /// <summary>Reads the pairs; false, with what is wrong, when the line is not made of such pairs.</summary>
    public static bool TryParse(string line, List<KeyValuePair<string, string>> pairs, out string fault)
    {
        pairs.Clear();
        var text = new StringBuilder();
        int at = 0;
        while (true)
        {
            SkipBlanks(line, ref at);
            if (at == line.Length)
            {
                fault = "";
                return true;
            }

            if (line[at] == '=')
            {
                fault = $"'=' at character {at + 1} without a key before it";
                return false;
            }

            if (!TryPiece(line, ref at, isKey: true, text, out fault))
            {
                return false;
            }

            string key = text.ToString();
            string value = "T";
            SkipBlanks(line, ref at);
            if (at < line.Length && line[at] == '=')
            {
                at++;
                SkipBlanks(line, ref at);
                if (!TryPiece(line, ref at, isKey: false, text, out fault))
                {
                    fault = $"value of '{key}': {fault}";
                    return false;
                }

                value = text.ToString();
            }

            pairs.Add(new(key, value == EmptyText ? "" : value));
        }
    }

    /// <summary>
    /// Reads numbers between blanks, commas or brackets; -1 when one is not a number, else their count.
    /// </summary>
    public static int Numbers(string value, Span<double> numbers)
    {
        int count = 0;
        foreach (Range range in value.AsSpan().SplitAny(" \t,[]{}"))
        {
            ReadOnlySpan<char> token = value.AsSpan()[range];
            if (token.IsEmpty)
            {
                continue;
            }

            if (!double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            {
                return -1;
            }

            if (count < numbers.Length)
            {
                numbers[count] = number;
            }

            count++;
        }

        return count;
    }

    /// <summary>Reads T/F, true/false or 1/0 between blanks, commas or brackets.</summary>
    public static bool TryLogicals(string value, Span<bool> flags)
    {
        int count = 0;
        foreach (Range range in value.AsSpan().SplitAny(" \t,[]{}"))
        {
            ReadOnlySpan<char> token = value.AsSpan()[range];
            if (token.IsEmpty)
            {
                continue;
            }

            if (count == flags.Length || !TryLogical(token, out flags[count]))
            {
                return false;
            }

            count++;
        }

        return count == flags.Length;
    }

    /// <summary>A key or a value as it must be written so that ASE and this reader take it back unchanged.</summary>
    public static string Escape(string text)
    {
        if (text.Length == 0)
        {
            text = EmptyText;
        }

        bool plain = text.AsSpan().IndexOfAny(" \t\"'{}[]=\\") < 0 && text.AsSpan().IndexOfAny('\v', '\f') < 0;
        return plain ? text : $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
    }

    private static bool TryLogical(ReadOnlySpan<char> token, out bool flag)
    {
        flag = token is "T" or "t" or "1" || token.Equals("true", StringComparison.OrdinalIgnoreCase);
        return flag || token is "F" or "f" or "0" || token.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private static void SkipBlanks(string line, ref int at)
    {
        while (at < line.Length && char.IsWhiteSpace(line[at]))
        {
            at++;
        }
    }

    private static bool TryPiece(string line, ref int at, bool isKey, StringBuilder text, out string fault)
    {
        text.Clear();
        fault = "";
        for (; at < line.Length; at++)
        {
            char c = line[at];
            if (char.IsWhiteSpace(c) || (isKey && c == '='))
            {
                break;
            }

            switch (c)
            {
                case '\\' when at + 1 < line.Length:
                    text.Append(line[++at]);
                    break;
                case '"' or '\'' or '{' or '[':
                    if (!TryQuoted(line, ref at, text))
                    {
                        fault = $"{c} at character {at + 1} is not closed";
                        return false;
                    }

                    break;
                default:
                    text.Append(c);
                    break;
            }
        }

        return true;
    }

    /// <summary>What stands between a delimiter and its partner, brackets inside brackets included.</summary>
    private static bool TryQuoted(string line, ref int at, StringBuilder text)
    {
        int start = at;
        char open = line[at];
        char close = open switch { '{' => '}', '[' => ']', _ => open };
        int depth = 1;
        for (at++; at < line.Length; at++)
        {
            char c = line[at];
            if (c == '\\' && at + 1 < line.Length)
            {
                text.Append(line[++at]);
                continue;
            }

            if (c == close && --depth == 0)
            {
                return true;
            }

            if (c == open)
            {
                depth++;
            }

            text.Append(c);
        }

        at = start;
        return false;
    }
}
