using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Cli.Binding;

/// <summary>What stands at one path of a deck when all layers are taken together.</summary>
public sealed class DeckNode
{
    private readonly DeckLayer _lowest;

    /// <summary>Makes a node.</summary>
    /// <param name="source">File and overrides.</param>
    /// <param name="path">Configuration path.</param>
    /// <param name="lowest">Layers under this one do not count: an override of a parent has replaced them.</param>
    internal DeckNode(DeckSource source, string path, DeckLayer lowest)
    {
        Source = source;
        Path = path;
        JsonEntry? entry = lowest == DeckLayer.File ? source.Entry(path) : null;
        DeckLayer? layer = source.LayerOf(path);
        if (layer is { } over && over != DeckLayer.File)
        {
            _lowest = over;
            Text = source.Value(path) ?? "";
            Kind = InlineJson.KindOf(Text) ?? DeckValueKind.Untyped;
            Origin = new Origin(source.File, 0, over);
        }
        else if (entry is not null)
        {
            _lowest = lowest;
            Kind = entry.Kind;
            Text = source.Value(path) ?? "";
            Origin = new Origin(source.File, entry.Line);
        }
        else
        {
            _lowest = lowest;
            Kind = DeckValueKind.Implied;
            Text = "";
            DeckLayer from = source.OverriddenKeys(path, lowest).Select(k => k.Layer).DefaultIfEmpty(lowest).Max();
            Origin = new Origin(source.File, 0, from);
        }
    }

    /// <summary>File and overrides.</summary>
    public DeckSource Source { get; }

    /// <summary>Configuration path in its file: "stages:0:steps".</summary>
    public string Path { get; }

    /// <summary>The path as people read it: "stages[0].steps".</summary>
    public string DisplayPath => Source.Display(Path, Origin.Layer);

    /// <summary>What stands there.</summary>
    public DeckValueKind Kind { get; }

    /// <summary>The value as text, for scalars; "" otherwise.</summary>
    public string Text { get; }

    /// <summary>Where it comes from.</summary>
    public Origin Origin { get; }

    /// <summary>True when it holds one value, not keys or entries.</summary>
    public bool IsScalar => Kind is DeckValueKind.Text or DeckValueKind.Number or DeckValueKind.Boolean
        or DeckValueKind.Untyped or DeckValueKind.Null;

    /// <summary>Overrides below this path that count.</summary>
    public DeckOverrides OverridesBelow => Source.Overrides.Below(Path, _lowest);

    /// <summary>The lowest layer that counts below this path.</summary>
    public DeckLayer Lowest => _lowest;

    /// <summary>Keys (or indices) below it: those of the file in its order, then those that overrides add.</summary>
    public IReadOnlyList<string> Keys()
    {
        var keys = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (_lowest == DeckLayer.File && Source.Entry(Path) is JsonEntry entry)
        {
            keys.AddRange(entry.Keys);
            seen.UnionWith(entry.Keys);
        }

        keys.AddRange(Source.OverriddenKeys(Path, _lowest).Select(k => k.Key).Where(seen.Add));
        return keys;
    }

    /// <summary>The node of a key below.</summary>
    public DeckNode Child(string key) => new(Source, Path.Length == 0 ? key : $"{Path}:{key}", _lowest);

    /// <summary>The node, at or below this one, that a relative path leads to; its parent where there is none.</summary>
    public DeckNode Descend(string path)
    {
        DeckNode node = this;
        foreach (string key in path.Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!node.Keys().Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                break;
            }

            node = node.Child(key);
        }

        return node;
    }

    /// <summary>What stands there, for people: <c>the string "abc"</c>, <c>-1</c>, <c>an array</c>.</summary>
    public string Found() => Kind switch
    {
        DeckValueKind.Object => "an object",
        DeckValueKind.Array => "an array",
        DeckValueKind.Null => "null",
        DeckValueKind.Implied => "keys",
        DeckValueKind.Text => $"the string \"{DeckPath.Clean(Text)}\"",
        DeckValueKind.Untyped => $"'{DeckPath.Clean(Text)}'",
        _ => DeckPath.Clean(Text),
    };
}
