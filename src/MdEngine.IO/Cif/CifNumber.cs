using System;
using System.Globalization;

namespace MdEngine.IO.Cif;

/// <summary>Numbers of CIF files.</summary>
internal static class CifNumber
{
    /// <summary>Reads a number with or without uncertainty: "5.4310(2)". False when it is none, or not finite.</summary>
    public static bool TryParse(string text, out double value)
    {
        ReadOnlySpan<char> number = text;
        int open = text.IndexOf('(', StringComparison.Ordinal);
        if (open > 0)
        {
            ReadOnlySpan<char> inside = number[(open + 1)..];
            if (inside.Length < 2 || inside[^1] != ')' || inside[..^1].ContainsAnyExceptInRange('0', '9'))
            {
                value = 0.0;
                return false;
            }

            number = number[..open];
        }

        const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(number, Plain, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }
}
