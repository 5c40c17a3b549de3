using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>A box along the Cartesian axes.</summary>
public sealed record BoxDeck : RegionDeck, IValidatedOptions
{
    /// <summary>Corner with the least coordinates, Angstrom.</summary>
    [Option("low_A", "Corner with the least coordinates, Angstrom.", Min = -1e8, Max = 1e8, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<double> Low { get; init; } = [0, 0, 0];

    /// <summary>Corner with the greatest coordinates, Angstrom.</summary>
    [Option("high_A", "Corner with the greatest coordinates, Angstrom.", Min = -1e8, Max = 1e8, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<double> High { get; init; } = [0, 0, 0];

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        for (int k = 0; k < 3; k++)
        {
            if (High[k] < Low[k])
            {
                yield return ($"high_A:{k}", $"found {High[k]}, less than the {Low[k]} of \"low_A\"");
            }
        }
    }
}
