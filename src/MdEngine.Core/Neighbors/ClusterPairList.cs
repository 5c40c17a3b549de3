using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Pairs of clusters of consecutive atoms: each cluster of four owned atoms (i) with the clusters of four or eight atoms
/// (j; the request's width) of which at least one atom lies within cutoff plus skin of one of the four. Every pair of
/// atoms stands in exactly one tile.
/// </summary>
/// <remarks>
/// After S. Pall, B. Hess, Comput. Phys. Commun. 184, 2641 (2013), with clusters from a balanced k-d tree in place of a
/// grid. The first tile of a row holds the four atoms themselves: there only the pairs with j > i count. All other j
/// clusters come later in the order of atoms, or are ghosts of positive shift.
/// </remarks>
public sealed unsafe class ClusterPairList : NeighborList
{
    /// <summary>Atoms of an i cluster.</summary>
    public const int Rows = 4;

    // i clusters that share one search of the tree.
    private const int Group = 32;
    private readonly ClusterTree _ownedTree = new(), _ghostTree = new();
    private readonly AlignedBuffer<int> _first = new(), _count = new();
    private readonly Action<int, int> _buildBlock;
    private AlignedBuffer<int>[] _storage = [];
    private int[] _used = [];
    private Scratch[] _scratch = [];
    private AtomState? _atoms;
    private BlockPartition? _blocks;

    /// <summary>An empty list.</summary>
    public ClusterPairList(NeighborRequest request)
    {
        if (request.Kind != NeighborKind.ClusterPairs || request.Width is not (4 or 8))
        {
            throw new ArgumentException("cluster lists have j clusters of 4 or 8 atoms", nameof(request));
        }

        Request = request;
        _buildBlock = BuildBlock;
    }

    /// <inheritdoc/>
    public override NeighborRequest Request { get; }

    /// <summary>Number of tiles, all rows together.</summary>
    public long Tiles
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
    /// The tiles of the i cluster that begins with owned atom <paramref name="i"/> (a multiple of 4): for each the first
    /// atom of the j cluster. The first tile is the one that holds i itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int* Row(int block, int i, out int count)
    {
        int cluster = i / Rows;
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

        if (_scratch.Length < workers.Threads)
        {
            _scratch = new Scratch[workers.Threads];
            for (int w = 0; w < workers.Threads; w++)
            {
                _scratch[w] = new Scratch();
            }
        }

        int clusters = (atoms.Owned + Rows - 1) / Rows;
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
            segments[i / ForceWindows.Segment] = 1;
        }

        foreach (int j in new ReadOnlySpan<int>(_storage[block].Pointer, _used[block]))
        {
            segments[j / ForceWindows.Segment] = 1;
        }
    }

    private void BuildBlock(int block, int worker)
    {
        Scratch scratch = _scratch[worker];
        scratch.Reserve(_ownedTree.Leaves + _ghostTree.Leaves);
        _used[block] = 0;
        int end = _blocks!.End(block);
        for (int group = _blocks.Start(block); group < end; group += Group)
        {
            BuildGroup(block, group, Math.Min(end, group + Group), scratch);
        }
    }

    private void BuildGroup(int block, int start, int end, Scratch scratch)
    {
        AtomState atoms = _atoms!;
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        // Boxes are in single precision: allow for its rounding; the exact test follows in double.
        ClusterTree.Bound(x, y, z, start, end, out Vector128<float> low, out Vector128<float> high);
        Vector128<float> largest = Vector128.Max(Vector128.Abs(low), Vector128.Abs(high));
        double reach = Range + 1e-3 + (1e-6 * Vector128.Sum(largest));
        var reach2 = (float)(reach * reach);
        int* found = scratch.Found.Pointer;
        int owned = _ownedTree.Search(low, high, reach2, start / SpatialSort.Leaf, found);
        int all = owned + _ghostTree.Search(low, high, reach2, 0, found + owned);
        int candidates = Collect(scratch, owned, all);
        AlignedBuffer<int> storage = _storage[block];
        int width = Request.Width;
        double range2 = Range * Range;
        for (int i = start; i < end; i += Rows)
        {
            int first = _used[block];
            storage.Grow(first + candidates + 1);
            int* row = storage.Pointer + first;
            int own = i / width * width;
            int n = 0;
            row[n++] = own;
            ClusterTree.Bound(x, y, z, i, Math.Min(i + Rows, end), out Vector128<float> lowI, out Vector128<float> highI);
            n = Sift(scratch, candidates, own, lowI, highI, reach2, row, n);
            n = Prune(x, y, z, i, row, n, range2);
            _first.Pointer[i / Rows] = first;
            _count.Pointer[i / Rows] = n;
            _used[block] = first + n;
        }
    }

    /// <summary>Turns the leaves that were found into j clusters with their boxes side by side.</summary>
    private int Collect(Scratch scratch, int owned, int all)
    {
        AtomState atoms = _atoms!;
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        int n = 0;
        for (int k = 0; k < all; k++)
        {
            int leaf = scratch.Found.Pointer[k];
            int j = leaf * SpatialSort.Leaf;
            if (Request.Width == SpatialSort.Leaf)
            {
                ClusterTree tree = k < owned ? _ownedTree : _ghostTree;
                scratch.Set(n++, k < owned ? j : atoms.GhostStart + j, tree.Low(leaf), tree.High(leaf));
                continue;
            }

            int at = k < owned ? j : atoms.GhostStart + j;
            int last = k < owned ? Math.Min(atoms.Owned, at + SpatialSort.Leaf) : at + SpatialSort.Leaf;
            for (int c = at; c < last; c += Rows)
            {
                ClusterTree.Bound(x, y, z, c, Math.Min(last, c + Rows), out Vector128<float> low, out Vector128<float> high);
                scratch.Set(n++, c, low, high);
            }
        }

        // Whole vectors are read: fill up with boxes that are near nothing.
        Vector128<float> nowhere = Vector128.Create(float.MaxValue);
        for (int k = n; k < n + Vector256<float>.Count; k++)
        {
            scratch.Set(k, int.MaxValue, nowhere, nowhere);
        }

        return n;
    }

    /// <summary>Keeps the j clusters whose boxes come near the box of an i cluster.</summary>
    private static int Sift(
        Scratch s, int candidates, int own, Vector128<float> low, Vector128<float> high, float reach2, int* row, int n)
    {
        Vector256<float> lx = Vector256.Create(low.GetElement(0)), hx = Vector256.Create(high.GetElement(0));
        Vector256<float> ly = Vector256.Create(low.GetElement(1)), hy = Vector256.Create(high.GetElement(1));
        Vector256<float> lz = Vector256.Create(low.GetElement(2)), hz = Vector256.Create(high.GetElement(2));
        Vector256<float> limit = Vector256.Create(reach2);
        int* start = s.Start.Pointer;
        for (int k = 0; k < candidates; k += Vector256<float>.Count)
        {
            Vector256<float> dx = Gap(lx, hx, s.Boxes.Pointer + k, s.Stride, 0);
            Vector256<float> dy = Gap(ly, hy, s.Boxes.Pointer + k, s.Stride, 1);
            Vector256<float> dz = Gap(lz, hz, s.Boxes.Pointer + k, s.Stride, 2);
            Vector256<float> d2 = (dx * dx) + (dy * dy) + (dz * dz);
            uint near = Vector256.LessThanOrEqual(d2, limit).ExtractMostSignificantBits();
            while (near != 0)
            {
                int j = start[k + BitOperations.TrailingZeroCount(near)];
                near &= near - 1;
                row[n] = j;
                n += j > own ? 1 : 0;
            }
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Gap(
        Vector256<float> low, Vector256<float> high, float* boxes, int stride, int axis) =>
        Vector256.MaxNative(
            Vector256.MaxNative(
                Vector256.Load(boxes + (axis * stride)) - high, low - Vector256.Load(boxes + ((axis + 3) * stride))),
            Vector256<float>.Zero);

    /// <summary>Drops the tiles of which no pair of atoms is within the range; the first stays.</summary>
    private int Prune(double* x, double* y, double* z, int i, int* row, int n, double range2)
    {
        Vector256<double> x0 = Vector256.Create(x[i]), y0 = Vector256.Create(y[i]), z0 = Vector256.Create(z[i]);
        Vector256<double> x1 = Vector256.Create(x[i + 1]), y1 = Vector256.Create(y[i + 1]), z1 = Vector256.Create(z[i + 1]);
        Vector256<double> x2 = Vector256.Create(x[i + 2]), y2 = Vector256.Create(y[i + 2]), z2 = Vector256.Create(z[i + 2]);
        Vector256<double> x3 = Vector256.Create(x[i + 3]), y3 = Vector256.Create(y[i + 3]), z3 = Vector256.Create(z[i + 3]);
        Vector256<double> limit = Vector256.Create(range2);
        int width = Request.Width;
        int kept = 1;
        for (int k = 1; k < n; k++)
        {
            int j = row[k];
            Vector256<double> least = Vector256.Create(double.MaxValue);
            for (int half = 0; half < width; half += 4)
            {
                Vector256<double> xj = Vector256.Load(x + j + half);
                Vector256<double> yj = Vector256.Load(y + j + half);
                Vector256<double> zj = Vector256.Load(z + j + half);
                Vector256<double> a = Vector256.MinNative(
                    Distance2(x0 - xj, y0 - yj, z0 - zj), Distance2(x1 - xj, y1 - yj, z1 - zj));
                Vector256<double> b = Vector256.MinNative(
                    Distance2(x2 - xj, y2 - yj, z2 - zj), Distance2(x3 - xj, y3 - yj, z3 - zj));
                least = Vector256.MinNative(least, Vector256.MinNative(a, b));
            }

            row[kept] = j;
            kept += Vector256.LessThanOrEqualAny(least, limit) ? 1 : 0;
        }

        return kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Distance2(Vector256<double> dx, Vector256<double> dy, Vector256<double> dz) =>
        Vector256.MultiplyAddEstimate(dx, dx, Vector256.MultiplyAddEstimate(dy, dy, dz * dz));

    private sealed class Scratch
    {
        public AlignedBuffer<int> Found { get; } = new();

        public AlignedBuffer<int> Start { get; } = new();

        public AlignedBuffer<float> Boxes { get; } = new();

        public int Stride { get; private set; }

        public void Reserve(int leaves)
        {
            Found.Grow(leaves + 1);
            int clusters = (leaves * (SpatialSort.Leaf / Rows)) + (2 * Vector256<float>.Count);
            if (clusters > Stride)
            {
                Start.Grow(clusters);
                Stride = Start.Capacity;
                Boxes.Grow(6 * Stride);
            }
        }

        public void Set(int k, int start, Vector128<float> low, Vector128<float> high)
        {
            Start.Pointer[k] = start;
            float* box = Boxes.Pointer + k;
            box[0] = low.GetElement(0);
            box[Stride] = low.GetElement(1);
            box[2 * Stride] = low.GetElement(2);
            box[3 * Stride] = high.GetElement(0);
            box[4 * Stride] = high.GetElement(1);
            box[5 * Stride] = high.GetElement(2);
        }
    }
}
