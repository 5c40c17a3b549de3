using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Morse;

/// <summary>Parameters of one pair of elements.</summary>
public sealed record MorsePairOptions
{
    /// <summary>The two elements, equal for a like pair.</summary>
    [Option("elements", "The two elements of the pair.", MinCount = 2, MaxCount = 2, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Depth of the well D, eV.</summary>
    [Option("depth_eV", "Depth of the well, eV.", Min = 0)]
    public double Depth { get; init; }

    /// <summary>Decay alpha, 1/Angstrom.</summary>
    [Option("alpha_per_A", "Decay of the attraction, 1/Angstrom; the repulsion decays twice as fast.", Min = 0, ExclusiveMin = true)]
    public double Alpha { get; init; }

    /// <summary>Distance of the minimum, Angstrom.</summary>
    [Option("r0_A", "Distance of the minimum, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double R0 { get; init; }

    /// <summary>Cutoff of this pair, Angstrom.</summary>
    [Option("cutoff_A", "Cutoff of this pair, Angstrom; default: that of all.", Min = 0, ExclusiveMin = true)]
    public double? Cutoff { get; init; }
}
