using System.IO;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Plugins;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Decks;

/// <summary>Reads decks and potential files, and reports all that is wrong with one at once.</summary>
/// <param name="registry">Types of potentials there are.</param>
/// <param name="catalog">Declarations of options.</param>
public sealed class DeckReader(PotentialRegistry registry, OptionCatalog catalog)
{
    /// <summary>Reads a deck.</summary>
    /// <param name="path">Deck.</param>
    /// <param name="overrides">What overrides its values.</param>
    /// <exception cref="InputException">All faults, one a line.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Deck Read(string path, DeckOverrides overrides)
    {
        var faults = new FaultList();
        DeckSource? source = DeckSource.Read(path, overrides, "", faults);
        var deck = source is null ? null : (Deck?)Binder(faults).BindRecord(typeof(Deck), source.Root);
        faults.ThrowIfAny();
        return deck! with { SourceFile = path };
    }

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

    private OptionBinder Binder(FaultList faults) =>
        new(catalog, faults, new PotentialBinder(registry, faults).Bind);
}
