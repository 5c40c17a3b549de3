using System.Collections.Generic;
using MdEngine.Cli.Decks.Ensembles;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>What lies between two planes across a Cartesian axis; a half-space where one is not given.</summary>
public sealed record SlabDeck : RegionDeck, IValidatedOptions
{
    /// <summary>Axis across which the planes stand.</summary>
    [Option("axis", "Axis across which the planes stand.")]
    public AxisName Axis { get; init; }

    /// <summary>Least coordinate, Angstrom.</summary>
    [Option("low_A", "Least coordinate, Angstrom; none when absent.", Min = -1e8, Max = 1e8)]
    public double? Low { get; init; }

    /// <summary>Greatest coordinate, Angstrom.</summary>
    [Option("high_A", "Greatest coordinate, Angstrom; none when absent.", Min = -1e8, Max = 1e8)]
    public double? High { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Low is null && High is null)
        {
            yield return ("", "neither \"low_A\" nor \"high_A\" is given; expected one of them at least");
        }
        else if (High < Low)
        {
            yield return ("high_A", $"found {High}, less than the {Low} of \"low_A\"");
        }
    }
}
