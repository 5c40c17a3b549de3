using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>Scratch memory of one thread for terms that look at one atom at a time.</summary>
internal sealed unsafe class SiteScratch
{
    private readonly AlignedBuffer<double> _kernels = new();

    /// <summary>The atom and its neighbours.</summary>
    public SiteNeighbors Site { get; } = new();

    /// <summary>Neighbours within a shorter cutoff.</summary>
    public AlignedBuffer<int> Near { get; } = new();

    /// <summary>Variance of a descriptor under a kernel.</summary>
    public double Variance(Sparse.ArdSet set, Sparse.PredictiveVariance variance, System.ReadOnlySpan<double> q)
    {
        _kernels.Grow(2 * set.Source.Count);
        set.Kernels(q, _kernels.Pointer);
        return variance.Of(_kernels.Pointer, _kernels.Pointer + set.Source.Count);
    }
}
