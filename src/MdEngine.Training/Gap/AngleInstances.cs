using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>
/// Which triplets an <c>angle_3b</c> descriptor is made of: a centre and two of its neighbours j, k, with
/// q = (r_j + r_k, (r_j - r_k)^2, r_jk). Each counts twice.
/// </summary>
/// <param name="line">Descriptor.</param>
/// <param name="elements">Elements.</param>
/// <param name="lengthFactor">Lengths of the kernel over the ranges of the numbers; of no account once points are chosen.</param>
internal sealed class AngleInstances(ArgumentLine line, IReadOnlyList<Element> elements, double lengthFactor = 1.0) : ClusterInstances(line, elements)
{
    // A number that hardly varies needs no shorter length than this, Angstrom or Angstrom^2.
    private const double LeastLength = 0.01;
    private readonly bool[] _isCentre = Of(line, elements, "Z_center", "Z");

    /// <inheritdoc/>
    public override int Dimensions => 3;

    /// <inheritdoc/>
    public override int Most => 200_000;

    /// <summary>Whether an atom of a type is a centre.</summary>
    public bool IsCentre(int type) => _isCentre[type];

    /// <inheritdoc/>
    public override void Collect(FrameNeighbors frame, NearAtoms near, Action<ReadOnlySpan<double>> take)
    {
        Span<double> q = stackalloc double[3];
        ReadOnlySpan<int> types = frame.Atoms.Type;
        for (int i = 0; i < frame.Count; i++)
        {
            if (!IsCentre(types[i]))
            {
                continue;
            }

            near.Set(frame, i, Cutoff);
            for (int j = 0; j < near.Count; j++)
            {
                for (int k = j + 1; k < near.Count; k++)
                {
                    if (Accepts(near.Types[j], near.Types[k]))
                    {
                        Describe(near, j, k, q);
                        take(q);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public override double[] Lengths(DescriptorPool pool) => [.. Enumerable.Range(0, Dimensions).Select(c =>
        Math.Max(LeastLength, lengthFactor * (pool.Greatest[c] - pool.Least[c])))];

    /// <summary>The descriptor of two neighbours.</summary>
    public static void Describe(NearAtoms near, int j, int k, Span<double> q)
    {
        double rj = near.Distances[j], rk = near.Distances[k];
        ReadOnlySpan<double> v = near.Vectors;
        double x = v[3 * k] - v[3 * j], y = v[(3 * k) + 1] - v[(3 * j) + 1], z = v[(3 * k) + 2] - v[(3 * j) + 2];
        q[0] = rj + rk;
        q[1] = (rj - rk) * (rj - rk);
        q[2] = Math.Sqrt((x * x) + (y * y) + (z * z));
    }
}
