using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>A ball.</summary>
public sealed record SphereDeck : RegionDeck
{
    /// <summary>Centre, Angstrom.</summary>
    [Option("center_A", "Centre, Angstrom.", Min = -1e8, Max = 1e8, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<double> Center { get; init; } = [0, 0, 0];

    /// <summary>Radius, Angstrom.</summary>
    [Option("radius_A", "Radius, Angstrom.", Min = 0, ExclusiveMin = true, Max = 1e8)]
    public double Radius { get; init; }
}
