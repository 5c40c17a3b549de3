using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Binding;

/// <summary>Says in words what an option expects.</summary>
public static class Expectation
{
    /// <summary>"an integer >= 1", "an array of 3 numbers > 0", "one of "none", "energy"".</summary>
    public static string Of(OptionShape shape, OptionAttribute rules) => shape switch
    {
        OptionShape.Scalar { Kind: ScalarKind.Boolean } => "true or false",
        OptionShape.Scalar { Kind: ScalarKind.Text } => rules.ElementSymbol ? "the symbol of an element"
            : rules.InputFile ? "the path of a file" : rules.InputFolder ? "the path of a folder" : "a string",
        OptionShape.Scalar { Kind: ScalarKind.Double } => "a number" + Range(rules),
        OptionShape.Scalar => "an integer" + Range(rules),
        OptionShape.Choice c => "one of " + Quoted(c.Choices.Select(n => n.Name)),
        OptionShape.Switch => "true, false or the path of a file to write",
        OptionShape.List l => $"an array of {Counted(rules)}{Plural(l.Item, rules)}",
        OptionShape.Map m => $"an object with {Counted(rules)}{Plural(m.Item, rules)}",
        OptionShape.Potential => "a potential (an object with \"type\", or the path of a potential.json)",
        OptionShape.Union => "an object with \"type\"",
        _ => "an object",
    };

    /// <summary>Names in quotes, separated by commas.</summary>
    public static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"\"{n}\""));

    /// <summary>A number as decks hold it.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The range as a suffix: " > 0 and &lt;= 5"; empty when there is none.</summary>
    public static string Range(OptionAttribute rules)
    {
        var parts = new List<string>();
        if (!double.IsNegativeInfinity(rules.Min))
        {
            parts.Add((rules.ExclusiveMin ? "> " : ">= ") + Number(rules.Min));
        }

        if (!double.IsPositiveInfinity(rules.Max))
        {
            parts.Add("<= " + Number(rules.Max));
        }

        return parts.Count == 0 ? "" : " " + string.Join(" and ", parts);
    }

    private static string Counted(OptionAttribute rules) =>
        rules.MinCount == rules.MaxCount ? $"{rules.MinCount} "
        : rules.MaxCount < int.MaxValue ? $"{rules.MinCount} to {rules.MaxCount} "
        : rules.MinCount > 0 ? $"at least {rules.MinCount} "
        : "";

    private static string Plural(OptionShape item, OptionAttribute rules) => item switch
    {
        OptionShape.Scalar { Kind: ScalarKind.Boolean } => "true or false",
        OptionShape.Scalar { Kind: ScalarKind.Text } => rules.ElementSymbol ? "element symbols" : "strings",
        OptionShape.Scalar { Kind: ScalarKind.Double } => "numbers" + Range(rules),
        OptionShape.Scalar => "integers" + Range(rules),
        OptionShape.Choice c => "names out of " + Quoted(c.Choices.Select(n => n.Name)),
        OptionShape.List => "arrays",
        OptionShape.Potential => "potentials",
        _ => "objects",
    };
}
