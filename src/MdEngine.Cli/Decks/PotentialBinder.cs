using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Plugins;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Decks;

/// <summary>Binds potentials: objects with a registered "type", or paths of such files.</summary>
/// <param name="registry">Types there are.</param>
/// <param name="faults">Where faults go.</param>
public sealed class PotentialBinder(PotentialRegistry registry, FaultList faults)
{
    private const int MostFiles = 256;
    private readonly Stack<string> _open = new();
    private int _files;

    /// <summary>Binds a potential; null with a fault.</summary>
    public IPotentialSource? Bind(OptionBinder binder, DeckNode node)
    {
        if (node.Kind is DeckValueKind.Text or DeckValueKind.Untyped)
        {
            return BindFile(binder, node);
        }

        if (node.Kind is DeckValueKind.Object or DeckValueKind.Implied)
        {
            return BindObject(binder, node);
        }

        faults.Add(node, $"found {node.Found()}, expected a potential: an object with \"type\", or the path of a potential.json");
        return null;
    }

    /// <summary>Binds the root object of a potential.json; null with a fault.</summary>
    public IPotentialSource? BindRoot(OptionBinder binder, DeckSource source)
    {
        _open.Push(Path.GetFullPath(source.File));
        IPotentialSource? bound = BindObject(binder, source.Root);
        _open.Pop();
        return bound;
    }

    private IPotentialSource? BindFile(OptionBinder binder, DeckNode node)
    {
        string? path = FilePaths.Resolve(node.Source.Directory, node.Text);
        if ((path is null ? "expected the path of a potential.json, found an empty or impossible one"
            : FilePaths.WhyNoFile(path)) is string reason)
        {
            faults.Add(node, $"found \"{DeckPath.Clean(node.Text, 200)}\": {reason}");
            return null;
        }

        if (_open.Contains(path!))
        {
            faults.Add(node, $"found \"{DeckPath.Clean(node.Text, 200)}\": that file holds this potential, which would "
                + "contain itself");
            return null;
        }

        // Files that name each other twice over would grow without bound.
        if (++_files > MostFiles)
        {
            if (_files == MostFiles + 1)
            {
                faults.Add(node, $"more than {MostFiles} files of potentials are named by each other");
            }

            return null;
        }

        string shown = Path.GetRelativePath(Environment.CurrentDirectory, path!);
        shown = shown.Length < path!.Length ? shown : path;
        DeckSource? source = DeckSource.Read(shown, node.OverridesBelow, node.Source.FullPath(node.Path), faults);
        return source is null ? null : BindRoot(binder, source);
    }

    private BoundPotential? BindObject(OptionBinder binder, DeckNode node)
    {
        string? type = binder.TypeOf(
            node, "potential", registry.Names, "; those of third parties need --plugins DIR");
        if (type is null || registry.Find(type) is not { } factory)
        {
            return null;
        }

        int before = faults.Count;
        object? options = binder.BindRecord(factory.OptionsType, node, "type", "$schema");
        return options is null || faults.Count > before
            ? null
            : new BoundPotential(factory, options, node.Origin, node.DisplayPath);
    }
}
