using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Decks;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Running;

/// <summary>Finds the files that a run reads.</summary>
/// <param name="catalog">Declarations of options.</param>
public sealed class InputFiles(OptionCatalog catalog)
{
    /// <summary>Full paths of a deck and of all that it names.</summary>
    public IEnumerable<string> Of(Deck deck)
    {
        yield return Path.GetFullPath(deck.SourceFile);
        foreach (StructureDeck part in deck.Structure.WithMerged())
        {
            if (part.File is { } structure)
            {
                yield return structure;
            }
        }

        foreach (string file in Of(deck.Potential))
        {
            yield return file;
        }
    }

    /// <summary>Full paths of a deck of any kind and of all files that its keys name.</summary>
    public IEnumerable<string> OfAny(DeckRoot deck) => OfRecord(deck).Prepend(Path.GetFullPath(deck.SourceFile));

    private IEnumerable<string> OfRecord(object record) => catalog.Of(record.GetType()).Options.SelectMany(
        option => OfValue(option.Property.GetValue(record), option));

    private IEnumerable<string> OfValue(object? value, OptionInfo option) => value switch
    {
        string path when option.Rules.InputFile => [Path.GetFullPath(path)],
        string folder when option.Rules.InputFolder => InFolders(folder),
        IPotentialSource source => Of(source),
        null or string => [],
        IDictionary map => map.Values.Cast<object?>().SelectMany(item => OfValue(item, option)),
        IEnumerable list => list.Cast<object?>().SelectMany(item => OfValue(item, option)),
        _ => value.GetType().IsValueType ? [] : OfRecord(value),
    };

    /// <summary>Full paths of a potential's files.</summary>
    public IEnumerable<string> Of(IPotentialSource potential)
    {
        if (potential is not BoundPotential bound)
        {
            yield break;
        }

        yield return Path.GetFullPath(bound.Origin.File);
        foreach (string file in OfRecord(bound.Options))
        {
            yield return file;
        }
    }

    private static IEnumerable<string> InFolders(object? value) => value switch
    {
        string folder when Directory.Exists(folder) => Directory.EnumerateFiles(folder).Select(Path.GetFullPath),
        IEnumerable list and not string => list.OfType<object>().SelectMany(InFolders),
        _ => [],
    };
}
