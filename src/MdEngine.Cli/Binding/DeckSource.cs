using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.Extensions.Configuration;

namespace MdEngine.Cli.Binding;

/// <summary>One JSON file with the overrides that apply to it, layered by Microsoft.Extensions.Configuration.</summary>
public sealed class DeckSource
{
    private const int LargestFile = 4 << 20;
    private readonly JsonDeckProvider _json;
    private readonly IConfigurationRoot _configuration;
    private readonly string _prefix;

    private DeckSource(string file, JsonDeckProvider json, DeckOverrides overrides, string prefix)
    {
        File = file;
        _json = json;
        _prefix = prefix;
        Overrides = overrides;
        Directory = Path.GetDirectoryName(Path.GetFullPath(file)) ?? "/";
        _configuration = new ConfigurationBuilder()
            .Add(new JsonDeckSource(json))
            .AddInMemoryCollection(Pairs(overrides.Of(DeckLayer.Environment)))
            .AddInMemoryCollection(Pairs(overrides.Of(DeckLayer.CommandLine)))
            .Build();
    }

    /// <summary>File as the user named it.</summary>
    public string File { get; }

    /// <summary>Full path of the folder which paths in the file are relative to.</summary>
    public string Directory { get; }

    /// <summary>The overrides.</summary>
    public DeckOverrides Overrides { get; }

    /// <summary>The root object.</summary>
    public DeckNode Root => new(this, "", DeckLayer.File);

    /// <summary>Reads a file; null, with a fault, when it is missing or not JSON.</summary>
    /// <param name="file">Path as the user named it.</param>
    /// <param name="overrides">What overrides its values.</param>
    /// <param name="prefix">Path of the file's object in the deck that refers to it, for faults of overrides.</param>
    /// <param name="faults">Where faults go.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static DeckSource? Read(string file, DeckOverrides overrides, string prefix, FaultList faults)
    {
        var whole = new Origin(file, 0);
        if (FilePaths.WhyNoFile(file) is string reason)
        {
            faults.Add(whole, "", reason);
            return null;
        }

        byte[] bytes;
        using (FileStream stream = System.IO.File.OpenRead(file))
        {
            // Bounded, for the name may be that of a device.
            using var copy = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int n = stream.Read(buffer); n > 0 && copy.Length <= LargestFile; n = stream.Read(buffer))
            {
                copy.Write(buffer, 0, n);
            }

            bytes = copy.ToArray();
        }

        if (bytes.Length > LargestFile)
        {
            faults.Add(whole, "", $"the file is larger than {LargestFile >> 20} MiB; no deck is");
            return null;
        }

        var json = new JsonDeckProvider(file, bytes, faults);
        var source = new DeckSource(file, json, overrides, prefix);
        return json.IsSound ? source : null;
    }

    /// <summary>Overrides alone, of an empty object; paths of files are relative to the current folder.</summary>
    /// <param name="name">What stands for the name of a file in faults.</param>
    /// <param name="overrides">The values.</param>
    /// <param name="faults">Where faults go.</param>
    public static DeckSource OfOverrides(string name, DeckOverrides overrides, FaultList faults) =>
        new(name, new JsonDeckProvider(name, "{}"u8.ToArray(), faults), overrides, "");

    /// <summary>What the JSON text holds at a path, or null.</summary>
    public JsonEntry? Entry(string path) => _json.Entries.GetValueOrDefault(path);

    /// <summary>The value in force at a path.</summary>
    public string? Value(string path) => _configuration[path];

    /// <summary>The highest layer that gives the path itself a value, or null when none does.</summary>
    public DeckLayer? LayerOf(string path) =>
        Overrides.Of(DeckLayer.CommandLine).ContainsKey(path) ? DeckLayer.CommandLine
        : Overrides.Of(DeckLayer.Environment).ContainsKey(path) ? DeckLayer.Environment
        : _json.Entries.ContainsKey(path) ? DeckLayer.File
        : null;

    /// <summary>Keys that overrides give below a path, with the layer of each.</summary>
    public IEnumerable<(string Key, DeckLayer Layer)> OverriddenKeys(string path, DeckLayer lowest)
    {
        for (DeckLayer layer = DeckLayer.Environment; layer <= DeckLayer.CommandLine; layer++)
        {
            if (layer < lowest)
            {
                continue;
            }

            foreach (string full in Overrides.Of(layer).Keys.Order(StringComparer.Ordinal))
            {
                if (path.Length == 0 || full.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase))
                {
                    string rest = path.Length == 0 ? full : full[(path.Length + 1)..];
                    yield return (rest.Split(':')[0], layer);
                }
            }
        }
    }

    /// <summary>A path as people read it; that of an override begins at the deck's root.</summary>
    public string Display(string path, DeckLayer layer) =>
        DeckPath.Display(layer == DeckLayer.File || _prefix.Length == 0 ? path : $"{_prefix}:{path}");

    /// <summary>The path in the deck that the user overrides with --set.</summary>
    public string FullPath(string path) => _prefix.Length == 0 ? path : $"{_prefix}:{path}";

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(IReadOnlyDictionary<string, string> layer) =>
        layer.Select(p => KeyValuePair.Create(p.Key, (string?)p.Value));
}
