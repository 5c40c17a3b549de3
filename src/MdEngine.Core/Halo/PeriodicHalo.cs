using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Halo;

/// <summary>
/// Ghosts as periodic images of owned atoms. Any number of images along an axis: a cell thinner than the cutoff is
/// surrounded by as many copies of itself as it takes.
/// </summary>
/// <remarks>
/// A shift (a, b, c) is positive when its first non-zero number is. Ghosts of positive shift come first, sorted in
/// space for cluster lists, then padding to a full segment, then those of negative shift.
/// </remarks>
public sealed unsafe class PeriodicHalo : IHalo
{
    private const int MaxImages = 200;
    private const double MaxCopies = 1e6, MaxGhosts = 2e8;
    private const int Chunk = 4096;
    private readonly AlignedBuffer<int> _source = new(), _shift = new();
    private readonly AlignedBuffer<int> _foldStart = new(), _foldGhost = new();
    private readonly SpatialSort _sort = new();
    private Double3[] _shiftVectors = [];
    private (int A, int B, int C)[] _shifts = [];
    private readonly Action<int, int> _refreshChunk;
    private AtomState? _atoms;

    /// <summary>A halo without ghosts yet.</summary>
    public PeriodicHalo() => _refreshChunk = RefreshChunk;

    /// <summary>Owned atom of which ghost <paramref name="ghost"/> (from 0) is an image; -1 for padding.</summary>
    public int Source(int ghost) => _shift[ghost] == _shifts.Length ? -1 : _source[ghost];

    /// <summary>Lattice vectors by which ghost <paramref name="ghost"/> (from 0) is shifted from its source.</summary>
    public (int A, int B, int C) Shift(int ghost) => _shifts[_shift[ghost]];

    /// <inheritdoc/>
    public void Migrate(AtomState atoms, SimulationCell cell)
    {
        atoms.SetGhosts(0);
        if (cell.PeriodicAxes == 0)
        {
            return;
        }

        Span<double> x = atoms.X, y = atoms.Y, z = atoms.Z;
        for (int i = 0; i < atoms.Owned; i++)
        {
            Double3 s = cell.ToFractional(new Double3(x[i], y[i], z[i]));
            double a = cell.PeriodicA ? Math.Floor(s.X) : 0.0;
            double b = cell.PeriodicB ? Math.Floor(s.Y) : 0.0;
            double c = cell.PeriodicC ? Math.Floor(s.Z) : 0.0;
            if (a != 0.0 || b != 0.0 || c != 0.0)
            {
                Double3 back = cell.ToCartesian(new Double3(a, b, c));
                x[i] -= back.X;
                y[i] -= back.Y;
                z[i] -= back.Z;
                atoms.ImageA[i] += (int)a;
                atoms.ImageB[i] += (int)b;
                atoms.ImageC[i] += (int)c;
            }
        }
    }

    /// <inheritdoc/>
    public void Build(AtomState atoms, SimulationCell cell, double range, bool full, WorkerPool workers)
    {
        Span<int> images = stackalloc int[3];
        for (int axis = 0; axis < 3; axis++)
        {
            double ratio = range / cell.Height(axis);
            if (cell.IsPeriodic(axis) && !(ratio < MaxImages))
            {
                throw new InputException(
                    $"the cell is only {cell.Height(axis):g4} Angstrom high along vector {axis + 1}, against a range of "
                    + $"{range:g4} Angstrom (cutoff plus skin): over {MaxImages} images; replicate the structure");
            }

            images[axis] = cell.IsPeriodic(axis) ? (int)Math.Ceiling(ratio) : 0;
        }

        // Shifts fill a box of whole copies; ghosts only the layer of one range around the cell.
        double copies = 1.0, layer = 1.0;
        for (int axis = 0; axis < 3; axis++)
        {
            copies *= (2 * images[axis]) + 1;
            layer *= images[axis] == 0 ? 1.0 : 1.0 + (2.0 * range / cell.Height(axis));
        }

        if (copies > MaxCopies || layer * atoms.Owned > MaxGhosts)
        {
            throw new InputException(
                $"the cell is so small (heights {cell.Height(0):g4}, {cell.Height(1):g4}, {cell.Height(2):g4} Angstrom) "
                + $"that {copies:g3} copies of its {atoms.Owned} atoms lie about a range of {range:g4} Angstrom (cutoff "
                + "plus skin); check the lattice vectors");
        }

        EnumerateShifts(images, cell);
        int positive = Collect(atoms, cell, range, images, positive: true, first: 0);
        _sort.Sort(atoms, _source, _shift, _shiftVectors, positive, workers);
        int count = PadTo(positive);
        atoms.SetGhosts(count);
        int positiveEnd = count;
        if (full)
        {
            count = Collect(atoms, cell, range, images, positive: false, first: count);
        }

        atoms.SetGhosts(count);
        atoms.PositiveGhosts = positiveEnd;
        for (int g = 0; g < count; g++)
        {
            atoms.TypePointer[atoms.GhostStart + g] = atoms.TypePointer[_source[g]];
            atoms.IdPointer[atoms.GhostStart + g] = Source(g) < 0 ? -1 : atoms.IdPointer[_source[g]];
            atoms.Charge[atoms.GhostStart + g] = atoms.Charge[_source[g]];
        }

        IndexBySource(atoms, count);
        Refresh(atoms, cell, workers);
    }

    /// <inheritdoc/>
    public void Refresh(AtomState atoms, SimulationCell cell, WorkerPool workers)
    {
        for (int k = 0; k < _shifts.Length; k++)
        {
            _shiftVectors[k] = cell.ToCartesian(new Double3(_shifts[k].A, _shifts[k].B, _shifts[k].C));
        }

        _atoms = atoms;
        workers.Run((atoms.Ghosts + Chunk - 1) / Chunk, _refreshChunk);
    }

    /// <inheritdoc/>
    public void Accumulate(AtomState atoms, double* values, int firstOwned, int endOwned)
    {
        if (atoms.Ghosts == 0)
        {
            return;
        }

        double* ghosts = values + atoms.GhostStart;
        int* start = _foldStart.Pointer;
        int* ghost = _foldGhost.Pointer;
        for (int i = firstOwned; i < endOwned; i++)
        {
            for (int k = start[i]; k < start[i + 1]; k++)
            {
                values[i] += ghosts[ghost[k]];
            }
        }
    }

    private static bool IsPositive(int a, int b, int c) => a > 0 || (a == 0 && (b > 0 || (b == 0 && c > 0)));

    private void EnumerateShifts(ReadOnlySpan<int> images, SimulationCell cell)
    {
        int na = (2 * images[0]) + 1, nb = (2 * images[1]) + 1, nc = (2 * images[2]) + 1;
        if (_shifts.Length != na * nb * nc)
        {
            _shifts = new (int, int, int)[na * nb * nc];
            // One more for padding: an image far from everything.
            _shiftVectors = new Double3[_shifts.Length + 1];
        }

        int k = 0;
        for (int a = -images[0]; a <= images[0]; a++)
        {
            for (int b = -images[1]; b <= images[1]; b++)
            {
                for (int c = -images[2]; c <= images[2]; c++)
                {
                    _shifts[k] = (a, b, c);
                    _shiftVectors[k++] = cell.ToCartesian(new Double3(a, b, c));
                }
            }
        }

        // Off the diagonal on which the padding of the owned atoms stands: the two never meet.
        _shiftVectors[k] = new Double3(3e9, 5e9, 3e9);
    }

    private int Collect(
        AtomState atoms, SimulationCell cell, double range, ReadOnlySpan<int> images, bool positive, int first)
    {
        // Rounding must not lose an image that lies at exactly the range.
        double ma = (range / cell.Height(0)) + 1e-9;
        double mb = (range / cell.Height(1)) + 1e-9;
        double mc = (range / cell.Height(2)) + 1e-9;
        double coreA = images[0] == 0 ? double.PositiveInfinity : 0.5 - ma;
        double coreB = images[1] == 0 ? double.PositiveInfinity : 0.5 - mb;
        double coreC = images[2] == 0 ? double.PositiveInfinity : 0.5 - mc;
        ReadOnlySpan<double> x = atoms.X, y = atoms.Y, z = atoms.Z;
        int nb = (2 * images[1]) + 1, nc = (2 * images[2]) + 1;
        int count = first;
        for (int i = 0; i < atoms.Owned; i++)
        {
            Double3 s = cell.ToFractional(new Double3(x[i], y[i], z[i]));
            // Atoms in the middle have no image within reach; in a large cell they are most.
            if (Math.Abs(s.X - 0.5) < coreA && Math.Abs(s.Y - 0.5) < coreB && Math.Abs(s.Z - 0.5) < coreC)
            {
                continue;
            }

            // Images k with -m <= s + k <= 1 + m.
            (int a0, int a1) = Range(s.X, ma, images[0]);
            (int b0, int b1) = Range(s.Y, mb, images[1]);
            (int c0, int c1) = Range(s.Z, mc, images[2]);
            _source.Grow(count + ((a1 - a0 + 1) * (b1 - b0 + 1) * (c1 - c0 + 1)));
            _shift.Grow(_source.Capacity);
            for (int a = a0; a <= a1; a++)
            {
                for (int b = b0; b <= b1; b++)
                {
                    for (int c = c0; c <= c1; c++)
                    {
                        if ((a == 0 && b == 0 && c == 0) || IsPositive(a, b, c) != positive)
                        {
                            continue;
                        }

                        _source.Pointer[count] = i;
                        _shift.Pointer[count++] = ((((a + images[0]) * nb) + b + images[1]) * nc) + c + images[2];
                    }
                }
            }
        }

        return count;
    }

    private static (int Low, int High) Range(double s, double margin, int images) => images == 0
        ? (0, 0)
        : (Math.Max(-images, (int)Math.Ceiling(-margin - s)), Math.Min(images, (int)Math.Floor(1.0 + margin - s)));

    private int PadTo(int count)
    {
        int end = (count + AtomState.Padding - 1) / AtomState.Padding * AtomState.Padding;
        _source.Grow(end);
        _shift.Grow(end);
        for (int g = count; g < end; g++)
        {
            _source.Pointer[g] = 0;
            _shift.Pointer[g] = _shifts.Length;
        }

        return end;
    }

    private void IndexBySource(AtomState atoms, int count)
    {
        _foldStart.Grow(atoms.Owned + 2);
        _foldGhost.Grow(count);
        int* start = _foldStart.Pointer;
        new Span<int>(start, atoms.Owned + 2).Clear();
        for (int g = 0; g < count; g++)
        {
            if (_shift.Pointer[g] < _shifts.Length)
            {
                start[_source.Pointer[g] + 2]++;
            }
        }

        for (int i = 0; i < atoms.Owned; i++)
        {
            start[i + 2] += start[i + 1];
        }

        for (int g = 0; g < count; g++)
        {
            if (_shift.Pointer[g] < _shifts.Length)
            {
                _foldGhost.Pointer[start[_source.Pointer[g] + 1]++] = g;
            }
        }
    }

    private void RefreshChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int first = chunk * Chunk;
        int end = Math.Min(atoms.Ghosts, first + Chunk);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        int ghosts = atoms.GhostStart;
        ReadOnlySpan<Double3> vectors = _shiftVectors;
        for (int g = first; g < end; g++)
        {
            int source = _source.Pointer[g];
            Double3 shift = vectors[_shift.Pointer[g]];
            x[ghosts + g] = x[source] + shift.X;
            y[ghosts + g] = y[source] + shift.Y;
            z[ghosts + g] = z[source] + shift.Z;
        }
    }
}
