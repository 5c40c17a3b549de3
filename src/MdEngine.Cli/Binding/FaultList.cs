using System.Collections.Generic;
using System.Linq;
using System.Text;
using MdEngine.Core;

namespace MdEngine.Cli.Binding;

/// <summary>Collects faults, so that the user sees all of them at once.</summary>
public sealed class FaultList
{
    private const int MostShown = 100;
    private readonly List<DeckFault> _faults = [];

    /// <summary>Number of faults so far.</summary>
    public int Count => _faults.Count;

    /// <summary>The faults in the order of files and lines, overrides last.</summary>
    public IReadOnlyList<DeckFault> Sorted()
    {
        var files = _faults.Select(f => f.Origin.File).Distinct().ToList();
        return [.. _faults
            .OrderBy(f => files.IndexOf(f.Origin.File))
            .ThenBy(f => f.Origin.Layer)
            .ThenBy(f => f.Origin.Line)];
    }

    /// <summary>Adds a fault.</summary>
    public void Add(Origin origin, string path, string message) => _faults.Add(new DeckFault(origin, path, message));

    /// <summary>Adds a fault at a node.</summary>
    public void Add(DeckNode node, string message) => Add(node.Origin, node.DisplayPath, message);

    /// <summary>Throws when there are faults.</summary>
    /// <exception cref="InputException">All faults, one a line.</exception>
    public void ThrowIfAny()
    {
        if (_faults.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        text.AppendJoin('\n', Sorted().Take(MostShown));
        if (_faults.Count > MostShown)
        {
            text.Append($"\n... and {_faults.Count - MostShown} more");
        }

        throw new InputException(text.ToString());
    }
}
