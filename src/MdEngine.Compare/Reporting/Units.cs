using System;
using System.Text.RegularExpressions;

namespace MdEngine.Compare.Reporting;

/// <summary>Typesets units as they are read: "eV/Angstrom^3" as eV/Å³.</summary>
public static partial class Units
{
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Typesets a unit.</summary>
    /// <param name="unit">Unit in plain letters.</param>
    public static string Typeset(string unit)
    {
        string text = Microsecond().Replace(unit, "µs").Replace("Angstrom", "Å", StringComparison.Ordinal);
        var result = new System.Text.StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            int digits = i + 1 < text.Length && text[i + 1] == '-' ? i + 2 : i + 1;
            if (text[i] != '^' || digits >= text.Length || !char.IsAsciiDigit(text[digits]))
            {
                result.Append(text[i]);
                continue;
            }

            if (digits == i + 2)
            {
                result.Append('⁻');
            }

            for (i = digits; i < text.Length && char.IsAsciiDigit(text[i]); i++)
            {
                result.Append(Superscripts[text[i] - '0']);
            }

            i--;
        }

        return result.ToString();
    }

    /// <summary>Typesets units, signs and powers of ten in a text: "+-1E-06 eV/Angstrom" as ±1e-6 eV/Å.</summary>
    /// <param name="text">Text in plain letters.</param>
    public static string Prose(string text) =>
        Typeset(Power().Replace(text, "e$1$2").Replace("+-", "±", StringComparison.Ordinal));

    /// <summary>An axis from a label that ends in its unit: "Volume (Angstrom^3/atom)".</summary>
    /// <param name="label">Label with or without a unit.</param>
    public static ChartAxis AxisOf(string label)
    {
        int open = label.LastIndexOf(" (", StringComparison.Ordinal);
        return open > 0 && label.EndsWith(')')
            ? new ChartAxis(label[..open], label[(open + 2)..^1])
            : new ChartAxis(label);
    }

    [GeneratedRegex(@"(?<=\d)E(-?)\+?0*(\d+)\b")]
    private static partial Regex Power();

    [GeneratedRegex(@"\bus\b")]
    private static partial Regex Microsecond();
}
