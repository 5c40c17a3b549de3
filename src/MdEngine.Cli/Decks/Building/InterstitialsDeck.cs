using System.Collections.Generic;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Puts in atoms, at random places between the others or at given ones.</summary>
[ExactlyOne("count", "fractional")]
[OnlyWith("count", "min_distance_A")]
public sealed record InterstitialsDeck : OperationDeck, IValidatedOptions
{
    /// <summary>Element of the atoms.</summary>
    [Option("element", "Element of the atoms that are put in.", ElementSymbol = true)]
    public string Element { get; init; } = "";

    /// <summary>How many at random places.</summary>
    [Option("count", "Number of atoms to put in at random places.", Min = 1, Max = 1e8)]
    public int? Count { get; init; }

    /// <summary>Smallest distance to any atom, Angstrom.</summary>
    [Option("min_distance_A", "Smallest distance of the new atoms to any atom, Angstrom.",
        Min = 0, ExclusiveMin = true, Max = 100)]
    public double? MinDistance { get; init; }

    /// <summary>Given places, fractional coordinates.</summary>
    [Option("fractional", "Where to put atoms: fractional coordinates, three for each.", MinCount = 1)]
    public IReadOnlyList<IReadOnlyList<double>>? Fractional { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Count is not null && MinDistance is null)
        {
            yield return ("min_distance_A", "missing; random places need a smallest distance to the other atoms, Angstrom");
        }

        for (int k = 0; k < Fractional?.Count; k++)
        {
            if (Fractional[k].Count != 3)
            {
                yield return ($"fractional:{k}", $"found {Fractional[k].Count} numbers, expected three fractional coordinates");
            }
        }
    }
}
