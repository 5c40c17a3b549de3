using System;
using MdEngine.Core.Atoms;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Linked cells over the box that bounds all atoms, ghosts included: cells of half the range, so that 125 of them
/// hold all neighbours.
/// </summary>
/// <remarks>
/// M. P. Allen, D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), section 5.3.2. Where cells would
/// outnumber the atoms (a drop in vacuum, a gas), only occupied ones are kept, in a sorted table: memory stays O(N)
/// however thin the system is spread, and one atom that flew off costs the others nothing.
/// </remarks>
public sealed class CellGrid
{
    // The number of a cell in a sorted table must fit into 63 bits.
    private const double MostNumbers = 4e18;

    private readonly CellAxis _x = new(), _y = new(), _z = new();
    private int[] _cellOf = [];
    private int[] _members = [];
    private int[] _start = [];
    private long[] _numberOf = [];
    private long[] _numbers = [];
    private int _occupants;
    private int _reach;
    private bool _sparse;

    /// <summary>Sorts the atoms into cells.</summary>
    /// <param name="atoms">Owned atoms and ghosts; padding is left out.</param>
    /// <param name="range">Distance up to which neighbours are sought, Angstrom.</param>
    public void Bin(AtomState atoms, double range)
    {
        SetGrid(atoms, range);
        if (_members.Length < atoms.Total)
        {
            _members = new int[atoms.Total + (atoms.Total / 8)];
        }

        if (_sparse)
        {
            BinSparse(atoms);
        }
        else
        {
            BinDense(atoms);
        }
    }

    /// <summary>The cells that may hold neighbours of an atom.</summary>
    public CellRange Around(int atom)
    {
        int nx = _x.Count, ny = _y.Count, nz = _z.Count;
        long cell = _sparse ? _numberOf[atom] : _cellOf[atom];
        (long row, long x) = Math.DivRem(cell, nx);
        (long z, long y) = Math.DivRem(row, ny);
        int cx = (int)x, cy = (int)y, cz = (int)z;
        return new CellRange(
            Math.Max(0, cx - _reach), Math.Min(nx - 1, cx + _reach),
            Math.Max(0, cy - _reach), Math.Min(ny - 1, cy + _reach),
            Math.Max(0, cz - _reach), Math.Min(nz - 1, cz + _reach));
    }

    /// <summary>The atoms of a run of cells along x.</summary>
    public ReadOnlySpan<int> Run(int x0, int x1, int y, int z)
    {
        int first, end;
        if (_sparse)
        {
            long row = _x.Count * (y + ((long)_y.Count * z));
            first = LowerBound(row + x0);
            end = LowerBound(row + x1 + 1);
        }
        else
        {
            int row = _x.Count * (y + (_y.Count * z));
            first = _start[row + x0];
            end = _start[row + x1 + 1];
        }

        return new ReadOnlySpan<int>(_members, first, end - first);
    }

    private void BinDense(AtomState atoms)
    {
        int total = atoms.Total;
        ReadOnlySpan<double> x = atoms.X, y = atoms.Y, z = atoms.Z;
        int cells = _x.Count * _y.Count * _z.Count;
        if (_cellOf.Length < total)
        {
            _cellOf = new int[total + (total / 8)];
        }

        if (_start.Length < cells + 1)
        {
            _start = new int[cells + 1 + (cells / 8)];
        }

        Array.Clear(_start, 0, cells + 1);
        for (int i = 0; i < total; i++)
        {
            if (IsPadding(i, atoms))
            {
                continue;
            }

            int cell = _x.Place(x[i]) + (_x.Count * (_y.Place(y[i]) + (_y.Count * _z.Place(z[i]))));
            _cellOf[i] = cell;
            _start[cell + 1]++;
        }

        for (int c = 0; c < cells; c++)
        {
            _start[c + 1] += _start[c];
        }

        // Downwards, moving each end to its start, keeps indices ascending within a cell.
        for (int i = total - 1; i >= 0; i--)
        {
            if (!IsPadding(i, atoms))
            {
                _members[--_start[_cellOf[i] + 1]] = i;
            }
        }

        // Every end now holds its cell's start, one place late.
        Array.Copy(_start, 1, _start, 0, cells);
        _start[cells] = atoms.Owned + atoms.Ghosts;
    }

    private void BinSparse(AtomState atoms)
    {
        int total = atoms.Total;
        ReadOnlySpan<double> x = atoms.X, y = atoms.Y, z = atoms.Z;
        if (_numberOf.Length < total)
        {
            _numberOf = new long[total + (total / 8)];
            _numbers = new long[total + (total / 8)];
        }

        _occupants = 0;
        for (int i = 0; i < total; i++)
        {
            if (!IsPadding(i, atoms))
            {
                long number = _x.Place(x[i])
                    + (_x.Count * (_y.Place(y[i]) + ((long)_y.Count * _z.Place(z[i]))));
                _numberOf[i] = number;
                _numbers[_occupants] = number;
                _members[_occupants++] = i;
            }
        }

        Array.Sort(_numbers, _members, 0, _occupants);
    }

    private int LowerBound(long number)
    {
        int low = 0, high = _occupants;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) / 2);
            if (_numbers[middle] < number)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static bool IsPadding(int i, AtomState atoms) => i >= atoms.Owned && i < atoms.GhostStart;

    private void SetGrid(AtomState atoms, double range)
    {
        ReadOnlySpan<double> x = atoms.X, y = atoms.Y, z = atoms.Z;
        _x.Measure(x, atoms);
        _y.Measure(y, atoms);
        _z.Measure(z, atoms);
        // A little over half the range, so that two cells are enough in spite of rounding in the cell index.
        double side = 0.5 * range * (1.0 + 1e-6);
        double limit = Math.Max(64.0, 2.0 * (atoms.Owned + atoms.Ghosts));
        double uniform = side;
        while (Full(uniform) > limit && uniform < range)
        {
            uniform *= 1.26;
        }

        _sparse = Full(uniform) > limit;
        if (_sparse)
        {
            DivideSparsely(side, x, y, z, atoms);
            while ((double)_x.Count * _y.Count * _z.Count > MostNumbers)
            {
                side *= 2.0;
                DivideSparsely(side, x, y, z, atoms);
            }
        }
        else
        {
            side = uniform;
            _x.Divide(side);
            _y.Divide(side);
            _z.Divide(side);
        }

        _reach = (int)Math.Ceiling(range / side);

        double Full(double width) => _x.FullCount(width) * _y.FullCount(width) * _z.FullCount(width);
    }

    private void DivideSparsely(
        double side, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, AtomState atoms)
    {
        _x.DivideSparsely(side, x, atoms);
        _y.DivideSparsely(side, y, atoms);
        _z.DivideSparsely(side, z, atoms);
    }
}
