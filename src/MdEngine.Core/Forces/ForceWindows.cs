using System;
using System.Collections.Generic;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Core.Forces;

/// <summary>
/// The force buffers of all blocks. Each block has a window of just those segments of atoms that it touches, so memory
/// and the reduction are O(N) whatever the number of blocks; the reduction adds windows up in the order of blocks, so
/// the sums do not depend on threads.
/// </summary>
public sealed unsafe class ForceWindows
{
    /// <summary>log2 of <see cref="Segment"/>.</summary>
    public const int SegmentBits = 5;

    /// <summary>Consecutive atoms that enter and leave a window together.</summary>
    public const int Segment = 1 << SegmentBits;

    private readonly AlignedBuffer<double> _fx = new(), _fy = new(), _fz = new(), _energy = new(), _virial = new();
    private readonly AlignedBuffer<double> _uncertainty = new();
    private int[] _windowStart = [];
    private readonly AlignedBuffer<int> _windowSegments = new();
    private int[] _sourceStart = [];
    private int[] _sources = [];
    private readonly List<int[]> _touched = [];
    private AlignedBuffer<int>[] _shifts = [];
    private byte[][] _marks = [];
    private int _segments;
    private int _blocks;
    private BlockPartition? _partition;
    private IReadOnlyList<NeighborList>? _lists;
    private readonly Action<int, int> _markBlock;

    /// <summary>No windows yet; see <see cref="Prepare"/>.</summary>
    public ForceWindows() => _markBlock = MarkBlock;

    /// <summary>Number of segments, ghosts included.</summary>
    public int Segments => _segments;

    /// <summary>Bytes held by the buffers.</summary>
    public long Bytes => 8L * (_fx.Capacity + _fy.Capacity + _fz.Capacity + _energy.Capacity + _virial.Capacity + _uncertainty.Capacity);

    /// <summary>Lays out the windows for fresh lists.</summary>
    public void Prepare(AtomState atoms, BlockPartition blocks, IReadOnlyList<NeighborList> lists, WorkerPool workers)
    {
        _segments = (atoms.Total + Segment - 1) / Segment;
        _blocks = blocks.Count;
        _partition = blocks;
        _lists = lists;
        if (_shifts.Length < workers.Threads)
        {
            _shifts = new AlignedBuffer<int>[workers.Threads];
            _marks = new byte[workers.Threads][];
            for (int w = 0; w < workers.Threads; w++)
            {
                _shifts[w] = new AlignedBuffer<int>();
                _marks[w] = [];
            }
        }

        for (int w = 0; w < workers.Threads; w++)
        {
            _shifts[w].Grow(_segments);
            if (_marks[w].Length < _segments)
            {
                _marks[w] = new byte[_segments + (_segments / 4)];
            }
        }

        while (_touched.Count < _blocks)
        {
            _touched.Add([]);
        }

        if (_windowStart.Length < _blocks + 1)
        {
            _windowStart = new int[_blocks + 1];
        }

        workers.Run(_blocks, _markBlock);
        Layout();
    }

    /// <summary>
    /// By segment, what to add to an atom's index to get its slot in the window of a block; one map for each worker,
    /// valid until its next call.
    /// </summary>
    public int* Shifts(int block, int worker)
    {
        int first = _windowStart[block];
        int count = _windowStart[block + 1] - first;
        int* shift = _shifts[worker].Pointer;
        for (int k = 0; k < count; k++)
        {
            int segment = _windowSegments.Pointer[first + k];
            shift[segment] = (k - segment) * Segment;
        }

        return shift;
    }

    /// <summary>Points an accumulator at the window of a block and clears it.</summary>
    public void Open(int block, int worker, ForceNeeds needs, ForceAccumulator accumulator)
    {
        int first = _windowStart[block];
        int count = _windowStart[block + 1] - first;
        int* shift = Shifts(block, worker);
        int offset = first * Segment;
        int length = count * Segment;
        new Span<double>(_fx.Pointer + offset, length).Clear();
        new Span<double>(_fy.Pointer + offset, length).Clear();
        new Span<double>(_fz.Pointer + offset, length).Clear();
        double* energies = null, virials = null, uncertainties = null;
        int stride = Stride;
        if ((needs & ForceNeeds.AtomEnergies) != 0)
        {
            energies = _energy.Pointer + offset;
            new Span<double>(energies, length).Clear();
        }

        if ((needs & ForceNeeds.AtomVirials) != 0)
        {
            virials = _virial.Pointer + offset;
            for (int c = 0; c < 9; c++)
            {
                new Span<double>(virials + (c * stride), length).Clear();
            }
        }

        if ((needs & ForceNeeds.AtomUncertainties) != 0)
        {
            uncertainties = _uncertainty.Pointer + offset;
            new Span<double>(uncertainties, length).Clear();
        }

        accumulator.Attach(
            new ReadOnlySpan<int>(_windowSegments.Pointer + first, count),
            _fx.Pointer + offset, _fy.Pointer + offset, _fz.Pointer + offset, energies, virials, uncertainties,
            stride, shift);
    }

    /// <summary>Points sums of one number an atom at the window of a block and clears it.</summary>
    internal void Open(int block, int worker, AtomSums sums)
    {
        int first = _windowStart[block];
        int count = _windowStart[block + 1] - first;
        double* values = _fx.Pointer + (first * Segment);
        new Span<double>(values, count * Segment).Clear();
        sums.Attach(new ReadOnlySpan<int>(_windowSegments.Pointer + first, count), values, Shifts(block, worker));
    }

    /// <summary>Adds up the sums of some segments into an array over all atoms, ghosts included.</summary>
    internal void ReduceSums(int firstSegment, int endSegment, double* sums)
    {
        for (int segment = firstSegment; segment < endSegment; segment++)
        {
            Sum(_fx.Pointer, segment, sums + (segment * Segment));
        }
    }

    /// <summary>Makes room for per-atom energies and virials where they are asked for.</summary>
    public void ReserveDetail(ForceNeeds needs)
    {
        if ((needs & ForceNeeds.AtomEnergies) != 0)
        {
            _energy.Grow(Stride);
        }

        if ((needs & ForceNeeds.AtomVirials) != 0)
        {
            _virial.Grow(9 * Stride);
        }

        if ((needs & ForceNeeds.AtomUncertainties) != 0)
        {
            _uncertainty.Grow(Stride);
        }
    }

    /// <summary>Adds up the forces of some segments into arrays over all atoms, ghosts included.</summary>
    public void Reduce(int firstSegment, int endSegment, double* fx, double* fy, double* fz)
    {
        for (int segment = firstSegment; segment < endSegment; segment++)
        {
            int to = segment * Segment;
            Sum(_fx.Pointer, segment, fx + to);
            Sum(_fy.Pointer, segment, fy + to);
            Sum(_fz.Pointer, segment, fz + to);
        }
    }

    /// <summary>Adds up per-atom energies of some segments.</summary>
    public void ReduceEnergies(int firstSegment, int endSegment, double* energies)
    {
        for (int segment = firstSegment; segment < endSegment; segment++)
        {
            Sum(_energy.Pointer, segment, energies + (segment * Segment));
        }
    }

    /// <summary>Adds up per-atom uncertainties of some segments.</summary>
    public void ReduceUncertainties(int firstSegment, int endSegment, double* uncertainties)
    {
        for (int segment = firstSegment; segment < endSegment; segment++)
        {
            Sum(_uncertainty.Pointer, segment, uncertainties + (segment * Segment));
        }
    }

    /// <summary>Adds up one component (0 to 8) of the per-atom virials of some segments.</summary>
    public void ReduceVirials(int component, int firstSegment, int endSegment, double* virials)
    {
        for (int segment = firstSegment; segment < endSegment; segment++)
        {
            Sum(_virial.Pointer + (component * Stride), segment, virials + (segment * Segment));
        }
    }

    private int Stride => Math.Max(1, _windowStart[_blocks]) * Segment;

    private void Sum(double* buffer, int segment, double* to)
    {
        int first = _sourceStart[segment], end = _sourceStart[segment + 1];
        var target = new Span<double>(to, Segment);
        if (first == end)
        {
            target.Clear();
            return;
        }

        new ReadOnlySpan<double>(buffer + _sources[first], Segment).CopyTo(target);
        for (int k = first + 1; k < end; k++)
        {
            double* from = buffer + _sources[k];
            for (int a = 0; a < Segment; a += 4)
            {
                Vector256.Store(
                    Vector256.Load(to + a)
                    + Vector256.Load(from + a),
                    to + a);
            }
        }
    }

    private void MarkBlock(int block, int worker)
    {
        Span<byte> marks = _marks[worker].AsSpan(0, _segments);
        marks.Clear();
        for (int list = 0; list < _lists!.Count; list++)
        {
            _lists[list].MarkTouched(block, marks);
        }

        int count = 0;
        foreach (byte mark in marks)
        {
            count += mark;
        }

        int[] touched = _touched[block];
        if (touched.Length < count)
        {
            // Twice as many: atoms spread until they are sorted anew.
            touched = new int[Math.Min(marks.Length, (2 * count) + 16)];
            _touched[block] = touched;
        }

        int k = 0;
        for (int segment = 0; segment < marks.Length; segment++)
        {
            if (marks[segment] != 0)
            {
                touched[k++] = segment;
            }
        }

        _windowStart[block] = count;
    }

    private void Layout()
    {
        int total = 0;
        for (int block = 0; block < _blocks; block++)
        {
            int count = _windowStart[block];
            _windowStart[block] = total;
            total += count;
        }

        _windowStart[_blocks] = total;
        _windowSegments.Grow(total);
        if (_sources.Length < total)
        {
            _sources = new int[total + (total / 4)];
        }

        if (_sourceStart.Length < _segments + 2)
        {
            _sourceStart = new int[_segments + (_segments / 4) + 2];
        }

        Array.Clear(_sourceStart);
        for (int block = 0; block < _blocks; block++)
        {
            int first = _windowStart[block];
            int count = _windowStart[block + 1] - first;
            _touched[block].AsSpan(0, count).CopyTo(_windowSegments.Span[first..]);
            for (int k = 0; k < count; k++)
            {
                _sourceStart[_windowSegments.Pointer[first + k] + 2]++;
            }
        }

        for (int segment = 0; segment < _segments; segment++)
        {
            _sourceStart[segment + 2] += _sourceStart[segment + 1];
        }

        // Blocks in ascending order: this is the fixed order of the sums.
        for (int k = 0; k < total; k++)
        {
            _sources[_sourceStart[_windowSegments.Pointer[k] + 1]++] = k * Segment;
        }

        int room = total * Segment;
        _fx.Grow(room);
        _fy.Grow(room);
        _fz.Grow(room);
    }
}
