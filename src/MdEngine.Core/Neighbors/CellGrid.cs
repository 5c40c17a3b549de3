using System;
using MdEngine.Core.Atoms;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Linked cells over the box that bounds all atoms, ghosts included: cells of half the range, so that 125 of them
/// hold all neighbours. Cells never outnumber the atoms by much, however thin the system is spread.
/// </summary>
/// <remarks>M. P. Allen, D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), section 5.3.2.</remarks>
public sealed class CellGrid
{
    private int[] _cellOf = [];
    private int[] _members = [];
    private int[] _start = [];
    private double _x0, _y0, _z0;
    private double _inverseX, _inverseY, _inverseZ;
    private int _nx, _ny, _nz;
    private int _reachX, _reachY, _reachZ;

    /// <summary>Sorts the atoms into cells.</summary>
    /// <param name="atoms">Owned atoms and ghosts; padding is left out.</param>
    /// <param name="range">Distance up to which neighbours are sought, Angstrom.</param>
    public void Bin(AtomState atoms, double range)
    {
        ReadOnlySpan<double> x = atoms.X, y = atoms.Y, z = atoms.Z;
        int count = atoms.Owned + atoms.Ghosts;
        SetGrid(x, y, z, atoms, range, count);
        int total = atoms.Total;
        if (_cellOf.Length < total)
        {
            _cellOf = new int[total + (total / 8)];
            _members = new int[total + (total / 8)];
        }

        int cells = _nx * _ny * _nz;
        if (_start.Length < cells + 1)
        {
            _start = new int[cells + 1 + (cells / 8)];
        }

        Array.Clear(_start, 0, cells + 1);
        for (int i = 0; i < total; i++)
        {
            if (i >= atoms.Owned && i < atoms.GhostStart)
            {
                continue;
            }

            int cell = Index(x[i], _x0, _inverseX, _nx)
                + (_nx * (Index(y[i], _y0, _inverseY, _ny) + (_ny * Index(z[i], _z0, _inverseZ, _nz))));
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
            if (i >= atoms.Owned && i < atoms.GhostStart)
            {
                continue;
            }

            _members[--_start[_cellOf[i] + 1]] = i;
        }

        // Every end now holds its cell's start, one place late.
        Array.Copy(_start, 1, _start, 0, cells);
        _start[cells] = count;
    }

    /// <summary>The cells that may hold neighbours of an atom.</summary>
    public CellRange Around(int atom)
    {
        int cell = _cellOf[atom];
        int cx = cell % _nx;
        int cy = cell / _nx % _ny;
        int cz = cell / (_nx * _ny);
        return new CellRange(
            Math.Max(0, cx - _reachX), Math.Min(_nx - 1, cx + _reachX),
            Math.Max(0, cy - _reachY), Math.Min(_ny - 1, cy + _reachY),
            Math.Max(0, cz - _reachZ), Math.Min(_nz - 1, cz + _reachZ));
    }

    /// <summary>The atoms of a run of cells along x.</summary>
    public ReadOnlySpan<int> Run(int x0, int x1, int y, int z)
    {
        int row = _nx * (y + (_ny * z));
        int first = _start[row + x0];
        return new ReadOnlySpan<int>(_members, first, _start[row + x1 + 1] - first);
    }

    private static int Index(double r, double origin, double inverse, int count) =>
        Math.Clamp((int)((r - origin) * inverse), 0, count - 1);

    private void SetGrid(
        ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, AtomState atoms, double range, int count)
    {
        double lx = Extent(x, atoms, out _x0);
        double ly = Extent(y, atoms, out _y0);
        double lz = Extent(z, atoms, out _z0);
        // A little over half the range, so that two cells are enough in spite of rounding in the cell index.
        double side = 0.5 * range * (1.0 + 1e-6);
        const int perAxis = 1 << 20;
        // Sparse systems: at most about two cells an atom, so memory stays O(N).
        double limit = Math.Max(64.0, 2.0 * count);
        while (Cells(lx, side) * Cells(ly, side) * Cells(lz, side) > limit
               || Math.Max(lx, Math.Max(ly, lz)) / side > perAxis)
        {
            side *= 1.26;
        }

        _nx = (int)Cells(lx, side);
        _ny = (int)Cells(ly, side);
        _nz = (int)Cells(lz, side);
        _inverseX = _inverseY = _inverseZ = 1.0 / side;
        _reachX = _reachY = _reachZ = (int)Math.Ceiling(range / side);
    }

    private static double Cells(double length, double side) => Math.Floor(length / side) + 1.0;

    private static double Extent(ReadOnlySpan<double> r, AtomState atoms, out double low)
    {
        low = double.PositiveInfinity;
        double high = double.NegativeInfinity;
        Bound(r[..atoms.Owned], ref low, ref high);
        Bound(r[atoms.GhostStart..], ref low, ref high);
        if (low > high)
        {
            low = high = 0.0;
        }

        return high - low;
    }

    private static void Bound(ReadOnlySpan<double> r, ref double low, ref double high)
    {
        foreach (double value in r)
        {
            // Padding among the ghosts stands at 1e9 and beyond.
            if (Math.Abs(value) < 1e8)
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }
    }
}
