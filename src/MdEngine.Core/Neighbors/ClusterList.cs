using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// A half list for vectorised pair kernels: for each cluster of four or eight consecutive owned atoms (the request's
/// width) the later atoms of which at least one of them lies within cutoff plus skin. Pairs inside a cluster are not
/// listed; every other pair is covered exactly once. Clusters may also be single atoms: a row then holds the later
/// atoms within the range of one (<see cref="PairRow"/>).
/// </summary>
/// <remarks>
/// After the clusters of S. Pall, B. Hess, Comput. Phys. Commun. 184, 2641 (2013), but of clusters with single atoms,
/// and with clusters from a balanced k-d tree in place of a grid: a third fewer slots, and no gathers either. Later atoms
/// are owned atoms after the cluster and ghosts of positive shift. A row holds, once bound to the force windows
/// (<see cref="Bind"/>), four times the slot of each atom, ascending: an offset into arrays of (x, y, z, w).
/// </remarks>
public sealed unsafe class ClusterList : NeighborList
{
    // Clusters that share one search of the tree.
    private const int Group = 64;
    private const int Four = ClusterTree.Four;
    private readonly ClusterTree _ownedTree = new(), _ghostTree = new();
    private readonly AlignedBuffer<int> _first = new(), _count = new();
    private readonly Action<int, int> _buildBlock;
    private AlignedBuffer<int>[] _storage = [];
    private int[] _used = [];
    private ClusterCandidates[] _candidates = [];
    private AtomState? _atoms;
    private BlockPartition? _blocks;

    /// <summary>An empty list.</summary>
    public ClusterList(NeighborRequest request)
    {
        if (request.Kind != NeighborKind.Clusters || request.Width is not (1 or 4 or 8))
        {
            throw new ArgumentException("cluster lists have clusters of 1, 4 or 8 atoms", nameof(request));
        }

        Request = request;
        _buildBlock = BuildBlock;
    }

    /// <inheritdoc/>
    public override NeighborRequest Request { get; }

    /// <summary>Number of listed atoms, all rows together.</summary>
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

    /// <summary>
    /// The row of the cluster that begins with owned atom <paramref name="i"/>, a multiple of the width. Kernels that work
    /// ahead may read one entry beyond it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* Row(int block, int i, out int count)
    {
        int cluster = i / Request.Width;
        count = _count.Pointer[cluster];
        return _storage[block].Pointer + _first.Pointer[cluster];
    }

    /// <inheritdoc/>
    public override void Build(AtomState atoms, BlockPartition blocks, double range, WorkerPool workers)
    {
        Range = range;
        _atoms = atoms;
        _blocks = blocks;
        int had = _storage.Length;
        if (had < blocks.Count)
        {
            Array.Resize(ref _storage, blocks.Count);
            Array.Resize(ref _used, blocks.Count);
            for (int b = had; b < blocks.Count; b++)
            {
                _storage[b] = new AlignedBuffer<int>();
            }
        }

        if (_candidates.Length < workers.Threads)
        {
            _candidates = new ClusterCandidates[workers.Threads];
            for (int w = 0; w < workers.Threads; w++)
            {
                _candidates[w] = new ClusterCandidates();
            }
        }

        int clusters = (atoms.Owned + Request.Width - 1) / Request.Width;
        _first.Grow(clusters);
        _count.Grow(clusters);
        _ownedTree.Build(atoms, 0, atoms.Owned, workers);
        _ghostTree.Build(atoms, atoms.GhostStart, atoms.PositiveGhosts, workers);
        workers.Run(blocks.Count, _buildBlock);
    }

    /// <inheritdoc/>
    public override void MarkTouched(int block, Span<byte> segments)
    {
        for (int i = _blocks!.Start(block); i < _blocks.End(block); i++)
        {
            segments[i >> ForceWindows.SegmentBits] = 1;
        }

        foreach (int j in new ReadOnlySpan<int>(_storage[block].Pointer, _used[block]))
        {
            segments[j >> ForceWindows.SegmentBits] = 1;
        }
    }

    /// <inheritdoc/>
    public override void Bind(int block, int* shifts)
    {
        foreach (ref int entry in new Span<int>(_storage[block].Pointer, _used[block] + 1))
        {
            entry = 4 * (entry + shifts[entry >> ForceWindows.SegmentBits]);
        }
    }

    private void BuildBlock(int block, int worker)
    {
        ClusterCandidates candidates = _candidates[worker];
        candidates.Reserve(_ownedTree.Fours + _ghostTree.Fours);
        _used[block] = 0;
        int end = _blocks!.End(block);
        for (int group = _blocks.Start(block); group < end; group += Group)
        {
            BuildGroup(block, group, Math.Min(end, group + Group), candidates);
        }

        // So that the last row, too, can be read one beyond its end.
        _storage[block].Pointer[_used[block]] = _blocks.Start(block);
    }

    private void BuildGroup(int block, int start, int end, ClusterCandidates candidates)
    {
        Vector128<float> low = _ownedTree.Low(start / Four), high = _ownedTree.High(start / Four);
        for (int four = (start / Four) + 1; four * Four < end; four++)
        {
            low = Vector128.MinNative(low, _ownedTree.Low(four));
            high = Vector128.MaxNative(high, _ownedTree.High(four));
        }

        // Boxes are in single precision: allow for its rounding; the exact test follows in double.
        Vector128<float> largest = Vector128.Max(Vector128.Abs(low), Vector128.Abs(high));
        double reach = Range + 1e-3 + (1e-6 * Vector128.Sum(largest));
        var reach2 = (float)(reach * reach);
        candidates.Clear();
        candidates.Add(_ownedTree, low, high, reach2, start, 0);
        candidates.Add(_ghostTree, low, high, reach2, 0, _atoms!.GhostStart);
        candidates.Close();
        AlignedBuffer<int> storage = _storage[block];
        int width = Request.Width;
        if (width == 1)
        {
            BuildRows(block, start, end, reach2, candidates);
            return;
        }

        for (int i = start; i < end; i += width)
        {
            int four = i / Four;
            Vector128<float> lowI = _ownedTree.Low(four), highI = _ownedTree.High(four);
            if (width > Four && i + Four < end)
            {
                lowI = Vector128.MinNative(lowI, _ownedTree.Low(four + 1));
                highI = Vector128.MaxNative(highI, _ownedTree.High(four + 1));
            }

            int near = candidates.Sift(lowI, highI, reach2, i + width);
            int first = _used[block];
            storage.Grow(first + (near * Four) + Four);
            int* row = storage.Pointer + first;
            int count = width == Four ? Pick4(i, candidates.Near, near, row) : Pick8(i, candidates.Near, near, row);
            _first.Pointer[i / width] = first;
            _count.Pointer[i / width] = count;
            _used[block] = first + count;
        }
    }

    /// <summary>Rows of single atoms; four at a time share the sifted candidates.</summary>
    private void BuildRows(int block, int start, int end, float reach2, ClusterCandidates candidates)
    {
        AlignedBuffer<int> storage = _storage[block];
        for (int i = start; i < end; i += Four)
        {
            int near = candidates.Sift(_ownedTree.Low(i / Four), _ownedTree.High(i / Four), reach2, i);
            for (int a = i; a < Math.Min(i + Four, end); a++)
            {
                int first = _used[block];
                storage.Grow(first + (near * Four) + Four);
                int count = Pick1(a, candidates.Near, near, storage.Pointer + first);
                _first.Pointer[a] = first;
                _count.Pointer[a] = count;
                _used[block] = first + count;
            }
        }
    }

    /// <summary>Lists the later atoms that lie within the range of one; the first candidates are its own four.</summary>
    private int Pick1(int i, int* near, int nearCount, int* row)
    {
        double* x = _atoms!.XPointer, y = _atoms.YPointer, z = _atoms.ZPointer;
        Vector256<double> xi = Vector256.Create(x[i]), yi = Vector256.Create(y[i]), zi = Vector256.Create(z[i]);
        Vector256<double> limit = Vector256.Create(Range * Range);
        int n = 0;
        uint later = 0b1110u << (i % Four);
        for (int k = 0; k < nearCount; k++)
        {
            int j = near[k];
            Vector256<double> dx = Vector256.Load(x + j) - xi, dy = Vector256.Load(y + j) - yi, dz = Vector256.Load(z + j) - zi;
            Vector256<double> r2 = Vector256.MultiplyAddEstimate(dx, dx, Vector256.MultiplyAddEstimate(dy, dy, dz * dz));
            n = Append(row, n, j, Vector256.LessThanOrEqual(r2, limit).ExtractMostSignificantBits() & later);
            later = 0b1111;
        }

        return n;
    }

    /// <summary>Lists the single atoms that lie within the range of one of four.</summary>
    private int Pick4(int i, int* near, int nearCount, int* row)
    {
        double* x = _atoms!.XPointer, y = _atoms.YPointer, z = _atoms.ZPointer;
        var four = new FourAtoms(x, y, z, i);
        Vector256<double> limit = Vector256.Create(Range * Range);
        int n = 0;
        for (int k = 0; k < nearCount; k++)
        {
            int j = near[k];
            Vector256<double> least = four.LeastDistance2(Vector256.Load(x + j), Vector256.Load(y + j), Vector256.Load(z + j));
            n = Append(row, n, j, Vector256.LessThanOrEqual(least, limit).ExtractMostSignificantBits());
        }

        return n;
    }

    /// <summary>Lists the single atoms that lie within the range of one of eight.</summary>
    private int Pick8(int i, int* near, int nearCount, int* row)
    {
        double* x = _atoms!.XPointer, y = _atoms.YPointer, z = _atoms.ZPointer;
        var lower = new FourAtoms(x, y, z, i);
        var upper = new FourAtoms(x, y, z, i + Four);
        Vector256<double> limit = Vector256.Create(Range * Range);
        int n = 0;
        for (int k = 0; k < nearCount; k++)
        {
            int j = near[k];
            Vector256<double> xj = Vector256.Load(x + j), yj = Vector256.Load(y + j), zj = Vector256.Load(z + j);
            Vector256<double> least = Vector256.MinNative(lower.LeastDistance2(xj, yj, zj), upper.LeastDistance2(xj, yj, zj));
            n = Append(row, n, j, Vector256.LessThanOrEqual(least, limit).ExtractMostSignificantBits());
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(int* row, int n, int j, uint lanes)
    {
        // Writes ahead of the end, without branches; what is not kept is overwritten.
        row[n] = j;
        n += (int)(lanes & 1);
        row[n] = j + 1;
        n += (int)((lanes >> 1) & 1);
        row[n] = j + 2;
        n += (int)((lanes >> 2) & 1);
        row[n] = j + 3;
        return n + (int)(lanes >> 3);
    }

    /// <summary>Coordinates of four atoms, each spread over a register.</summary>
    private readonly struct FourAtoms(double* x, double* y, double* z, int i)
    {
        private readonly Vector256<double> _x0 = Vector256.Create(x[i]), _y0 = Vector256.Create(y[i]), _z0 = Vector256.Create(z[i]);
        private readonly Vector256<double> _x1 = Vector256.Create(x[i + 1]), _y1 = Vector256.Create(y[i + 1]), _z1 = Vector256.Create(z[i + 1]);
        private readonly Vector256<double> _x2 = Vector256.Create(x[i + 2]), _y2 = Vector256.Create(y[i + 2]), _z2 = Vector256.Create(z[i + 2]);
        private readonly Vector256<double> _x3 = Vector256.Create(x[i + 3]), _y3 = Vector256.Create(y[i + 3]), _z3 = Vector256.Create(z[i + 3]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector256<double> LeastDistance2(Vector256<double> x, Vector256<double> y, Vector256<double> z) =>
            Vector256.MinNative(
                Vector256.MinNative(Square(x - _x0, y - _y0, z - _z0), Square(x - _x1, y - _y1, z - _z1)),
                Vector256.MinNative(Square(x - _x2, y - _y2, z - _z2), Square(x - _x3, y - _y3, z - _z3)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static Vector256<double> Square(Vector256<double> dx, Vector256<double> dy, Vector256<double> dz) =>
            Vector256.MultiplyAddEstimate(dx, dx, Vector256.MultiplyAddEstimate(dy, dy, dz * dz));
    }
}
