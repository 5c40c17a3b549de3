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
    private const int Chunk = 512;
    private readonly AlignedBuffer<int> _source = new(), _shift = new(), _ghostOf = new();
    private readonly ImageFinder _finder = new();
    private readonly SpatialSort _sort = new();
    private Double3[] _shiftVectors = [];
    private (int A, int B, int C)[] _shifts = [];
    private readonly Action<int, int> _wrapChunk, _extentChunk, _placeChunk, _refreshChunk;
    private AtomState? _atoms;
    private SimulationCell? _cell;
    private int* _order;
    private (Double3 Low, Double3 High)[] _extents = [];

    /// <summary>A halo without ghosts yet.</summary>
    public PeriodicHalo()
    {
        _wrapChunk = WrapChunk;
        _extentChunk = ExtentChunk;
        _placeChunk = PlaceChunk;
        _refreshChunk = RefreshChunk;
    }

    /// <summary>Owned atom of which ghost <paramref name="ghost"/> (from 0) is an image; -1 for padding.</summary>
    public int Source(int ghost) => _shift[ghost] == _shifts.Length ? -1 : _source[ghost];

    /// <summary>Lattice vectors by which ghost <paramref name="ghost"/> (from 0) is shifted from its source.</summary>
    public (int A, int B, int C) Shift(int ghost) => _shifts[_shift[ghost]];

    /// <inheritdoc/>
    public void Migrate(AtomState atoms, SimulationCell cell, WorkerPool workers)
    {
        atoms.SetGhosts(0);
        if (cell.PeriodicAxes > 0)
        {
            (_atoms, _cell) = (atoms, cell);
            workers.Run((atoms.Owned + Chunk - 1) / Chunk, _wrapChunk);
        }
    }

    /// <inheritdoc/>
    public bool HasStrayed(AtomState atoms, SimulationCell cell, double distance, WorkerPool workers)
    {
        (Double3 low, Double3 high) = Extent(atoms, cell, workers);
        bool strayed = false;
        for (int axis = 0; axis < 3; axis++)
        {
            double most = distance / cell.Height(axis);
            strayed |= cell.IsPeriodic(axis) && !(low[axis] >= -most && high[axis] <= 1.0 + most);
        }

        return strayed;
    }

    /// <inheritdoc/>
    public void Build(AtomState atoms, SimulationCell cell, double range, bool full, WorkerPool workers)
    {
        (Double3 low, Double3 high) = Extent(atoms, cell, workers);
        var reach = new Double3(range / cell.Height(0), range / cell.Height(1), range / cell.Height(2));
        Span<int> images = stackalloc int[3];
        for (int axis = 0; axis < 3; axis++)
        {
            double ratio = reach[axis];
            if (cell.IsPeriodic(axis) && !(ratio < MaxImages))
            {
                throw new InputException(
                    $"the cell is only {cell.Height(axis):g4} Angstrom high along vector {axis + 1}, against a range of "
                    + $"{range:g4} Angstrom (cutoff plus skin): over {MaxImages} images; replicate the structure");
            }

            // Rounding must not lose an image that lies at exactly the range.
            images[axis] = cell.IsPeriodic(axis)
                ? Math.Max((int)Math.Ceiling(ratio), (int)Math.Floor(high[axis] - low[axis] + ratio + 2e-9))
                : 0;
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
        _finder.Find(atoms, cell, low - reach, high + reach, images, full, workers);
        _order = _sort.Order(atoms, _finder.Source, _finder.Shift, _shiftVectors, _finder.Positive, workers);
        int positiveEnd = (_finder.Positive + AtomState.Padding - 1) / AtomState.Padding * AtomState.Padding;
        int count = positiveEnd + _finder.Negative;
        atoms.SetGhosts(count);
        atoms.PositiveGhosts = positiveEnd;
        _source.Grow(count);
        _shift.Grow(count);
        _ghostOf.Grow(count);
        _atoms = atoms;
        workers.Run((count + Chunk - 1) / Chunk, _placeChunk);
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
        int* start = _finder.Start;
        int* ghost = _ghostOf.Pointer;
        for (int i = firstOwned; i < endOwned; i++)
        {
            for (int k = start[i]; k < start[i + 1]; k++)
            {
                values[i] += ghosts[ghost[k]];
            }
        }
    }

    /// <inheritdoc/>
    public void Spread(AtomState atoms, double* values, int firstGhost, int endGhost)
    {
        double* ghosts = values + atoms.GhostStart;
        for (int g = firstGhost; g < endGhost; g++)
        {
            ghosts[g] = values[_source.Pointer[g]];
        }
    }

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

    /// <summary>The region that owned atoms fill, in fractional coordinates.</summary>
    private (Double3 Low, Double3 High) Extent(AtomState atoms, SimulationCell cell, WorkerPool workers)
    {
        int chunks = (atoms.Owned + Chunk - 1) / Chunk;
        if (_extents.Length < chunks)
        {
            _extents = new (Double3, Double3)[chunks];
        }

        (_atoms, _cell) = (atoms, cell);
        workers.Run(chunks, _extentChunk);
        // At least the cell: images, once listed, then move by no more than the atoms do.
        Double3 low = Double3.Zero, high = new(1.0, 1.0, 1.0);
        for (int c = 0; c < chunks; c++)
        {
            low = Least(low, _extents[c].Low);
            high = -1.0 * Least(-1.0 * high, -1.0 * _extents[c].High);
        }

        return (low, high);
    }

    private static Double3 Least(Double3 a, Double3 b) => new(Math.Min(a.X, b.X), Math.Min(a.Y, b.Y), Math.Min(a.Z, b.Z));

    private void ExtentChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        SimulationCell cell = _cell!;
        int end = Math.Min(atoms.Owned, (chunk + 1) * Chunk);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        double lowX = 0.0, lowY = 0.0, lowZ = 0.0, highX = 1.0, highY = 1.0, highZ = 1.0;
        for (int i = chunk * Chunk; i < end; i++)
        {
            Double3 s = cell.ToFractional(new Double3(x[i], y[i], z[i]));
            lowX = Math.Min(lowX, s.X);
            lowY = Math.Min(lowY, s.Y);
            lowZ = Math.Min(lowZ, s.Z);
            highX = Math.Max(highX, s.X);
            highY = Math.Max(highY, s.Y);
            highZ = Math.Max(highZ, s.Z);
        }

        _extents[chunk] = (new Double3(lowX, lowY, lowZ), new Double3(highX, highY, highZ));
    }

    private void WrapChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        SimulationCell cell = _cell!;
        int end = Math.Min(atoms.Owned, (chunk + 1) * Chunk);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        for (int i = chunk * Chunk; i < end; i++)
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

    /// <summary>Puts found images where they belong: sorted ones of positive shift, padding, the others.</summary>
    private void PlaceChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int end = Math.Min(atoms.Ghosts, (chunk + 1) * Chunk);
        int positive = _finder.Positive, padded = atoms.PositiveGhosts;
        int* type = atoms.TypePointer, ids = atoms.IdPointer;
        Span<double> charge = atoms.Charge;
        for (int g = chunk * Chunk; g < end; g++)
        {
            int source = 0, shift = _shifts.Length, id = -1;
            if (g < positive || g >= padded)
            {
                int image = g < positive ? _order[g] : positive + (g - padded);
                source = _finder.Source[image];
                shift = _finder.Shift[image];
                id = ids[source];
                _ghostOf.Pointer[_finder.Slot[image]] = g;
            }

            _source.Pointer[g] = source;
            _shift.Pointer[g] = shift;
            type[atoms.GhostStart + g] = type[source];
            ids[atoms.GhostStart + g] = id;
            charge[atoms.GhostStart + g] = charge[source];
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
