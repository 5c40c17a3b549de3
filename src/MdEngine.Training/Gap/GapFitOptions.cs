using System.Collections.Generic;
using MdEngine.Core.Options;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Gap;

/// <summary>A Gaussian approximation potential to be fitted; keys have the names and the meaning that they have in gap_fit.</summary>
[OptionVariant("gap", "Gaussian approximation potential: sparse Gaussian processes over distances, angles and SOAP, by linear least squares.")]
public sealed record GapFitOptions : FitOptions
{
    /// <summary>Descriptors; a recipe for the data when null.</summary>
    [Option("descriptors", "Descriptors, whose energies add up. When absent: pair distances and SOAP, with lengths in proportion to the "
        + "distance of nearest neighbours in the most strongly bound frame; the model card says which.", MinCount = 1, MaxCount = 32)]
    public IReadOnlyList<GapDescriptorOptions>? Descriptors { get; init; }

    /// <summary>What is added to the diagonal of the kernel matrix of sparse points, eV^2.</summary>
    [Option("sparse_jitter_eV2", "What is added to the diagonal of the kernel matrix of sparse points, eV^2.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 1)]
    public double SparseJitter { get; init; } = 1e-10;

    /// <summary>What the sigmas of energies and virials mean.</summary>
    [Option("noise", "Sigmas of energies and virials: \"per-atom\", as in gap_fit (errors of atoms are independent: sigma sqrt(N) of a "
        + "frame's total), or \"per-frame\" (sigma N).", Required = false)]
    public GapNoise Noise { get; init; } = GapNoise.PerAtom;

    /// <inheritdoc/>
    public override IModelFit CreateFit() => new GapFit(this);
}
