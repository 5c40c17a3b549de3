using System;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Binding;

/// <summary>Binds single values, strictly: a quoted number is a fault, for overrides any text that parses is good.</summary>
/// <param name="faults">Where faults go.</param>
public sealed class ScalarBinder(FaultList faults)
{
    // Integers beyond 2^53 may not be written as 1e16: the double would not hold them.
    private const double LargestExact = 9007199254740992.0;

    /// <summary>The value, or null with a fault.</summary>
    public object? Bind(OptionShape.Scalar shape, OptionInfo option, DeckNode node)
    {
        bool untyped = node.Kind == DeckValueKind.Untyped;
        DeckValueKind wanted = shape.Kind switch
        {
            ScalarKind.Boolean => DeckValueKind.Boolean,
            ScalarKind.Text => DeckValueKind.Text,
            _ => DeckValueKind.Number,
        };
        if (!untyped && node.Kind != wanted)
        {
            bool quoted = node.Kind == DeckValueKind.Text && wanted != DeckValueKind.Text;
            bool bare = node.Kind is DeckValueKind.Number or DeckValueKind.Boolean && wanted == DeckValueKind.Text;
            return Wrong(shape, option, node, quoted && Parse(shape.Kind, node.Text.Trim()) is not null ? " (without quotes)"
                : bare ? " (in quotes)" : "");
        }

        if (shape.Kind == ScalarKind.Text)
        {
            return Text(option, node);
        }

        string text = untyped ? node.Text.Trim() : node.Text;
        object? value = Parse(shape.Kind, text);
        return value is null ? Wrong(shape, option, node, "")
            : value is bool || InRange(Convert.ToDouble(value, CultureInfo.InvariantCulture), option.Rules) ? value
            : Wrong(shape, option, node, "");
    }

    /// <summary>The chosen member, or null with a fault.</summary>
    public object? Bind(OptionShape.Choice shape, OptionInfo option, DeckNode node)
    {
        if (node.Kind is not (DeckValueKind.Text or DeckValueKind.Untyped))
        {
            return Wrong(shape, option, node, "");
        }

        foreach ((string name, object value) in shape.Choices)
        {
            if (name == node.Text)
            {
                return value;
            }
        }

        string? nearest = NearestName.Of(node.Text, shape.Choices.Select(c => c.Name));
        return Wrong(shape, option, node, nearest is null ? "" : $"; did you mean \"{nearest}\"?");
    }

    /// <summary>The switch, or null with a fault.</summary>
    public object? Bind(OptionShape.Switch shape, OptionInfo option, DeckNode node)
    {
        bool isUntyped = node.Kind == DeckValueKind.Untyped;
        if ((isUntyped || node.Kind == DeckValueKind.Boolean) && Parse(ScalarKind.Boolean, node.Text.Trim()) is bool isWanted)
        {
            return new OutputSwitch(isWanted, null);
        }

        return isUntyped || node.Kind == DeckValueKind.Text
            ? Text(option, node) is { } file ? new OutputSwitch(true, file) : null
            : Wrong(shape, option, node, "");
    }

    /// <summary>Checks an element symbol; false with a fault.</summary>
    public bool IsElement(string symbol, DeckNode node)
    {
        if (PeriodicTable.TryGet(symbol, out _))
        {
            return true;
        }

        // The symbol in its usual capitals, if that is one: "AR", "ar".
        string usual = symbol.Length is 1 or 2
            ? char.ToUpperInvariant(symbol[0]) + symbol[1..].ToLowerInvariant()
            : "";
        faults.Add(node, $"found \"{DeckPath.Clean(symbol)}\", expected the symbol of an element"
            + (PeriodicTable.TryGet(usual, out _) ? $"; did you mean \"{usual}\"?" : ", such as \"Ar\" or \"Si\""));
        return false;
    }

    private string? Text(OptionInfo option, DeckNode node)
    {
        if (option.Rules.ElementSymbol)
        {
            return IsElement(node.Text, node) ? node.Text : null;
        }

        if (!option.Rules.InputFile && !option.Rules.InputFolder && !option.IsOutputFile)
        {
            return node.Text;
        }

        string? path = FilePaths.Resolve(node.Source.Directory, node.Text);
        string? reason = option.Rules.InputFolder
            ? path is null ? "expected the path of a folder, found an empty or impossible one" : FilePaths.WhyNoFolder(path)
            : path is null ? "expected the path of a file, found an empty or impossible one"
            : option.Output is { IsFolder: true }
                ? System.IO.File.Exists(path) ? "expected the path of a folder to write into, found that of a file" : null
            : option.IsOutputFile
                ? System.IO.Directory.Exists(path) ? "expected the path of a file to write, found that of a folder" : null
                : FilePaths.WhyNoFile(path);
        if (reason is null)
        {
            return path;
        }

        faults.Add(node, $"found \"{DeckPath.Clean(node.Text, 200)}\": {reason}");
        return null;
    }

    private static object? Parse(ScalarKind kind, string text) => kind switch
    {
        ScalarKind.Boolean => text.ToUpperInvariant() switch { "TRUE" => true, "FALSE" => false, _ => null },
        ScalarKind.Int32 => Integer(text) is { } i && i >= int.MinValue && i <= int.MaxValue ? (object)(int)i : null,
        ScalarKind.Int64 => Integer(text) is { } l && l >= long.MinValue && l <= long.MaxValue ? (object)(long)l : null,
        ScalarKind.UInt64 => Integer(text) is { } u && u >= 0 && u <= ulong.MaxValue ? (object)(ulong)u : null,
        _ => Real(text),
    };

    private static Int128? Integer(string text)
    {
        if (Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 value))
        {
            return value;
        }

        // 1e6 and 100.0 are integers too.
        return Real(text) is double real && Math.Abs(real) <= LargestExact && Math.Floor(real) == real ? (Int128)real : null;
    }

    private static object? Real(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : null;

    private static bool InRange(double value, OptionAttribute rules) =>
        (rules.ExclusiveMin ? value > rules.Min : value >= rules.Min) && value <= rules.Max;

    private object? Wrong(OptionShape shape, OptionInfo option, DeckNode node, string hint)
    {
        bool isHuge = node.Kind == DeckValueKind.Number && !double.IsFinite(
            double.Parse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
        faults.Add(node, $"found {node.Found()}{(isHuge ? " (too large for a number)" : "")}, "
            + $"expected {Expectation.Of(shape, option.Rules)}{hint}");
        return null;
    }
}
