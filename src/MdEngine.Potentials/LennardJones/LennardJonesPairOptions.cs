using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.LennardJones;

/// <summary>Parameters of one pair of elements.</summary>
public sealed record LennardJonesPairOptions
{
    /// <summary>The two elements, equal for a like pair.</summary>
    [Option("elements", "The two elements of the pair.", MinCount = 2, MaxCount = 2, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Depth of the well, eV.</summary>
    [Option("epsilon_eV", "Depth of the well, eV.", Min = 0)]
    public double Epsilon { get; init; }

    /// <summary>Distance at which the energy is zero, Angstrom.</summary>
    [Option("sigma_A", "Distance of zero energy, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Sigma { get; init; }
}
