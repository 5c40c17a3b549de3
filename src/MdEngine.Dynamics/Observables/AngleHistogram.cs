using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// The angles of one configuration, counted by bin and by triplet of elements. Made by one thread, added to an
/// <see cref="AngleDistribution"/> by another; may be used again.
/// </summary>
public sealed class AngleHistogram
{
    private readonly AngleDistribution _owner;
    private readonly NeighborShell _shell = new();
    private readonly ElementCensus _census = new();

    internal AngleHistogram(AngleDistribution owner) => _owner = owner;

    /// <summary>Number of angles by bin, by end, centre and end, the end of lower atomic number first.</summary>
    internal SortedDictionary<(int A, int Centre, int B), int[]> Counts { get; } = [];

    /// <summary>Counts a configuration; what was counted before is forgotten.</summary>
    /// <param name="positions">Cartesian, anywhere, Angstrom.</param>
    /// <param name="elements">Element of each.</param>
    /// <param name="cell">Cell.</param>
    /// <exception cref="InputException">A pair of elements has no cutoff.</exception>
    public void Take(ReadOnlySpan<Double3> positions, ReadOnlySpan<Element> elements, SimulationCell cell)
    {
        _census.Take(elements);
        int kinds = _census.Kinds;
        var cutoffs = new double[kinds, kinds];
        for (int a = 0; a < kinds; a++)
        {
            for (int b = 0; b < kinds; b++)
            {
                cutoffs[a, b] = _owner.CutoffOf(_census.Elements[a], _census.Elements[b]);
            }
        }

        _shell.Find(positions, _census, cell, cutoffs);
        Counts.Clear();
        var histograms = new int[kinds * kinds * kinds][];
        for (int i = 0; i < positions.Length; i++)
        {
            Around(i, kinds, histograms);
        }
    }

    private void Around(int i, int kinds, int[][] histograms)
    {
        int centre = _census.KindOf[i], to = _shell.Start[i + 1];
        double scale = _owner.Bins / 180.0;
        for (int p = _shell.Start[i]; p < to; p++)
        {
            Double3 u = _shell.Directions[p];
            for (int q = p + 1; q < to; q++)
            {
                Double3 v = _shell.Directions[q];
                // atan2 keeps its digits near 0 and 180 degrees, where the arc cosine loses them.
                double angle = Math.Atan2(Double3.Cross(u, v).Length, Double3.Dot(u, v)) * (180.0 / Math.PI);
                int a = Math.Min(_shell.Kinds[p], _shell.Kinds[q]), b = Math.Max(_shell.Kinds[p], _shell.Kinds[q]);
                int triplet = (((centre * kinds) + a) * kinds) + b;
                int[] histogram = histograms[triplet] ??= New(a, centre, b);
                histogram[Math.Min((int)(angle * scale), histogram.Length - 1)]++;
            }
        }
    }

    private int[] New(int a, int centre, int b)
    {
        var histogram = new int[_owner.Bins];
        Counts.Add(
            (_census.Elements[a].AtomicNumber, _census.Elements[centre].AtomicNumber, _census.Elements[b].AtomicNumber),
            histogram);
        return histogram;
    }
}
