using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Turns atoms of one element, chosen at random, into others.</summary>
public sealed record SubstituteDeck : OperationDeck, IValidatedOptions
{
    /// <summary>Element that is replaced.</summary>
    [Option("element", "Element whose atoms are replaced; every atom when absent.", ElementSymbol = true)]
    public string? Element { get; init; }

    /// <summary>What takes its place: fraction of the atoms by element.</summary>
    [Option("by", "Elements to put in their place, with the fraction of the atoms that each takes.",
        ElementSymbol = true, MinCount = 1, Min = 0, ExclusiveMin = true, Max = 1)]
    public IReadOnlyDictionary<string, double> By { get; init; } = new Dictionary<string, double>();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        double sum = By.Values.Sum();
        if (sum > 1.0 + 1e-9)
        {
            yield return ("by", $"found fractions that add up to {sum:G6}, expected no more than 1");
        }
    }
}
