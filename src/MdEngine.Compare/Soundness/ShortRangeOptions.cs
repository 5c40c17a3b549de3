using System.Collections.Generic;
using MdEngine.Compare.Properties;
using MdEngine.Core.Options;

namespace MdEngine.Compare.Soundness;

/// <summary>Options of the search for holes at short range.</summary>
[OptionVariant("short-range", "Soundness: energies of a crystal squeezed hard, and of atoms pushed onto neighbours: holes in the potential.")]
public sealed record ShortRangeOptions : CrystalOptions
{
    /// <summary>Least distance of atoms in the squeezed crystal, Angstrom.</summary>
    [Option("least_distance_A", "Least distance of two atoms that is tried, Angstrom; half the nearest one of the relaxed crystal "
        + "when absent.", Min = 0.2, Max = 100)]
    public double? LeastDistance { get; init; }

    /// <summary>Number of distances.</summary>
    [Option("points", "Number of distances from the crystal's own to the least one.", Required = false, Min = 5, Max = 10001)]
    public int Points { get; init; } = 51;

    /// <summary>Number of pairs that are pushed together.</summary>
    [Option("pairs", "Number of atoms, taken at random, that are pushed onto one of their neighbours.", Required = false, Min = 0, Max = 100000)]
    public int Pairs { get; init; } = 12;

    /// <summary>Copies of the crystal along its vectors, for the pairs.</summary>
    [Option("replicate", "Copies of the crystal along each of its vectors for the pairs; as many as \"least_length_A\" wants when absent.",
        Min = 1, Max = 100, MinCount = 3, MaxCount = 3)]
    public IReadOnlyList<int>? Replicate { get; init; }

    /// <summary>Least length of the supercell, Angstrom.</summary>
    [Option("least_length_A", "Least distance between opposite faces of the supercell for the pairs, Angstrom.",
        Required = false, Min = 1, Max = 1000)]
    public double LeastLength { get; init; } = 8.0;

    /// <summary>Standard deviation of the displacements that the pairs begin with, Angstrom.</summary>
    [Option("noise_A", "Standard deviation of a random displacement of every atom before pairs are pushed together, Angstrom.",
        Required = false, Min = 0, Max = 1)]
    public double Noise { get; init; } = 0.05;

    /// <summary>Seed of the choice of pairs.</summary>
    [Option("seed", "Seed of the choice of pairs and displacements.", Required = false)]
    public ulong Seed { get; init; } = 1;

    /// <inheritdoc/>
    public override IProperty Create() => new ShortRangeProperty(this);
}
