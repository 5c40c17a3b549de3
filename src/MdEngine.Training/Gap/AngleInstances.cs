using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Potentials.Gap.Terms;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>
/// Which triplets an <c>angle_3b</c> descriptor is made of: a centre and two of its neighbours j, k, with
/// q = (r_j + r_k, (r_j - r_k)^2, r_jk). Each counts twice.
/// </summary>
internal sealed class AngleInstances
{
    private readonly bool[] _isCentre, _isFirst, _isSecond;

    public AngleInstances(ArgumentLine line, IReadOnlyList<Element> elements)
    {
        Cutoff = SoapParameters.Positive(line, ["cutoff"], null);
        Width = SoapParameters.TransitionWidth(line, Cutoff);
        int centre = line.Integer(["Z_center", "Z"], 0, 118, 0), z1 = line.Integer("Z1", 0, 118, 0), z2 = line.Integer("Z2", 0, 118, 0);
        bool[] Of(int z) => [.. elements.Select(e => z == 0 || e.AtomicNumber == z)];
        (_isCentre, _isFirst, _isSecond) = (Of(centre), Of(z1), Of(z2));
    }

    /// <summary>Cutoff, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Width of its transition, Angstrom.</summary>
    public double Width { get; }

    /// <summary>Whether an atom of a type is a centre.</summary>
    public bool IsCentre(int type) => _isCentre[type];

    /// <summary>Whether two types of neighbours count.</summary>
    public bool Accepts(int a, int b) => (_isFirst[a] && _isSecond[b]) || (_isSecond[a] && _isFirst[b]);

    /// <summary>The factor of a bond of an instance.</summary>
    public double Weight(double r, out double slope) => CutoffFunction.Value(r, Cutoff, Width, out slope);

    /// <summary>All descriptors of a frame, each triplet once.</summary>
    public void Collect(FrameNeighbors frame, NearAtoms near, Action<ReadOnlySpan<double>> take)
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
