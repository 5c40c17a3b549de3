using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Buckingham;

/// <summary>Parameters of one pair of elements.</summary>
public sealed record BuckinghamPairOptions
{
    /// <summary>The two elements, equal for a like pair.</summary>
    [Option("elements", "The two elements of the pair.", MinCount = 2, MaxCount = 2, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Strength of the repulsion, eV.</summary>
    [Option("A_eV", "Strength of the repulsion, eV.", Min = 0)]
    public double A { get; init; }

    /// <summary>Decay length of the repulsion, Angstrom.</summary>
    [Option("rho_A", "Decay length of the repulsion, Angstrom.", Min = 0, ExclusiveMin = true)]
    public double Rho { get; init; }

    /// <summary>Strength of the dispersion, eV Angstrom^6.</summary>
    [Option("C_eV_A6", "Strength of the dispersion, eV Angstrom^6.", Required = false, Min = 0)]
    public double C { get; init; }

    /// <summary>Cutoff of this pair, Angstrom.</summary>
    [Option("cutoff_A", "Cutoff of this pair, Angstrom; default: that of all.", Min = 0, ExclusiveMin = true)]
    public double? Cutoff { get; init; }
}
