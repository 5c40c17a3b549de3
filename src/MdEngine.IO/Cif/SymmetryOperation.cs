using System;
using System.Globalization;
using MdEngine.Core.Mathematics;

namespace MdEngine.IO.Cif;

/// <summary>A symmetry operation of a crystal on fractional coordinates: x' = R x + t.</summary>
/// <param name="Rotation">R, whole numbers; its rows are those of x', y', z'.</param>
/// <param name="Translation">t.</param>
internal readonly record struct SymmetryOperation(Matrix3 Rotation, Double3 Translation)
{
    /// <summary>Image of a point.</summary>
    public Double3 Apply(Double3 s) => new(
        Double3.Dot(Rotation.Row0, s) + Translation.X,
        Double3.Dot(Rotation.Row1, s) + Translation.Y,
        Double3.Dot(Rotation.Row2, s) + Translation.Z);

    /// <summary>Reads text such as "-y, x-y, z+1/3".</summary>
    public static bool TryParse(string text, out SymmetryOperation operation)
    {
        operation = default;
        string[] parts = text.Split(',');
        if (parts.Length != 3)
        {
            return false;
        }

        Span<Double3> rows = stackalloc Double3[3];
        Span<double> shifts = stackalloc double[3];
        for (int k = 0; k < 3; k++)
        {
            if (!TryRow(parts[k], out rows[k], out shifts[k]))
            {
                return false;
            }
        }

        operation = new SymmetryOperation(
            Matrix3.FromRows(rows[0], rows[1], rows[2]), new Double3(shifts[0], shifts[1], shifts[2]));
        return Math.Abs(operation.Rotation.Determinant) == 1.0;
    }

    /// <summary>A sum of terms, each a sign and x, y, z or a number (a decimal one or a fraction).</summary>
    private static bool TryRow(string text, out Double3 row, out double shift)
    {
        row = default;
        shift = 0.0;
        int at = 0;
        bool any = false;
        while (Skip(text, ref at))
        {
            double sign = 1.0;
            bool signed = text[at] is '+' or '-';
            if (signed)
            {
                sign = text[at++] == '-' ? -1.0 : 1.0;
                if (!Skip(text, ref at))
                {
                    return false;
                }
            }

            // Between terms stands a sign.
            if (any && !signed)
            {
                return false;
            }

            any = true;
            switch (char.ToLowerInvariant(text[at]))
            {
                case 'x':
                    row += new Double3(sign, 0, 0);
                    at++;
                    break;
                case 'y':
                    row += new Double3(0, sign, 0);
                    at++;
                    break;
                case 'z':
                    row += new Double3(0, 0, sign);
                    at++;
                    break;
                default:
                    if (!TryNumber(text, ref at, out double number))
                    {
                        return false;
                    }

                    shift += sign * number;
                    break;
            }
        }

        return any;
    }

    private static bool TryNumber(string text, ref int at, out double number)
    {
        if (!TryDecimal(text, ref at, out number))
        {
            return false;
        }

        int slash = at;
        if (!Skip(text, ref slash) || text[slash] != '/')
        {
            return true;
        }

        at = slash + 1;
        bool good = Skip(text, ref at) & TryDecimal(text, ref at, out double divisor);
        number /= divisor;
        return good && divisor != 0.0 && double.IsFinite(number);
    }

    private static bool TryDecimal(string text, ref int at, out double number)
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiDigit(text[at]) || text[at] == '.'))
        {
            at++;
        }

        return double.TryParse(
            text.AsSpan(start, at - start), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    private static bool Skip(string text, ref int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at < text.Length;
    }
}
