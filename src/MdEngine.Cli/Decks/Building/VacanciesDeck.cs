using System.Collections.Generic;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Takes out atoms, chosen at random or by number.</summary>
[ExactlyOne("count", "fraction", "atoms")]
public sealed record VacanciesDeck : OperationDeck, IValidatedOptions
{
    /// <summary>Element of the atoms to take out.</summary>
    [Option("element", "Element of the atoms that are taken out; any when absent.", ElementSymbol = true)]
    public string? Element { get; init; }

    /// <summary>How many.</summary>
    [Option("count", "Number of atoms to take out at random.", Min = 1, Max = 1e9)]
    public int? Count { get; init; }

    /// <summary>How many, as a fraction of those there are.</summary>
    [Option("fraction", "Fraction of the atoms to take out at random.", Min = 0, ExclusiveMin = true, Max = 1)]
    public double? Fraction { get; init; }

    /// <summary>Which ones.</summary>
    [Option("atoms", "Atoms to take out, by their index in the structure from 0.", Min = 0, Max = 2e9, MinCount = 1)]
    public IReadOnlyList<int>? Atoms { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Atoms is not null && Element is not null)
        {
            yield return ("element", "means nothing beside \"atoms\", which name what is taken out; leave the key out");
        }
    }
}
