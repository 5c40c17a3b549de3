using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;

namespace MdEngine.Potentials.Hdnnp.Evaluation;

/// <summary>Memory that kernels use within one atom.</summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal sealed unsafe class KernelScratch<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Arrays of a batch beside those of the groups.</summary>
    public const int OwnArrays = 6;

    private readonly AlignedBuffer<TReal> _batch, _factors, _radial = new();
    private readonly AlignedBuffer<double> _sums;

    /// <summary>Makes room for the largest group of several plans.</summary>
    public KernelScratch(IReadOnlyList<CentrePlan> plans)
    {
        TripletGroup[] groups = [.. plans.SelectMany(p => p.Triplets)];
        int registers = groups.Select(g => g.Registers).DefaultIfEmpty().Max();
        int links = groups.Select(g => g.Links.Length + g.Series.Length).DefaultIfEmpty().Max();
        _batch = new AlignedBuffer<TReal>((OwnArrays + registers) * TripletGroup.Stride);
        _factors = new AlignedBuffer<TReal>((2 * links) + 16);
        _sums = new AlignedBuffer<double>(links + 16);
    }

    /// <summary>Arrays of one batch of triplets.</summary>
    public TReal* Batch => _batch.Pointer;

    /// <summary>Derivatives of the energy by the functions of a group: with the factors of values, and of derivatives.</summary>
    public TReal* Factors => _factors.Pointer;

    /// <summary>Sums of the powers of cosines and of the other functions of a group.</summary>
    public double* Sums => _sums.Pointer;

    /// <summary>Room for arrays of neighbours.</summary>
    public TReal* Radial(int length)
    {
        _radial.Grow(length);
        return _radial.Pointer;
    }
}
