using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Options;

namespace MdEngine.Training.Gap;

/// <summary>Distances of pairs under a squared-exponential kernel: one process for each pair of elements.</summary>
[OptionVariant("distance_2b", "Distances of pairs; one process for each pair of elements.")]
public sealed record Distance2bOptions : GapDescriptorOptions
{
    /// <summary>Length of the kernel, Angstrom.</summary>
    [Option("theta_uniform_A", "Length of the kernel, Angstrom.", Required = false, Min = 0, ExclusiveMin = true)]
    public double Length { get; init; } = 1.0;

    /// <summary>How points are chosen.</summary>
    [Option("sparse_method", "How sparse points are chosen.", Required = false)]
    public SparseMethod Method { get; init; } = SparseMethod.Uniform;

    /// <inheritdoc/>
    internal override IEnumerable<GapProcess> Processes(IReadOnlyList<Element> elements)
    {
        for (int a = 0; a < elements.Count; a++)
        {
            for (int b = a; b < elements.Count; b++)
            {
                string line = FormattableString.Invariant(
                    $"distance_2b cutoff={Cutoff:R} cutoff_transition_width={TransitionWidth:R} covariance_type=ard_se delta={Delta:R} theta_uniform={Length:R} n_sparse={Sparse} Z1={elements[a].AtomicNumber} Z2={elements[b].AtomicNumber}");
                yield return new ClusterProcess(
                    line, elements, $"{elements[a]}-{elements[b]} distances", Delta, Sparse, Method, l => new PairInstances(l, elements, Length));
            }
        }
    }
}
