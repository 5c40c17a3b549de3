using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using MdEngine.Core;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Binding;

/// <summary>
/// Binds the nodes of a deck to options records by their <see cref="OptionAttribute"/>s and collects every fault:
/// unknown and missing keys, wrong types, values out of range, missing files.
/// </summary>
/// <remarks>
/// Ranges, <see cref="OptionAttribute.MinCount"/> and <see cref="OptionAttribute.MaxCount"/> hold at every level of
/// nested arrays.
/// </remarks>
public sealed class OptionBinder
{
    private readonly OptionCatalog _catalog;
    private readonly FaultList _faults;
    private readonly ScalarBinder _scalars;
    private readonly Func<OptionBinder, DeckNode, object?> _bindPotential;

    /// <summary>Makes a binder.</summary>
    /// <param name="catalog">Declarations.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="bindPotential">Binds potentials; null with a fault.</param>
    public OptionBinder(
        OptionCatalog catalog, FaultList faults, Func<OptionBinder, DeckNode, object?> bindPotential)
    {
        _catalog = catalog;
        _faults = faults;
        _bindPotential = bindPotential;
        _scalars = new ScalarBinder(faults);
    }

    /// <summary>Binds an object to a record; where something was wrong, what could be bound is.</summary>
    /// <param name="type">Record.</param>
    /// <param name="node">Where the object stands.</param>
    /// <param name="reserved">Keys beside those of the record that are dealt with elsewhere.</param>
    public object? BindRecord(Type type, DeckNode node, params ReadOnlySpan<string> reserved)
    {
        if (node.Kind is not (DeckValueKind.Object or DeckValueKind.Implied))
        {
            _faults.Add(node, $"found {node.Found()}, expected an object");
            return null;
        }

        int before = _faults.Count;
        OptionModel model = _catalog.Of(type);
        object record = Activator.CreateInstance(type)!;
        Dictionary<string, DeckNode> given = Match(model, node, reserved);
        foreach (OptionInfo option in model.Options)
        {
            if (given.TryGetValue(option.Key, out DeckNode? child))
            {
                object? value = Bind(option.Shape, option, child);
                if (value is not null)
                {
                    Set(option.Property, record, value, child);
                }
            }
            else if (option.IsRequired)
            {
                _faults.Add(node.Origin, Below(node, option.Key),
                    $"missing; expected {Expectation.Of(option.Shape, option.Rules)}: {option.Rules.Description}");
            }
        }

        CheckCombinations(model, node, given);
        if (_faults.Count == before && record is IValidatedOptions validated)
        {
            foreach ((string key, string message) in validated.Validate())
            {
                DeckNode at = node.Descend(key);
                _faults.Add(at.Origin, DeckPath.AppendPath(node.DisplayPath, key), message);
            }
        }

        return record;
    }

    /// <summary>The "type" of an object, when it is one of the known names; null with a fault otherwise.</summary>
    /// <param name="node">The object.</param>
    /// <param name="what">What it is: "potential".</param>
    /// <param name="known">Names to choose from.</param>
    /// <param name="remedy">Said after the list of names; may be empty.</param>
    public string? TypeOf(DeckNode node, string what, IReadOnlyCollection<string> known, string remedy = "")
    {
        string choices = $"one of {Expectation.Quoted(known)}{remedy}";
        if (!node.Keys().Contains("type", StringComparer.Ordinal))
        {
            _faults.Add(node.Origin, Below(node, "type"), $"missing; expected the type of the {what}: {choices}");
            return null;
        }

        DeckNode type = node.Child("type");
        if (type.Kind is not (DeckValueKind.Text or DeckValueKind.Untyped))
        {
            _faults.Add(type, $"found {type.Found()}, expected the type of the {what}: {choices}");
            return null;
        }

        if (known.Contains(type.Text))
        {
            return type.Text;
        }

        string? nearest = NearestName.Of(type.Text, known);
        _faults.Add(type, $"found {type.Found()}, expected the type of the {what}: {choices}"
            + (nearest is null ? "" : $"; did you mean \"{nearest}\"?"));
        return null;
    }

    private static string Below(DeckNode node, string key) => DeckPath.Append(node.DisplayPath, key);

    private Dictionary<string, DeckNode> Match(OptionModel model, DeckNode node, ReadOnlySpan<string> reserved)
    {
        var given = new Dictionary<string, DeckNode>(StringComparer.Ordinal);
        IReadOnlyList<string> keys = node.Keys();
        var present = keys.ToHashSet(StringComparer.Ordinal);
        foreach (string key in keys)
        {
            if (reserved.Contains(key))
            {
                continue;
            }

            DeckNode child = node.Child(key);

            // Names of environment variables carry no case on every system.
            StringComparison comparison = node.Source.Entry(child.Path) is null
                ? StringComparison.OrdinalIgnoreCase
                : StringComparison.Ordinal;
            string? known = model.Options.FirstOrDefault(o => string.Equals(o.Key, key, comparison))?.Key;
            if (known is not null)
            {
                given[known] = child;
                continue;
            }

            string? nearest = NearestName.Of(key, model.Options.Select(o => o.Key).Where(k => !present.Contains(k)));
            _faults.Add(child, "unknown key" + (nearest is not null
                ? $"; did you mean \"{nearest}\"?"
                : $"; the keys here are {Expectation.Quoted(model.Options.Select(o => o.Key))}"));
        }

        return given;
    }

    private void CheckCombinations(OptionModel model, DeckNode node, Dictionary<string, DeckNode> given)
    {
        foreach (ExactlyOneAttribute rule in model.ExactlyOne.Where(r => r.When is null || given.ContainsKey(r.When)))
        {
            List<string> present = [.. rule.Keys.Where(given.ContainsKey)];
            if (present.Count == 0)
            {
                _faults.Add(node, $"neither {string.Join(" nor ", rule.Keys.Select(k => $"\"{k}\""))} is given; "
                    + "expected exactly one of them");
            }
            else if (present.Count > 1)
            {
                _faults.Add(given[present[^1]], $"both {string.Join(" and ", present.Select(k => $"\"{k}\""))} are given; "
                    + "expected exactly one of them");
            }
        }

        foreach (OnlyWithAttribute rule in model.OnlyWith.Where(r => !given.ContainsKey(r.With)))
        {
            foreach (string key in rule.Keys.Where(given.ContainsKey))
            {
                _faults.Add(given[key], $"means something only together with \"{rule.With}\", which is not given");
            }
        }
    }

    private object? Bind(OptionShape shape, OptionInfo option, DeckNode node)
    {
        if (node.IsScalar && shape is not OptionShape.Potential && node.Keys() is [string first, ..])
        {
            _faults.Add(node.Child(first), $"unknown key; \"{node.DisplayPath}\" is one value without keys");
            return null;
        }

        if (node.Kind == DeckValueKind.Null)
        {
            _faults.Add(node, $"found null, expected {Expectation.Of(shape, option.Rules)}"
                + (option.IsRequired ? "" : "; leave the key out if it is not wanted"));
            return null;
        }

        return shape switch
        {
            OptionShape.Scalar s => _scalars.Bind(s, option, node),
            OptionShape.Choice c => _scalars.Bind(c, option, node),
            OptionShape.Switch s => _scalars.Bind(s, option, node),
            OptionShape.Potential => _bindPotential(this, node),
            OptionShape.List l => BindList(l, option, node),
            OptionShape.Map m => BindMap(m, option, node),
            OptionShape.Union u => BindUnion(u, option, node),
            _ => BindRecord(shape.Type, node),
        };
    }

    private Array? BindList(OptionShape.List shape, OptionInfo option, DeckNode node)
    {
        IReadOnlyList<string> keys = node.Keys();
        bool fits = node.Kind is DeckValueKind.Array or DeckValueKind.Implied;
        if (!fits || keys.Count < option.Rules.MinCount || keys.Count > option.Rules.MaxCount)
        {
            _faults.Add(node, $"found {node.Found()}{(fits ? $" of {keys.Count}" : "")}, "
                + $"expected {Expectation.Of(shape, option.Rules)}{OverrideHint(node, "[0]")}");
            return null;
        }

        var items = Array.CreateInstance(shape.Item.Type, keys.Count);
        bool whole = true;
        var present = keys.ToHashSet(StringComparer.Ordinal);
        for (int k = 0; k < keys.Count; k++)
        {
            if (!present.Contains(DeckPath.Index(k)))
            {
                string stray = keys.First(s => !int.TryParse(s, out int i) || i < 0 || i >= keys.Count);
                _faults.Add(node.Child(stray), $"no entry of this index can be set; the array holds "
                    + $"{keys.Count(s => node.Source.Entry(node.Child(s).Path) is not null)} entries, counted from 0");
                return null;
            }

            object? item = Bind(shape.Item, option, node.Child(DeckPath.Index(k)));
            whole &= item is not null;
            if (item is not null)
            {
                items.SetValue(item, k);
            }
        }

        return whole ? items : null;
    }

    private object? BindMap(OptionShape.Map shape, OptionInfo option, DeckNode node)
    {
        IReadOnlyList<string> keys = node.Keys();
        bool fits = node.Kind is DeckValueKind.Object or DeckValueKind.Implied;
        if (!fits || keys.Count < option.Rules.MinCount || keys.Count > option.Rules.MaxCount)
        {
            _faults.Add(node, $"found {node.Found()}{(fits ? $" of {keys.Count}" : "")}, "
                + $"expected {Expectation.Of(shape, option.Rules)}{OverrideHint(node, ".key")}");
            return null;
        }

        var map = (IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), shape.Item.Type))!;
        bool whole = true;
        foreach (string key in keys)
        {
            DeckNode child = node.Child(key);
            bool sound = !option.Rules.ElementSymbol || _scalars.IsElement(key, child);
            object? item = Bind(shape.Item, option, child);
            whole &= sound && item is not null;
            if (sound && item is not null)
            {
                map[key] = item;
            }
        }

        return whole ? map : null;
    }

    private static string OverrideHint(DeckNode node, string entry) => node.Kind == DeckValueKind.Untyped
        ? $"; override it as JSON, {node.DisplayPath}={(entry == "[0]" ? "[...]" : "{...}")}, or its entries one by one, as in {node.DisplayPath}{entry}=value"
        : "";

    private object? BindUnion(OptionShape.Union shape, OptionInfo option, DeckNode node)
    {
        if (node.Kind is not (DeckValueKind.Object or DeckValueKind.Implied))
        {
            _faults.Add(node, $"found {node.Found()}, expected {Expectation.Of(shape, option.Rules)}");
            return null;
        }

        string? type = TypeOf(node, option.Key, [.. shape.Variants.Select(v => v.Name)]);
        return type is null ? null : BindRecord(shape.Variants.First(v => v.Name == type).Type, node, "type");
    }

    private void Set(PropertyInfo property, object record, object value, DeckNode node)
    {
        try
        {
            property.SetValue(record, value);
        }
        catch (TargetInvocationException e) when (e.InnerException is InputException or ArgumentException)
        {
            // A plug-in's setter may check its value.
            _faults.Add(node, $"found {node.Found()}: {e.InnerException.Message}");
        }
    }
}
