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
        foreach (OptionInfo option in catalog.Of(bound.Options.GetType()).Options)
        {
            object? value = option.Property.GetValue(bound.Options);
            if (option.Rules.InputFile && value is string file)
            {
                yield return Path.GetFullPath(file);
            }

            foreach (string inside in option.Rules.InputFolder ? InFolders(value) : [])
            {
                yield return inside;
            }

            foreach (string inner in Nested(value))
            {
                yield return inner;
            }
        }
    }

    private static IEnumerable<string> InFolders(object? value) => value switch
    {
        string folder when Directory.Exists(folder) => Directory.EnumerateFiles(folder).Select(Path.GetFullPath),
        IEnumerable list and not string => list.OfType<object>().SelectMany(InFolders),
        _ => [],
    };

    private IEnumerable<string> Nested(object? value)
    {
        if (value is IPotentialSource source)
        {
            foreach (string file in Of(source))
            {
                yield return file;
            }
        }
        else if (value is IEnumerable list and not string)
        {
            foreach (object? item in list)
            {
                foreach (string file in Nested(item))
                {
                    yield return file;
                }
            }
        }
    }
}
