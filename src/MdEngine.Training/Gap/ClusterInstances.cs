using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Potentials.Gap.Terms;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>The instances of a descriptor of two or three atoms: which there are, and what their kernel is like.</summary>
internal abstract class ClusterInstances
{
    private readonly double _width;
    private readonly bool[] _isFirst, _isSecond;

    /// <param name="line">Descriptor.</param>
    /// <param name="elements">Elements.</param>
    protected ClusterInstances(ArgumentLine line, IReadOnlyList<Element> elements)
    {
        Cutoff = SoapParameters.Positive(line, ["cutoff"], null);
        _width = SoapParameters.TransitionWidth(line, Cutoff);
        (_isFirst, _isSecond) = (Of(line, elements, "Z1"), Of(line, elements, "Z2"));
    }

    /// <summary>Cutoff, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Numbers of a descriptor.</summary>
    public abstract int Dimensions { get; }

    /// <summary>Most instances that points are chosen from.</summary>
    public abstract int Most { get; }

    /// <summary>Whether two types count: of a pair, or of the neighbours of a centre.</summary>
    public bool Accepts(int a, int b) => (_isFirst[a] && _isSecond[b]) || (_isSecond[a] && _isFirst[b]);

    /// <summary>The factor of a bond of an instance.</summary>
    public double Weight(double r, out double slope) => CutoffFunction.Value(r, Cutoff, _width, out slope);

    /// <summary>All descriptors of a frame, each instance once.</summary>
    public abstract void Collect(FrameNeighbors frame, NearAtoms near, Action<ReadOnlySpan<double>> take);

    /// <summary>Length of the kernel by each number of a descriptor.</summary>
    public abstract double[] Lengths(DescriptorPool pool);

    /// <summary>By type, whether an atom is of the element that a key names; of any when it names none.</summary>
    protected static bool[] Of(ArgumentLine line, IReadOnlyList<Element> elements, params string[] keys)
    {
        int z = line.Integer(keys, 0, 118, 0);
        return [.. elements.Select(e => z == 0 || e.AtomicNumber == z)];
    }
}
