using System;
using System.Collections.Generic;
using System.Globalization;

namespace MdEngine.Potentials.Gap.Reading;

/// <summary>
/// Numbers as Fortran writes them: ".5", "-.97", "1.", ".23E-001", "1.5D+3", and "0.1-100" for exponents of three digits.
/// </summary>
public static class FortranNumbers
{
    /// <summary>One finite real number; null when the text is none.</summary>
    public static double? Real(ReadOnlySpan<char> text)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (text.Length > 64)
        {
            return null;
        }

        if (!double.TryParse(text, style, CultureInfo.InvariantCulture, out double value))
        {
            Span<char> plain = stackalloc char[66];
            int count = Plain(text, plain);
            if (!double.TryParse(plain[..count], style, CultureInfo.InvariantCulture, out value))
            {
                return null;
            }
        }

        return double.IsFinite(value) ? value : null;
    }

    /// <summary>One whole number; null when the text is none.</summary>
    public static int? Integer(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>All numbers of a text, separated by white space or commas.</summary>
    /// <exception cref="MdEngine.Core.InputException">Something in it is not a finite number, or there are too many.</exception>
    public static double[] Reals(string text, int most, FilePlace place, string what)
    {
        var values = new List<double>();
        foreach (Range range in Words(text))
        {
            ReadOnlySpan<char> word = text.AsSpan()[range];
            values.Add(Real(word) ?? throw place.Fault($"{what}: found '{Short(word)}', expected a finite number"));
            if (values.Count > most)
            {
                throw place.Fault($"{what}: found more than {most} numbers, expected {most}");
            }
        }

        return [.. values];
    }

    /// <summary>The beginning of a text, for messages.</summary>
    public static string Short(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}...";

    private static IEnumerable<Range> Words(string text)
    {
        int k = 0;
        while (true)
        {
            while (k < text.Length && IsGap(text[k]))
            {
                k++;
            }

            if (k == text.Length)
            {
                yield break;
            }

            int start = k;
            while (k < text.Length && !IsGap(text[k]))
            {
                k++;
            }

            yield return start..k;
        }
    }

    private static bool IsGap(char c) => char.IsWhiteSpace(c) || c == ',';

    private static int Plain(ReadOnlySpan<char> text, Span<char> to)
    {
        int count = 0;
        bool exponent = false;
        for (int k = 0; k < text.Length; k++)
        {
            char c = text[k];
            if (c is 'd' or 'D')
            {
                c = 'E';
            }

            if (c is '+' or '-' && k > 0 && !exponent && char.IsAsciiDigit(text[k - 1]))
            {
                to[count++] = 'E';
                exponent = true;
            }

            exponent |= c is 'e' or 'E';
            to[count++] = c;
        }

        return count;
    }
}
