using System;
using System.Runtime.CompilerServices;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// A Verlet list, full or half: for each owned atom the indices of its neighbours (owned atoms and ghosts) within
/// cutoff plus skin, found through linked cells in O(N).
/// </summary>
/// <remarks>Indices ascend within an atom's row, so sums over neighbours have a fixed order.</remarks>
public sealed unsafe class VerletList : NeighborList
{
    private readonly CellGrid _grid = new();
    private AlignedBuffer<int>[] _storage = [];
    private int[] _used = [];
    private int[] _first = [];
    private int[] _count = [];
    private AtomState? _atoms;
    private BlockPartition? _blocks;
    private readonly Action<int, int> _buildBlock;

    /// <summary>An empty list for a request of kind full or half.</summary>
    public VerletList(NeighborRequest request)
    {
        if (request.Kind is not (NeighborKind.Full or NeighborKind.Half))
        {
            throw new ArgumentException($"a Verlet list is full or half, not {request.Kind}", nameof(request));
        }

        Request = request;
        _buildBlock = BuildBlock;
    }

    /// <inheritdoc/>
    public override NeighborRequest Request { get; }

    /// <summary>Neighbours of owned atom <paramref name="i"/>, ascending.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Of(int i) => new(_storage[_blocks!.BlockOf(i)].Pointer + _first[i], _count[i]);

    /// <summary>Number of listed neighbours, all atoms together.</summary>
    public long Entries
    {
        get
        {
            long sum = 0;
            for (int b = 0; b < (_blocks?.Count ?? 0); b++)
            {
                sum += _used[b];
            }

            return sum;
        }
    }

    /// <inheritdoc/>
    public override void Build(AtomState atoms, BlockPartition blocks, double range, WorkerPool workers)
    {
        Range = range;
        _atoms = atoms;
        _blocks = blocks;
        if (_storage.Length < blocks.Count)
        {
            int had = _storage.Length;
            Array.Resize(ref _storage, blocks.Count);
            Array.Resize(ref _used, blocks.Count);
            for (int b = had; b < blocks.Count; b++)
            {
                _storage[b] = new AlignedBuffer<int>();
            }
        }

        if (_first.Length < atoms.Owned)
        {
            _first = new int[atoms.Owned];
            _count = new int[atoms.Owned];
        }

        _grid.Bin(atoms, range);
        workers.Run(blocks.Count, _buildBlock);
    }

    /// <inheritdoc/>
    public override void MarkTouched(int block, Span<byte> segments)
    {
        for (int i = _blocks!.Start(block); i < _blocks.End(block); i++)
        {
            segments[i / ForceWindows.Segment] = 1;
        }

        foreach (int j in new ReadOnlySpan<int>(_storage[block].Pointer, _used[block]))
        {
            segments[j / ForceWindows.Segment] = 1;
        }
    }

    private void BuildBlock(int block, int worker)
    {
        AtomState atoms = _atoms!;
        AlignedBuffer<int> storage = _storage[block];
        double range2 = Range * Range;
        bool half = Request.Kind == NeighborKind.Half;
        int halfEnd = atoms.GhostStart + atoms.PositiveGhosts;
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        int used = 0;
        for (int i = _blocks!.Start(block); i < _blocks.End(block); i++)
        {
            int first = used;
            double xi = x[i], yi = y[i], zi = z[i];
            CellRange cells = _grid.Around(i);
            for (int cz = cells.Z0; cz <= cells.Z1; cz++)
            {
                for (int cy = cells.Y0; cy <= cells.Y1; cy++)
                {
                    // Cells that follow each other along x are one run of binned atoms.
                    ReadOnlySpan<int> run = _grid.Run(cells.X0, cells.X1, cy, cz);
                    if (used + run.Length > storage.Capacity)
                    {
                        // Half as much again: rows of small blocks vary.
                        storage.Grow((3 * (used + run.Length) / 2) + 64);
                    }

                    int* row = storage.Pointer;
                    foreach (int j in run)
                    {
                        double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
                        bool keep = (dx * dx) + (dy * dy) + (dz * dz) <= range2;
                        keep &= half ? j > i & j < halfEnd : j != i;
                        row[used] = j;
                        used += keep ? 1 : 0;
                    }
                }
            }

            _first[i] = first;
            _count[i] = used - first;
            new Span<int>(storage.Pointer + first, used - first).Sort();
        }

        _used[block] = used;
    }
}
