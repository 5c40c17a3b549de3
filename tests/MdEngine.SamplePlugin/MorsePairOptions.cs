using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.SamplePlugin;

/// <summary>Morse parameters of one pair of elements. Keys with a dimension end in their unit.</summary>
public sealed record MorsePairOptions
{
    /// <summary>The two elements, in any order.</summary>
    [Option("elements", "The two elements, in any order.", MinCount = 2, MaxCount = 2, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Depth D of the well, eV.</summary>
    [Option("depth_eV", "Depth of the well.", Min = 0.0, ExclusiveMin = true)]
    public double Depth { get; init; }

    /// <summary>Width parameter a, 1/Angstrom.</summary>
    [Option("width_per_A", "Width parameter: the larger, the narrower the well.", Min = 0.0, ExclusiveMin = true)]
    public double Width { get; init; }

    /// <summary>Distance r0 of the minimum (before the cutoff's shift), Angstrom.</summary>
    [Option("r0_A", "Distance of the minimum.", Min = 0.0, ExclusiveMin = true)]
    public double Distance { get; init; }

    /// <summary>Distance beyond which the atoms do not interact, Angstrom.</summary>
    [Option("cutoff_A", "Distance beyond which the atoms do not interact.", Min = 0.0, ExclusiveMin = true)]
    public double Cutoff { get; init; }
}
