using System;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Compare.Properties;

namespace MdEngine.Cli.Analysing;

/// <summary>Writes a property as a table for people.</summary>
public static class PropertyTable
{
    private const int Width = 100;

    /// <summary>Writes title, method, values and notes.</summary>
    public static void Write(TextWriter output, PropertyResult result)
    {
        output.WriteLine($"# {result.Title}");
        Wrap(output, "  ", result.Method);
        if (result.Values.Count > 0)
        {
            output.WriteLine();
            WriteValues(output, result);
        }

        foreach (string note in result.Notes)
        {
            output.WriteLine();
            Wrap(output, "  ", "note: " + note);
        }
    }

    private static void WriteValues(TextWriter output, PropertyResult result)
    {
        bool errors = result.Values.Any(v => v.Error is not null), references = result.Values.Any(v => v.Reference is not null);
        int names = result.Values.Max(v => v.Name.Length), units = Math.Max(4, result.Values.Max(v => v.Unit.Length));
        string error = errors ? $" {"+-",12}" : "", reference = references ? $"  {"reference",12}  source" : "";
        output.WriteLine($"{"".PadRight(names)}  {"value",14}{error}  {"unit".PadRight(units)}{reference}".TrimEnd());
        foreach (PropertyValue value in result.Values)
        {
            // An error of rounding alone says nothing.
            error = errors ? $" {Number(value.Error < 1e-9 * Math.Abs(value.Value) ? 0.0 : value.Error),12}" : "";
            reference = value.Reference is null ? "" : $"  {Number(value.Reference),12}  {value.Source}";
            output.WriteLine(
                $"{value.Name.PadRight(names)}  {Number(value.Value),14}{error}  {value.Unit.PadRight(units)}{reference}".TrimEnd());
        }
    }

    private static string Number(double? value) => value is not { } number ? ""
        : double.IsNaN(number) ? "none"
        : number.ToString("G6", CultureInfo.InvariantCulture);

    private static void Wrap(TextWriter output, string indent, string text)
    {
        string line = indent;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length + word.Length >= Width && line.Length > indent.Length)
            {
                output.WriteLine(line.TrimEnd());
                line = indent;
            }

            line += word + " ";
        }

        output.WriteLine(line.TrimEnd());
    }
}
