using System;
using System.Collections.Generic;

namespace MdEngine.Potentials.Pace.Files;

/// <summary>A mapping with names as keys, each of which must be known.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> _values = new(StringComparer.Ordinal);
    private readonly YamlNode _node;
    private readonly string _what;

    /// <summary>Takes the entries of a node.</summary>
    /// <param name="node">Mapping.</param>
    /// <param name="what">What it is, for messages.</param>
    /// <param name="known">Names that may occur.</param>
    public YamlMap(YamlNode node, string what, ReadOnlySpan<string> known)
    {
        _node = node;
        _what = what;
        foreach ((YamlNode key, YamlNode value) in node.Entries ?? throw node.Fault($"{what} is {node.Describe()}; expected a mapping"))
        {
            string name = key.String($"a key of {what}");
            if (known.IndexOf(name) < 0)
            {
                throw key.Fault($"{what} has the key '{YamlNode.Excerpt(name)}'; expected one of {string.Join(", ", known!)}");
            }

            if (!_values.TryAdd(name, value))
            {
                throw key.Fault($"{what} has the key '{name}' twice; expected it once");
            }
        }
    }

    /// <summary>A value that must be there.</summary>
    public YamlNode this[string key] =>
        Find(key) ?? throw _node.Fault($"{_what} has no '{key}'; expected it");

    /// <summary>A value, or null.</summary>
    public YamlNode? Find(string key) => _values.GetValueOrDefault(key);

    /// <summary>A number that must be there.</summary>
    public double Double(string key) => this[key].Double(key);

    /// <summary>A number, or another where there is none.</summary>
    public double Double(string key, double otherwise) => Find(key)?.Double(key) ?? otherwise;

    /// <summary>An integer that must be there.</summary>
    public int Integer(string key, int least, int most) => this[key].Integer(key, least, most);
}
