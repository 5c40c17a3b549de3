using System;
using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>Which pairs a <c>distance_2b</c> descriptor is made of: every ordered one of two kinds within the cutoff.</summary>
/// <param name="line">Descriptor.</param>
/// <param name="elements">Elements.</param>
/// <param name="length">Length of the kernel, Angstrom; of no account once points are chosen.</param>
internal sealed class PairInstances(ArgumentLine line, IReadOnlyList<Element> elements, double length = 1.0) : ClusterInstances(line, elements)
{
    /// <inheritdoc/>
    public override int Dimensions => 1;

    /// <inheritdoc/>
    public override int Most => 1_000_000;

    /// <inheritdoc/>
    public override void Collect(FrameNeighbors frame, NearAtoms near, Action<ReadOnlySpan<double>> take)
    {
        Span<double> q = stackalloc double[1];
        ReadOnlySpan<int> types = frame.Atoms.Type;
        for (int i = 0; i < frame.Count; i++)
        {
            near.Set(frame, i, Cutoff);
            for (int j = 0; j < near.Count; j++)
            {
                // Of an atom and its own image both ends are this atom: they come twice, which does no harm.
                if (near.Parents[j] >= i && Accepts(types[i], near.Types[j]))
                {
                    q[0] = near.Distances[j];
                    take(q);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override double[] Lengths(DescriptorPool pool) => [length];
}
