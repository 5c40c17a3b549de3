using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Atoms;

/// <summary>
/// Orders atoms in space by a balanced k-d tree: every run of 2^k * <see cref="Leaf"/> atoms, up to
/// <see cref="Block"/>, that begins on a multiple of itself is compact, down to clusters of four.
/// </summary>
/// <remarks>
/// The split rule (<see cref="Split"/>) is that of the cluster list. Work is N log N with a
/// constant small enough to pass for linear: atoms that were in order last time are nearly so now.
/// </remarks>
public sealed unsafe class SpatialSort
{
    /// <summary>Atoms of the smallest compact run.</summary>
    public const int Leaf = 8;

    /// <summary>Atoms of a compact run that threads work on at a time; <see cref="Leaf"/> times a power of two.</summary>
    public const int Block = 2048;

    // Runs up to this long are sorted by rank; a power of two.
    private const int Small = 64;
    private const int SubtreeSize = 512;
    private const int Chunk = 2048;
    private readonly AlignedBuffer<Vector128<float>> _keys = new();
    private readonly AlignedBuffer<int> _order = new();
    private (int First, int Count)[] _nodes = [];
    private int _nodeCount;
    private readonly Action<int, int> _splitNode, _sortNode, _ownedKeys, _imageKeys;
    private (int First, int Count)[] _children = [];
    private AtomState? _atoms;
    private int* _source, _shift;
    private Double3[] _shifts = [];
    private int _count;

    /// <summary>A sorter; it keeps its memory for the next time.</summary>
    public SpatialSort()
    {
        _splitNode = SplitNode;
        _sortNode = SortNode;
        _ownedKeys = MakeOwnedKeys;
        _imageKeys = MakeImageKeys;
    }

    /// <summary>
    /// How a run of <paramref name="count"/> atoms splits: the size of the first part, at least half. Long runs split into
    /// whole blocks, so that each block of <see cref="Block"/> atoms is a node of the tree, compact itself.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Split(int count)
    {
        int unit = count > Block ? Block : Leaf;
        return (((count + unit - 1) / unit) + 1) / 2 * unit;
    }

    /// <summary>Re-orders the owned atoms.</summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="workers">Threads.</param>
    public void Sort(AtomState atoms, WorkerPool workers)
    {
        int n = atoms.Owned;
        _keys.Grow(n);
        _order.Grow(n);
        _atoms = atoms;
        workers.Run((n + Chunk - 1) / Chunk, _ownedKeys);
        Order(n, workers);
        atoms.Reorder(_order.Pointer, workers);
        // The last use of the order is through a pointer.
        GC.KeepAlive(this);
    }

    /// <summary>
    /// The order in space of images of owned atoms: which of them comes first, second and so on. Valid until the next
    /// call.
    /// </summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="source">Owned atom of each image.</param>
    /// <param name="shift">Each image's index into <paramref name="shifts"/>.</param>
    /// <param name="shifts">Shifts, Angstrom.</param>
    /// <param name="count">Number of images.</param>
    /// <param name="workers">Threads.</param>
    internal int* Order(AtomState atoms, int* source, int* shift, Double3[] shifts, int count, WorkerPool workers)
    {
        _keys.Grow(count);
        _order.Grow(count);
        _atoms = atoms;
        _source = source;
        _shift = shift;
        (_shifts, _count) = (shifts, count);
        workers.Run((count + Chunk - 1) / Chunk, _imageKeys);
        Order(count, workers);
        return _order.Pointer;
    }

    private void MakeOwnedKeys(int chunk, int worker)
    {
        double* x = _atoms!.XPointer, y = _atoms.YPointer, z = _atoms.ZPointer;
        int end = Math.Min(_atoms.Owned, (chunk + 1) * Chunk);
        for (int i = chunk * Chunk; i < end; i++)
        {
            _keys.Pointer[i] = Vector128.Create((float)x[i], (float)y[i], (float)z[i], BitConverter.Int32BitsToSingle(i));
        }
    }

    private void MakeImageKeys(int chunk, int worker)
    {
        double* x = _atoms!.XPointer, y = _atoms.YPointer, z = _atoms.ZPointer;
        int end = Math.Min(_count, (chunk + 1) * Chunk);
        for (int g = chunk * Chunk; g < end; g++)
        {
            int i = _source[g];
            Double3 s = _shifts[_shift[g]];
            _keys.Pointer[g] = Vector128.Create(
                (float)(x[i] + s.X), (float)(y[i] + s.Y), (float)(z[i] + s.Z), BitConverter.Int32BitsToSingle(g));
        }
    }

    private void Order(int count, WorkerPool workers)
    {
        // Level by level while the runs are long, so that threads share each level; then whole subtrees.
        _nodeCount = 1;
        EnsureNodes(1);
        _nodes[0] = (0, count);
        int longest = count;
        while (longest > SubtreeSize)
        {
            EnsureNodes(2 * _nodeCount);
            workers.Run(_nodeCount, _splitNode);
            _nodeCount *= 2;
            (_nodes, _children) = (_children, _nodes);
            longest = 0;
            for (int k = 0; k < _nodeCount; k++)
            {
                longest = Math.Max(longest, _nodes[k].Count);
            }
        }

        workers.Run(_nodeCount, _sortNode);
    }

    private void SortNode(int node, int worker)
    {
        (int first, int count) = _nodes[node];
        SortSubtree(_keys.Pointer + first, count);
        for (int k = first; k < first + count; k++)
        {
            _order.Pointer[k] = _keys.Pointer[k].AsInt32().GetElement(3);
        }
    }

    private void EnsureNodes(int count)
    {
        if (_nodes.Length < count)
        {
            Array.Resize(ref _nodes, count);
            Array.Resize(ref _children, count);
        }
    }

    private void SplitNode(int node, int worker)
    {
        (int first, int count) = _nodes[node];
        int left = count;
        if (count > Leaf)
        {
            left = Split(count);
            Select(_keys.Pointer + first, count, left, WidestAxis(_keys.Pointer + first, count));
        }

        _children[2 * node] = (first, left);
        _children[(2 * node) + 1] = (first + left, count - left);
    }

    private static void SortSubtree(Vector128<float>* keys, int count)
    {
        Vector128<float>* scratch = stackalloc Vector128<float>[Small];
        int* ranks = stackalloc int[Small];
        SortSubtree(keys, count, scratch, ranks);
    }

    private static void SortSubtree(Vector128<float>* keys, int count, Vector128<float>* scratch, int* ranks)
    {
        while (count > Small)
        {
            int left = Split(count);
            Select(keys, count, left, WidestAxis(keys, count));
            SortSubtree(keys, left, scratch, ranks);
            keys += left;
            count -= left;
        }

        // Down to clusters of four, the halves of a leaf.
        while (count > Leaf / 2)
        {
            SortByRank(keys, count, WidestAxis(keys, count), scratch, ranks);
            if (count <= Leaf)
            {
                return;
            }

            int left = Split(count);
            SortSubtree(keys, left, scratch, ranks);
            keys += left;
            count -= left;
        }
    }

    /// <summary>
    /// Sorts a few items by counting, for each, those before it: no branches to mispredict.
    /// </summary>
    private static void SortByRank(Vector128<float>* keys, int count, int axis, Vector128<float>* scratch, int* values)
    {
        int padded = (count + 7) / 8 * 8;
        for (int k = 0; k < count; k++)
        {
            // Bits of a float in the order of its value; the lowest ones make equal values distinct.
            int bits = ((int*)(keys + k))[axis];
            bits ^= (bits >> 31) & int.MaxValue;
            values[k] = (bits & ~(Small - 1)) | k;
        }

        for (int k = count; k < padded; k++)
        {
            values[k] = int.MaxValue;
        }

        int* ranks = stackalloc int[Small];
        for (int v = 0; v < padded; v += 8)
        {
            Vector256<int> mine = Vector256.Load(values + v);
            Vector256<int> before = Vector256<int>.Zero;
            for (int k = 0; k < count; k++)
            {
                before -= Vector256.GreaterThan(mine, Vector256.Create(values[k]));
            }

            before.Store(ranks + v);
        }

        for (int k = 0; k < count; k++)
        {
            scratch[ranks[k]] = keys[k];
        }

        new ReadOnlySpan<Vector128<float>>(scratch, count).CopyTo(new Span<Vector128<float>>(keys, count));
    }

    private static int WidestAxis(Vector128<float>* keys, int count)
    {
        Vector128<float> low = keys[0], high = keys[0];
        for (int k = 1; k < count; k++)
        {
            low = Vector128.MinNative(low, keys[k]);
            high = Vector128.MaxNative(high, keys[k]);
        }

        Vector128<float> d = high - low;
        float dx = d.GetElement(0), dy = d.GetElement(1), dz = d.GetElement(2);
        return dx >= dy && dx >= dz ? 0 : dy >= dz ? 1 : 2;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Key(Vector128<float>* keys, int k, int axis) => ((float*)(keys + k))[axis];

    private static void InsertionSort(Vector128<float>* keys, int count, int axis)
    {
        for (int k = 1; k < count; k++)
        {
            Vector128<float> item = keys[k];
            float value = Key(keys, k, axis);
            int at = k;
            while (at > 0 && Key(keys, at - 1, axis) > value)
            {
                keys[at] = keys[at - 1];
                at--;
            }

            keys[at] = item;
        }
    }

    /// <summary>Moves the <paramref name="left"/> smallest items along an axis to the front (Hoare's selection).</summary>
    private static void Select(Vector128<float>* keys, int count, int left, int axis)
    {
        int low = 0, high = count - 1;
        while (high - low > 12)
        {
            // The item that stands where the split goes is a good guess: last time it was the splitting one.
            float a = Key(keys, low, axis), b = Key(keys, left, axis), c = Key(keys, high, axis);
            float pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            if (high - low > 64)
            {
                pivot = b;
            }

            int i = low, j = high;
            while (i <= j)
            {
                while (Key(keys, i, axis) < pivot)
                {
                    i++;
                }

                while (Key(keys, j, axis) > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (keys[i], keys[j]) = (keys[j], keys[i]);
                    i++;
                    j--;
                }
            }

            if (left <= j)
            {
                high = j;
            }
            else if (left >= i)
            {
                low = i;
            }
            else
            {
                return;
            }
        }

        InsertionSort(keys + low, high - low + 1, axis);
    }
}
