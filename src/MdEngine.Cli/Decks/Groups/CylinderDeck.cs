using System.Collections.Generic;
using MdEngine.Cli.Decks.Ensembles;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Groups;

/// <summary>A cylinder along a Cartesian axis, endless where an end is not given.</summary>
public sealed record CylinderDeck : RegionDeck, IValidatedOptions
{
    /// <summary>Direction of its axis.</summary>
    [Option("axis", "Direction of its axis.")]
    public AxisName Axis { get; init; }

    /// <summary>A point on its axis, Angstrom.</summary>
    [Option("center_A", "A point on its axis, Angstrom.", Min = -1e8, Max = 1e8, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<double> Center { get; init; } = [0, 0, 0];

    /// <summary>Radius, Angstrom.</summary>
    [Option("radius_A", "Radius, Angstrom.", Min = 0, ExclusiveMin = true, Max = 1e8)]
    public double Radius { get; init; }

    /// <summary>Least coordinate along the axis, Angstrom.</summary>
    [Option("low_A", "Least coordinate along the axis, Angstrom; endless when absent.", Min = -1e8, Max = 1e8)]
    public double? Low { get; init; }

    /// <summary>Greatest coordinate along the axis, Angstrom.</summary>
    [Option("high_A", "Greatest coordinate along the axis, Angstrom; endless when absent.", Min = -1e8, Max = 1e8)]
    public double? High { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (High < Low)
        {
            yield return ("high_A", $"found {High}, less than the {Low} of \"low_A\"");
        }
    }
}
