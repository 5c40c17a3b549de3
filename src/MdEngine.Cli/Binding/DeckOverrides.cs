using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using Microsoft.Extensions.Configuration;

namespace MdEngine.Cli.Binding;

/// <summary>Values that override a deck: environment variables, and above them <c>--set</c> options.</summary>
public sealed class DeckOverrides
{
    /// <summary>Prefix of the environment variables; "__" in the rest of the name stands for ":".</summary>
    public const string EnvironmentPrefix = "MDENGINE_";

    private readonly Dictionary<string, string> _environment;
    private readonly Dictionary<string, string> _commandLine;

    private DeckOverrides(Dictionary<string, string> environment, Dictionary<string, string> commandLine)
    {
        _environment = environment;
        _commandLine = commandLine;
    }

    /// <summary>No overrides.</summary>
    public static DeckOverrides None { get; } = new([], []);

    /// <summary>Takes overrides.</summary>
    /// <param name="environment">Variables by path, the prefix taken off (see <see cref="FromEnvironment"/>).</param>
    /// <param name="sets">Texts "path=value"; of two for the same path the later one holds. A value may be a JSON array or object.</param>
    /// <exception cref="InputException">A text is not of that form.</exception>
    public static DeckOverrides Create(IEnumerable<KeyValuePair<string, string?>> environment, IEnumerable<string> sets)
    {
        var fromEnvironment = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        // A path before those below it.
        foreach ((string path, string? value) in environment.OrderBy(p => p.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (value is not null && path.Trim(':').Length > 0)
            {
                Put(fromEnvironment, path.Trim(':'), value);
            }
        }

        var fromSets = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string set in sets)
        {
            int sign = set.IndexOf('=', StringComparison.Ordinal);
            string path = sign < 0 ? "" : DeckPath.Parse(set[..sign].Trim());
            if (path.Length == 0)
            {
                throw new InputException(
                    $"--set: found '{DeckPath.Clean(set)}', expected path=value, such as stages:0:steps=100");
            }

            Put(fromSets, path, set[(sign + 1)..]);
        }

        return new DeckOverrides(fromEnvironment, fromSets);
    }

    /// <summary>The variables of this process that override decks, by path.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> FromEnvironment() =>
        new ConfigurationBuilder().AddEnvironmentVariables(EnvironmentPrefix).Build().AsEnumerable();

    /// <summary>The overrides of one layer, by path.</summary>
    public IReadOnlyDictionary<string, string> Of(DeckLayer layer) =>
        layer == DeckLayer.CommandLine ? _commandLine : _environment;

    /// <summary>The overrides below a path, with that path taken off.</summary>
    /// <param name="path">Configuration path.</param>
    /// <param name="lowest">Layers under this one are left out.</param>
    public DeckOverrides Below(string path, DeckLayer lowest) => new(
        lowest <= DeckLayer.Environment ? Below(_environment, path) : [], Below(_commandLine, path));

    /// <summary>Gives a path a value: what was given below it before is forgotten, and what the value holds takes its place.</summary>
    private static void Put(Dictionary<string, string> layer, string path, string value)
    {
        foreach (string below in layer.Keys.Where(k => k.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            layer.Remove(below);
        }

        layer[path] = value;
        foreach ((string part, string text) in InlineJson.Parts(path, value))
        {
            layer[part] = text;
        }
    }

    private static Dictionary<string, string> Below(Dictionary<string, string> all, string path) =>
        all.Where(p => p.Key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(p => p.Key[(path.Length + 1)..], p => p.Value, StringComparer.OrdinalIgnoreCase);
}
