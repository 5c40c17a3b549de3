using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Accuracy;

/// <summary>Sorts errors of forces by the magnitude of the reference force.</summary>
public sealed class ForceBins
{
    private static readonly double[] Edges = [0.0, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];

    private readonly long[] _atoms = new long[Edges.Length];
    private readonly double[] _magnitudes = new double[Edges.Length];
    private readonly double[] _squares = new double[Edges.Length];

    /// <summary>The ranges that hold atoms, in the order of magnitude.</summary>
    public IReadOnlyList<ForceBin> Bins =>
    [
        .. Enumerable.Range(0, Edges.Length).Where(b => _atoms[b] > 0).Select(b => new ForceBin(
            Edges[b],
            b + 1 < Edges.Length ? Edges[b + 1] : double.NaN,
            _atoms[b],
            _magnitudes[b] / _atoms[b],
            Math.Sqrt(_squares[b] / (3.0 * _atoms[b])))),
    ];

    /// <summary>Adds an atom.</summary>
    /// <param name="reference">Reference force, eV/Angstrom.</param>
    /// <param name="found">Force by the potential.</param>
    public void Add(Double3 reference, Double3 found)
    {
        double magnitude = reference.Length;
        int bin = Array.FindLastIndex(Edges, edge => magnitude >= edge);
        _atoms[bin]++;
        _magnitudes[bin] += magnitude;
        Double3 error = found - reference;
        _squares[bin] += Double3.Dot(error, error);
    }
}
