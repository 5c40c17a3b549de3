using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// The distances of one configuration, counted by bin and by pair of elements. Made by one thread, added to a
/// <see cref="RadialDistribution"/> by another; may be used again.
/// </summary>
public sealed class PairHistogram
{
    private readonly ImagePairs _pairs = new();
    private readonly ElementCensus _census = new();
    private readonly double _cutoff;
    private readonly int _bins;
    private int[] _sortedKind = [];
    private int[] _counts = [];
    private readonly double[] _place = new double[4];

    /// <summary>Makes an empty histogram.</summary>
    /// <param name="cutoff">Largest distance, Angstrom.</param>
    /// <param name="bins">Number of bins of equal width.</param>
    internal PairHistogram(double cutoff, int bins)
    {
        _cutoff = cutoff;
        _bins = bins;
    }

    /// <summary>The elements and how many atoms each has.</summary>
    internal ElementCensus Census => _census;

    /// <summary>Volume of the cell, Angstrom^3.</summary>
    internal double Volume { get; private set; }

    /// <summary>Number of pairs by bin, of a kind of atoms and one that is not before it.</summary>
    internal ReadOnlySpan<int> Counts(int a, int b) =>
        _counts.AsSpan(((a * _census.Kinds) + b) * _bins, _bins);

    /// <summary>Counts a configuration; what was counted before is forgotten.</summary>
    /// <param name="positions">Cartesian, anywhere, Angstrom.</param>
    /// <param name="elements">Element of each.</param>
    /// <param name="cell">Cell.</param>
    /// <exception cref="Core.InputException">The cell has no volume.</exception>
    public void Take(ReadOnlySpan<Double3> positions, ReadOnlySpan<Element> elements, SimulationCell cell)
    {
        if (!cell.HasVolume)
        {
            throw new Core.InputException(
                "a radial distribution needs a density, but the cell has no volume; give all three lattice vectors");
        }

        _census.Take(elements);
        Volume = cell.Volume;
        int kinds = _census.Kinds, size = kinds * kinds * _bins;
        if (_counts.Length < size)
        {
            _counts = new int[size];
        }

        Array.Clear(_counts, 0, size);
        if (_sortedKind.Length < positions.Length)
        {
            _sortedKind = new int[positions.Length];
        }

        var rows = new Rows(this);
        _pairs.Find(positions, cell, _cutoff, ref rows);
        Fold(kinds);
    }

    /// <summary>Pairs of unlike atoms were counted in the order in which they were met.</summary>
    private void Fold(int kinds)
    {
        for (int a = 0; a < kinds; a++)
        {
            for (int b = a + 1; b < kinds; b++)
            {
                Span<int> to = _counts.AsSpan(((a * kinds) + b) * _bins, _bins);
                Span<int> from = _counts.AsSpan(((b * kinds) + a) * _bins, _bins);
                for (int k = 0; k < _bins; k++)
                {
                    to[k] += from[k];
                }
            }
        }
    }

    private struct Rows(PairHistogram owner) : IPairRows
    {
        private readonly double _cutoff2 = owner._cutoff * owner._cutoff, _scale = owner._bins / owner._cutoff;
        private readonly int _bins = owner._bins, _kinds = owner._census.Kinds;
        private bool _ready;

        public void Take(ImagePairs pairs, int i, int from, int to, Double3 shift)
        {
            if (!_ready)
            {
                Prepare(pairs);
            }

            ref double x = ref MemoryMarshal.GetArrayDataReference(pairs.X);
            ref double y = ref MemoryMarshal.GetArrayDataReference(pairs.Y);
            ref double z = ref MemoryMarshal.GetArrayDataReference(pairs.Z);
            ref int kind = ref MemoryMarshal.GetArrayDataReference(owner._sortedKind);
            ref double place = ref MemoryMarshal.GetArrayDataReference(owner._place);
            // Kinds of sorted atoms are kept as the place of their histogram in that of a kind.
            ref int counts = ref owner._counts[Unsafe.Add(ref kind, i) * _kinds];
            Vector256<double> xi = Vector256.Create(Unsafe.Add(ref x, i) - shift.X);
            Vector256<double> yi = Vector256.Create(Unsafe.Add(ref y, i) - shift.Y);
            Vector256<double> zi = Vector256.Create(Unsafe.Add(ref z, i) - shift.Z);
            Vector256<double> cutoff2 = Vector256.Create(_cutoff2), scale = Vector256.Create(_scale);
            for (int j = from; j < to; j += 4)
            {
                Vector256<double> dx = Vector256.LoadUnsafe(ref x, (nuint)j) - xi;
                Vector256<double> dy = Vector256.LoadUnsafe(ref y, (nuint)j) - yi;
                Vector256<double> dz = Vector256.LoadUnsafe(ref z, (nuint)j) - zi;
                Vector256<double> r2 = (dx * dx) + (dy * dy) + (dz * dz);
                uint within = Vector256.LessThan(r2, cutoff2).ExtractMostSignificantBits();
                within &= to - j >= 4 ? 15u : (1u << (to - j)) - 1;
                if (within == 0)
                {
                    continue;
                }

                (Vector256.Sqrt(r2) * scale).StoreUnsafe(ref place);
                while (within != 0)
                {
                    int lane = System.Numerics.BitOperations.TrailingZeroCount(within);
                    within &= within - 1;
                    int bin = Math.Min((int)Unsafe.Add(ref place, lane), _bins - 1);
                    Unsafe.Add(ref counts, Unsafe.Add(ref kind, j + lane) + bin)++;
                }
            }
        }

        private void Prepare(ImagePairs pairs)
        {
            ReadOnlySpan<int> order = pairs.Order, kinds = owner._census.KindOf;
            for (int k = 0; k < order.Length; k++)
            {
                owner._sortedKind[k] = kinds[order[k]] * _bins;
            }

            _ready = true;
        }
    }
}
