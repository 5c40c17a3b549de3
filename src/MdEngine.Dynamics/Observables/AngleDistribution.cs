using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Distribution of the angles between neighbours of an atom, in all and by triplet of elements, averaged over frames, with
/// errors from block averages. Neighbours lie within a cutoff, images included.
/// </summary>
/// <remarks>
/// Densities in 1/degree: their integral from 0 to 180 degrees is 1. Random directions give sin(angle)/2 per radian.
/// </remarks>
public sealed class AngleDistribution : IResumable
{
    private readonly Func<Element, Element, double> _cutoff;
    private readonly SortedDictionary<(int A, int Centre, int B), BlockSums> _sums = [];
    private BlockSums _all;
    private AngleHistogram? _own;

    /// <summary>Makes an empty distribution.</summary>
    /// <param name="bins">Number of bins from 0 to 180 degrees, at least 1.</param>
    /// <param name="cutoff">Largest distance of neighbours of two elements, Angstrom; 0 for none. Symmetric.</param>
    public AngleDistribution(int bins, Func<Element, Element, double> cutoff)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        Bins = bins;
        _all = new BlockSums(bins);
        _cutoff = cutoff;
    }

    /// <summary>Number of bins.</summary>
    public int Bins { get; }

    /// <summary>Number of frames added.</summary>
    public int Frames { get; private set; }

    /// <summary>Triplets that were found: end, centre, end.</summary>
    public IReadOnlyList<(Element A, Element Centre, Element B)> Triplets =>
    [
        .. _sums.Keys.OrderBy(k => k.Centre)
            .Select(k => (PeriodicTable.Get(k.A), PeriodicTable.Get(k.Centre), PeriodicTable.Get(k.B))),
    ];

    /// <summary>A histogram to count frames with and give to <see cref="Add(AngleHistogram)"/>, one for each thread.</summary>
    public AngleHistogram NewHistogram() => new(this);

    /// <summary>Middle of each bin, degrees.</summary>
    public double[] Angles() => [.. Enumerable.Range(0, Bins).Select(k => (k + 0.5) * 180.0 / Bins)];

    /// <summary>Adds a frame.</summary>
    public void Add(Structure structure)
    {
        _own ??= NewHistogram();
        _own.Take(structure.Positions, structure.Elements, structure.Cell);
        Add(_own);
    }

    /// <summary>Adds a frame that was counted; frames must be added in their order.</summary>
    public void Add(AngleHistogram histogram)
    {
        double[] row = new double[Bins], all = new double[Bins];
        foreach (((int, int, int) triplet, int[] counts) in histogram.Counts)
        {
            if (!_sums.TryGetValue(triplet, out BlockSums? sums))
            {
                sums = new BlockSums(Bins);
                _sums.Add(triplet, sums);
            }

            for (int k = 0; k < Bins; k++)
            {
                row[k] = counts[k];
                all[k] += counts[k];
            }

            sums.Add(Frames, row);
        }

        _all.Add(Frames, all);
        Frames++;
    }

    /// <summary>Density by bin, 1/degree; zero where there is no angle.</summary>
    /// <param name="triplet">End, centre and end; null: all angles.</param>
    public double[] Density((Element A, Element Centre, Element B)? triplet = null) =>
        Normalized(Of(triplet)?.Means() ?? new double[Bins]);

    /// <summary>One standard error of <see cref="Density"/> from block averages.</summary>
    /// <param name="triplet">End, centre and end; null: all angles.</param>
    /// <param name="blocks">Blocks.</param>
    public double[] Errors((Element A, Element Centre, Element B)? triplet = null, int blocks = RadialDistribution.DefaultBlocks)
    {
        double[][] densities = Of(triplet)?.BlockMeans(blocks) ?? [];
        Array.ForEach(densities, d => Normalized(d));
        return [.. Enumerable.Range(0, Bins).Select(k => BlockStatistics.Of(densities, k).Error)];
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("frames", Frames);
        _all.Save(into.Section("all"));
        into.Set("triplets", [.. _sums.Keys.SelectMany(k => new[] { k.A, k.Centre, k.B })]);
        foreach (((int a, int c, int b), BlockSums sums) in _sums)
        {
            sums.Save(into.Section(Name(a, c, b)));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        Frames = (int)Math.Clamp(from.Integer("frames"), 0, int.MaxValue);
        _all = new BlockSums(Bins);
        _all.Restore(from.Section("all"));
        _sums.Clear();
        int[] triplets = from.Integers("triplets");
        for (int k = 0; k + 2 < triplets.Length; k += 3)
        {
            (int a, int c, int b) = (triplets[k], triplets[k + 1], triplets[k + 2]);
            if (a is < 1 or > 118 || b is < 1 or > 118 || c is < 1 or > 118)
            {
                throw new InputException($"the saved triplet of elements {a}, {c} and {b} does not exist");
            }

            var sums = new BlockSums(Bins);
            sums.Restore(from.Section(Name(a, c, b)));
            _sums.Add((a, c, b), sums);
        }
    }

    /// <summary>Cutoff of a pair.</summary>
    internal double CutoffOf(Element a, Element b) => _cutoff(a, b);

    private static string Name(int a, int c, int b) =>
        $"{PeriodicTable.Get(a)}-{PeriodicTable.Get(c)}-{PeriodicTable.Get(b)}";

    private double[] Normalized(double[] counts)
    {
        double sum = counts.Sum() * 180.0 / Bins;
        for (int k = 0; k < Bins; k++)
        {
            counts[k] = sum > 0.0 ? counts[k] / sum : 0.0;
        }

        return counts;
    }

    private BlockSums? Of((Element A, Element Centre, Element B)? triplet)
    {
        if (triplet is not { } t)
        {
            return _all;
        }

        (int a, int b) = (t.A.AtomicNumber, t.B.AtomicNumber);
        return _sums.GetValueOrDefault((Math.Min(a, b), t.Centre.AtomicNumber, Math.Max(a, b)));
    }
}
