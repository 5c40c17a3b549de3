using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Potentials.Gap.Terms;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>Which pairs a <c>distance_2b</c> descriptor is made of: every ordered one of two kinds within the cutoff.</summary>
internal sealed class PairInstances
{
    private readonly bool[] _isFirst, _isSecond;

    public PairInstances(ArgumentLine line, IReadOnlyList<Element> elements)
    {
        Cutoff = SoapParameters.Positive(line, ["cutoff"], null);
        Width = SoapParameters.TransitionWidth(line, Cutoff);
        int z1 = line.Integer("Z1", 0, 118, 0), z2 = line.Integer("Z2", 0, 118, 0);
        _isFirst = [.. elements.Select(e => z1 == 0 || z1 == e.AtomicNumber)];
        _isSecond = [.. elements.Select(e => z2 == 0 || z2 == e.AtomicNumber)];
    }

    /// <summary>Cutoff, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Width of its transition, Angstrom.</summary>
    public double Width { get; }

    /// <summary>Whether a pair of types counts.</summary>
    public bool Accepts(int a, int b) => (_isFirst[a] && _isSecond[b]) || (_isSecond[a] && _isFirst[b]);

    /// <summary>All descriptors of a frame, each bond once.</summary>
    public void Collect(FrameNeighbors frame, NearAtoms near, Action<ReadOnlySpan<double>> take)
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

    /// <summary>The factor of an instance.</summary>
    public double Weight(double r, out double slope) => CutoffFunction.Value(r, Cutoff, Width, out slope);
}
