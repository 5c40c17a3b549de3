using System;
using MdEngine.Core.Atoms;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// One axis of linked cells: slabs of equal width, numbered. Where atoms are spread thin, slabs without atoms are left
/// out of the numbering but for one between two occupied stretches, so that numbers stay small.
/// </summary>
/// <remarks>
/// Leaving slabs out only brings numbers closer together: atoms whose slabs are at most k apart stay at most k apart.
/// </remarks>
internal sealed class CellAxis
{
    private double _low, _high, _inverse;
    private double[] _sorted = [];
    private int _sortedCount;
    private double[] _occupied = [];
    private int[] _number = [];
    private int _occupiedCount;
    private bool _sparse;

    /// <summary>Number of slabs.</summary>
    public int Count { get; private set; }

    /// <summary>Number of slabs if none is left out; may exceed any integer.</summary>
    public double FullCount(double width) => Math.Floor((_high - _low) / width) + 1.0;

    /// <summary>Takes the extent of the atoms along this axis; padding is passed over.</summary>
    public void Measure(ReadOnlySpan<double> r, AtomState atoms)
    {
        _low = double.PositiveInfinity;
        _high = double.NegativeInfinity;
        _sortedCount = 0;
        Bound(r[..atoms.Owned]);
        Bound(r[atoms.GhostStart..]);
        if (_low > _high)
        {
            _low = _high = 0.0;
        }
    }

    /// <summary>Slabs all along the axis.</summary>
    public void Divide(double width)
    {
        _sparse = false;
        _inverse = 1.0 / width;
        Count = (int)FullCount(width);
    }

    /// <summary>Slabs where there are atoms. Takes what <see cref="Measure"/> was given.</summary>
    public void DivideSparsely(double width, ReadOnlySpan<double> r, AtomState atoms)
    {
        _sparse = true;
        _inverse = 1.0 / width;
        if (_sortedCount == 0)
        {
            Sort(r, atoms);
        }

        _occupiedCount = 0;
        int number = -1;
        double last = double.NegativeInfinity;
        for (int k = 0; k < _sortedCount; k++)
        {
            double slab = Slab(_sorted[k]);
            if (slab > last)
            {
                number += slab > last + 1.0 && number >= 0 ? 2 : 1;
                _occupied[_occupiedCount] = slab;
                _number[_occupiedCount++] = number;
                last = slab;
            }
        }

        Count = Math.Max(1, number + 1);
    }

    /// <summary>Slab of a coordinate; what lies beyond the ends belongs to the last ones.</summary>
    public int Place(double r)
    {
        if (!_sparse)
        {
            return Math.Clamp((int)((r - _low) * _inverse), 0, Count - 1);
        }

        int at = Array.BinarySearch(_occupied, 0, _occupiedCount, Slab(r));
        return at >= 0 ? _number[at] : Count - 1;
    }

    private double Slab(double r) => Math.Floor((r - _low) * _inverse);

    private void Sort(ReadOnlySpan<double> r, AtomState atoms)
    {
        int most = atoms.Owned + atoms.Ghosts;
        if (_sorted.Length < most)
        {
            _sorted = new double[most];
            _occupied = new double[most];
            _number = new int[most];
        }

        Gather(r[..atoms.Owned]);
        Gather(r[atoms.GhostStart..]);
        Array.Sort(_sorted, 0, _sortedCount);
    }

    private void Gather(ReadOnlySpan<double> r)
    {
        foreach (double value in r)
        {
            if (value >= _low && value <= _high)
            {
                _sorted[_sortedCount++] = value;
            }
        }
    }

    private void Bound(ReadOnlySpan<double> r)
    {
        foreach (double value in r)
        {
            // Padding among the ghosts stands at 1e9 and beyond, atoms no farther than 1e8 and a cell.
            if (Math.Abs(value) < 5e8)
            {
                _low = Math.Min(_low, value);
                _high = Math.Max(_high, value);
            }
        }
    }
}
