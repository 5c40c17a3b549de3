using System;
using System.Collections;
using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Core;

namespace MdEngine.Cli.Analysing;

/// <summary>
/// The keys of an options record as options of a command line: "a_A" is <c>--a_A</c>. Keys of a nested record stand beside
/// the others, its "file" under the name of the record itself: "structure": {"file": F} is <c>--structure F</c>.
/// </summary>
public sealed class RecordOptions
{
    private readonly OptionCatalog _catalog = new([]);
    private readonly Type _type;
    private readonly List<(Option<string[]> Option, string Path, OptionInfo Info)> _options = [];

    /// <summary>Declares the options of a record.</summary>
    /// <param name="type">Options record.</param>
    /// <exception cref="InputException">A record of a plug-in uses what options cannot be.</exception>
    public RecordOptions(Type type)
    {
        _type = type;
        Declare(type, "", null);
    }

    /// <summary>The options.</summary>
    public IEnumerable<Option> Options => _options.Select(o => o.Option);

    /// <summary>The record that the command line describes.</summary>
    /// <param name="parsed">Command line.</param>
    /// <exception cref="InputException">All faults, one a line.</exception>
    public object Bind(ParseResult parsed)
    {
        var sets = new List<string>();
        foreach ((Option<string[]> option, string path, OptionInfo info) in _options)
        {
            if (parsed.GetResult(option) is { Implicit: false })
            {
                string[] values = parsed.GetValue(option) ?? [];
                if (values.Length > 1 && info.Shape is (OptionShape.Scalar or OptionShape.Choice))
                {
                    throw new InputException($"{option.Name} is given {values.Length} times; expected it once");
                }

                sets.AddRange(Assignments(path, info.Shape, values));
            }
        }

        var faults = new FaultList();
        DeckSource source = DeckSource.OfOverrides("command line", DeckOverrides.Create([], sets), faults);
        var binder = new OptionBinder(_catalog, faults, (_, _) => null);
        object? record = binder.BindRecord(_type, source.Root);
        if (faults.Count > 0)
        {
            throw new InputException(string.Join('\n', faults.Sorted().Select(Say)));
        }

        return record!;
    }

    /// <summary>Full paths of the files that a record names.</summary>
    public IEnumerable<string> InputFiles(object record)
    {
        foreach (OptionInfo option in _catalog.Of(record.GetType()).Options)
        {
            object? value = option.Property.GetValue(record);
            if (option.Rules.InputFile && value is not null)
            {
                foreach (string file in value is string one ? [one] : ((IEnumerable)value).OfType<string>())
                {
                    yield return file;
                }
            }
            else if (option.Shape is OptionShape.Nested && value is not null)
            {
                foreach (string file in InputFiles(value))
                {
                    yield return file;
                }
            }
        }
    }

    private static IEnumerable<string> Assignments(string path, OptionShape shape, string[] values)
    {
        switch (shape)
        {
            case OptionShape.List:
                return Entries(values).Select((value, index) => $"{path}:{DeckPath.Index(index)}={value}");
            case OptionShape.Map:
                return Entries(values).Select(value => $"{path}:{value}");
            case OptionShape.Scalar { Kind: ScalarKind.Boolean } when values.Length == 0:
                return [$"{path}=true"];
            default:
                return values.Select(value => $"{path}={value}");
        }
    }

    private static IEnumerable<string> Entries(string[] values) =>
        values.SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private void Declare(Type type, string prefix, string? parent)
    {
        foreach (OptionInfo info in _catalog.Of(type).Options)
        {
            string path = prefix.Length == 0 ? info.Key : $"{prefix}:{info.Key}";
            if (info.Shape is OptionShape.Nested nested)
            {
                Declare(nested.Type, path, info.Key);
            }
            else if (IsPlain(info.Shape))
            {
                string name = parent is not null && info.Key == "file" ? parent : info.Key;
                bool taken = _options.Any(o => o.Option.Name == $"--{name}");
                _options.Add((Create(taken ? $"{parent}-{name}" : name, info), path, info));
            }
        }
    }

    private static bool IsPlain(OptionShape shape) => shape switch
    {
        OptionShape.Scalar or OptionShape.Choice => true,
        OptionShape.List list => list.Item is OptionShape.Scalar or OptionShape.Choice,
        OptionShape.Map map => map.Item is OptionShape.Scalar,
        _ => false,
    };

    private static Option<string[]> Create(string name, OptionInfo info)
    {
        bool several = info.Shape is OptionShape.List or OptionShape.Map;
        bool flag = info.Shape is OptionShape.Scalar { Kind: ScalarKind.Boolean };
        string unless = info.IsRequired || info.Default is null or "" or (IEnumerable and not string) or bool
            ? ""
            : FormattableString.Invariant($" Default: {DefaultOf(info)}.");
        return new Option<string[]>($"--{name}")
        {
            Description = info.Rules.Description + unless,
            HelpName = flag ? "true|false"
                : info.Shape is OptionShape.Choice choice ? string.Join('|', choice.Choices.Select(c => c.Name))
                : info.Rules.InputFile ? "F"
                : info.Shape is OptionShape.Map ? "name=value"
                : "value",
            Arity = flag ? ArgumentArity.ZeroOrMore : ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = several,
        };
    }

    private static object DefaultOf(OptionInfo info) => info.Shape is OptionShape.Choice choice
        ? choice.Choices.First(c => c.Value.Equals(info.Default)).Name
        : info.Default!;

    private string Say(DeckFault fault)
    {
        (Option<string[]> option, string path, _) = _options
            .OrderByDescending(o => o.Path.Length)
            .FirstOrDefault(o => fault.Path.StartsWith(DeckPath.Display(o.Path), StringComparison.Ordinal)
                || ShownBelow(o.Path, fault.Path));
        if (option is null)
        {
            return fault.Path.Length == 0 ? fault.Message : $"{fault.Path}: {fault.Message}";
        }

        string rest = fault.Path.Length > DeckPath.Display(path).Length ? fault.Path[DeckPath.Display(path).Length..] : "";
        return $"{option.Name}{rest}: {fault.Message}";
    }

    // A fault of a nested record as a whole is said of the option that has its name.
    private static bool ShownBelow(string path, string faulty) =>
        faulty.Length > 0 && DeckPath.Display(path) == $"{faulty}.file";
}
