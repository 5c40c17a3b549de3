using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Options;

namespace MdEngine.Training.Gap;

/// <summary>
/// Triplets of a centre and two neighbours under a squared-exponential kernel: one process for each centre and pair of
/// neighbouring elements.
/// </summary>
[OptionVariant("angle_3b", "Triplets of a centre and two neighbours; one process for each centre and pair of neighbours.")]
public sealed record Angle3bOptions : GapDescriptorOptions
{
    /// <summary>Lengths of the kernel as a part of the range of each number of the descriptor in the data.</summary>
    [Option("theta_fac", "Lengths of the kernel as a part of the range that each number of the descriptor has in the data.",
        Required = false, Min = 0, ExclusiveMin = true, Max = 100)]
    public double LengthFactor { get; init; } = 0.5;

    /// <summary>How points are chosen.</summary>
    [Option("sparse_method", "How sparse points are chosen.", Required = false)]
    public SparseMethod Method { get; init; } = SparseMethod.Farthest;

    /// <inheritdoc/>
    internal override IEnumerable<GapProcess> Processes(IReadOnlyList<Element> elements)
    {
        foreach (Element centre in elements)
        {
            for (int a = 0; a < elements.Count; a++)
            {
                for (int b = a; b < elements.Count; b++)
                {
                    string line = FormattableString.Invariant(
                        $"angle_3b cutoff={Cutoff:R} cutoff_transition_width={TransitionWidth:R} covariance_type=ard_se delta={Delta:R} theta_fac={LengthFactor:R} n_sparse={Sparse} Z={centre.AtomicNumber} Z1={elements[a].AtomicNumber} Z2={elements[b].AtomicNumber}");
                    yield return new ClusterProcess(
                        line, elements, $"{elements[a]}-{centre}-{elements[b]} angles", Delta, Sparse, Method,
                        l => new AngleInstances(l, elements, LengthFactor));
                }
            }
        }
    }
}
