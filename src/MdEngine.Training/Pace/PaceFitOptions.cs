using System.Collections.Generic;
using MdEngine.Core.Options;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Pace;

/// <summary>An atomic cluster expansion to be fitted.</summary>
[OptionVariant("pace", "Atomic cluster expansion: all invariants of up to six atoms, linear in their weights, by linear least squares; a .yace file, as ML-PACE reads it.")]
public sealed record PaceFitOptions : FitOptions, IValidatedOptions
{
    /// <summary>Cutoff, Angstrom; by a recipe when null.</summary>
    [Option("cutoff_A", "Cutoff, Angstrom. When absent: the radius of a sphere that holds 25 atoms at the density of the most strongly bound "
        + "frame, but 1.6 to 2.4 distances of nearest neighbours; the model card says which.", Required = false, Min = 0, ExclusiveMin = true, Max = 20)]
    public double? Cutoff { get; init; }

    /// <summary>Radial functions of the energy of pairs.</summary>
    [Option("pair_functions", "Number of radial functions of the energy of pairs, of each pair of elements.", Required = false, Min = 1, Max = 40)]
    public int Pairs { get; init; } = 12;

    /// <summary>Greatest total degree of functions of two, three, ... neighbours; by a recipe when null.</summary>
    [Option("degrees", "Greatest total degree of functions of two, three, ... neighbours: the sum over its factors of n + l, with n from 0. "
        + "When absent: 16, 12, 9, 6 for one element, less for more, so that each has at most 2,000 functions.",
        Required = false, MinCount = 1, MaxCount = 4, Min = 0, Max = 30)]
    public IReadOnlyList<int>? Degrees { get; init; }

    /// <summary>Greatest angular momentum of functions of two, three, ... neighbours; by a recipe when null.</summary>
    [Option("l_max", "Greatest angular momentum of functions of two, three, ... neighbours, as many as \"degrees\". When absent: 8, 6, 4, 3.",
        Required = false, MinCount = 1, MaxCount = 4, Min = 0, Max = 10)]
    public IReadOnlyList<int>? Angular { get; init; }

    /// <summary>lambda of the exponential that stretches distances.</summary>
    [Option("lambda", "How much finer radial functions are at short distances: the first of the radparameters of ChebExpCos.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 5)]
    public double Lambda { get; init; } = 1.5;

    /// <summary>Size of the weight of the smoothest pair function, eV.</summary>
    [Option("prior_eV", "Size that the weight of the smoothest function of one neighbour is thought to have, eV.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 1e6)]
    public double Prior { get; init; } = 1.0;

    /// <summary>How fast weights are thought to fall with the degree.</summary>
    [Option("degree_decay", "Weights are thought to fall by exp(-degree_decay) for each degree.", Required = false, Min = 0, Max = 5)]
    public double DegreeDecay { get; init; } = 0.4;

    /// <summary>How fast weights are thought to fall with the number of neighbours.</summary>
    [Option("neighbor_decay", "Weights are thought to fall by exp(-neighbor_decay) for each neighbour after the first.", Required = false, Min = 0, Max = 10)]
    public double NeighborDecay { get; init; } = 3.0;

    /// <inheritdoc/>
    public override IModelFit CreateFit() => new PaceFit(this);

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Angular?.Count != Degrees?.Count)
        {
            yield return ("l_max", $"has {Angular?.Count ?? 0} numbers and \"degrees\" {Degrees?.Count ?? 0}; expected as many, or neither");
        }
    }
}
