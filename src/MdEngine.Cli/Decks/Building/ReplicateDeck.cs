using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Building;

/// <summary>Repeats the structure along its lattice vectors.</summary>
public sealed record ReplicateDeck : OperationDeck, IValidatedOptions
{
    /// <summary>Number of copies along each lattice vector.</summary>
    [Option("copies", "Copies along each of the lattice vectors.", Min = 1, Max = 10000, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<int> Copies { get; init; } = [1, 1, 1];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        double copies = Copies.Aggregate(1.0, (product, n) => product * n);
        if (copies > 1e9)
        {
            yield return ("copies", $"found {copies:0} copies of the cell, expected no more than 1000000000");
        }
    }
}
