using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Plugins;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Decks;

/// <summary>Reads decks and potential files, and reports all that is wrong with one at once.</summary>
/// <param name="registry">Types of potentials there are.</param>
/// <param name="catalog">Declarations of options.</param>
/// <param name="kinds">Kinds of decks there are; one of the first kind is taken to be meant where nothing tells.</param>
public sealed class DeckReader(PotentialRegistry registry, OptionCatalog catalog, IEnumerable<IDeckKind> kinds)
{
    /// <summary>Reads a deck of a kind that is known.</summary>
    /// <typeparam name="T">Record of the deck.</typeparam>
    /// <param name="path">Deck.</param>
    /// <param name="overrides">What overrides its values.</param>
    /// <exception cref="InputException">All faults, one a line.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public T Read<T>(string path, DeckOverrides overrides)
        where T : DeckRoot
    {
        var faults = new FaultList();
        DeckSource? source = DeckSource.Read(path, overrides, "", faults);
        IDeckKind wanted = kinds.First(k => k.DeckType == typeof(T));
        if (source is not null && KeysOf(source) is var keys
            && kinds.FirstOrDefault(k => keys[k] > keys[wanted]) is { } other)
        {
            faults.Add(source.Root, $"the keys are those of a deck for 'mdengine {other.Name}'; expected one for '{wanted.Name}'");
            faults.ThrowIfAny();
        }

        return (T)Bind(wanted, source, path, faults);
    }

    /// <summary>Reads a deck of any kind.</summary>
    /// <param name="path">Deck.</param>
    /// <param name="overrides">What overrides its values.</param>
    /// <param name="name">Name of its kind; null: its keys tell.</param>
    /// <inheritdoc cref="Read{T}" path="/exception"/>
    public (IDeckKind Kind, DeckRoot Deck) ReadAny(string path, DeckOverrides overrides, string? name)
    {
        IDeckKind? kind = name is null ? null : Find(name);
        var faults = new FaultList();
        DeckSource? source = DeckSource.Read(path, overrides, "", faults);
        bool isUncertain = false;
        if (kind is null)
        {
            Dictionary<IDeckKind, int> keys = source is null ? [] : KeysOf(source);
            kind = kinds.MaxBy(k => keys.GetValueOrDefault(k))!;
            isUncertain = source is not null && keys.Values.Count(n => n == keys[kind]) > 1;
        }

        try
        {
            return (kind, Bind(kind, source, path, faults));
        }
        catch (InputException) when (isUncertain)
        {
            faults.Add(new Origin(path, 0), "", $"taken for a deck of '{kind.Name}', as its keys do not tell what it is for; "
                + $"choose by --kind, one of {Expectation.Quoted(kinds.Select(k => k.Name))}");
            faults.ThrowIfAny();
            throw;
        }
    }

    /// <summary>The kind of deck of a name.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public IDeckKind Find(string name) => kinds.FirstOrDefault(k => k.Name == name) ?? throw new InputException(
        $"found '{DeckPath.Clean(name)}', expected a kind of deck: one of {Expectation.Quoted(kinds.Select(k => k.Name))}");

    /// <summary>Reads a potential.json, or that of a model's folder.</summary>
    /// <param name="path">File or folder.</param>
    /// <exception cref="InputException">All faults, one a line.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IPotentialSource ReadPotential(string path)
    {
        var faults = new FaultList();
        string file = Directory.Exists(path) ? Path.Combine(path, "potential.json") : path;
        DeckSource? source = DeckSource.Read(file, DeckOverrides.None, "", faults);
        var potentials = new PotentialBinder(registry, faults);
        IPotentialSource? potential = source is null
            ? null
            : potentials.BindRoot(new OptionBinder(catalog, faults, potentials.Bind), source);
        faults.ThrowIfAny();
        return potential!;
    }

    private DeckRoot Bind(IDeckKind kind, DeckSource? source, string path, FaultList faults)
    {
        var binder = new OptionBinder(catalog, faults, new PotentialBinder(registry, faults).Bind);
        var deck = source is null ? null : (DeckRoot?)binder.BindRecord(kind.DeckType, source.Root);
        faults.ThrowIfAny();
        return deck! with { SourceFile = path };
    }

    /// <summary>How many of a deck's keys each kind knows.</summary>
    private Dictionary<IDeckKind, int> KeysOf(DeckSource source)
    {
        IReadOnlyList<string> keys = source.Root.Keys();
        return kinds.ToDictionary(k => k, k => catalog.Of(k.DeckType).Options.Count(o => keys.Contains(o.Key)));
    }
}
