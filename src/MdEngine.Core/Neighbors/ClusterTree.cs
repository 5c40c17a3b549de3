using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Bounding boxes over a run of atoms that <see cref="SpatialSort"/> has ordered: one for each leaf of eight, and one
/// for each node of the k-d tree above them. Finds the leaves near a box.
/// </summary>
/// <remarks>Nodes stand in preorder, so a search walks the array once and skips what lies too far.</remarks>
internal sealed unsafe class ClusterTree
{
    private const int Leaf = SpatialSort.Leaf;
    private const int Chunk = 512;
    private readonly AlignedBuffer<Vector128<float>> _low = new(), _high = new();
    private readonly AlignedBuffer<int> _first = new(), _count = new(), _skip = new(), _leafNode = new();
    private readonly Action<int, int> _boundLeaves;
    private AtomState? _atoms;
    private int _offset;
    private int _atomCount = -1;
    private int _nodes;

    public ClusterTree() => _boundLeaves = BoundLeaves;

    /// <summary>Number of leaves.</summary>
    public int Leaves => (Math.Max(0, _atomCount) + Leaf - 1) / Leaf;

    /// <summary>Low corner of a leaf's box; the fourth component is 0.</summary>
    public Vector128<float> Low(int leaf) => _low.Pointer[_leafNode.Pointer[leaf]];

    /// <summary>High corner of a leaf's box.</summary>
    public Vector128<float> High(int leaf) => _high.Pointer[_leafNode.Pointer[leaf]];

    /// <summary>Bounds <paramref name="count"/> atoms from <paramref name="offset"/> on.</summary>
    public void Build(AtomState atoms, int offset, int count, WorkerPool workers)
    {
        _atoms = atoms;
        _offset = offset;
        if (count != _atomCount)
        {
            _atomCount = count;
            int leaves = Leaves;
            int room = Math.Max(1, 2 * leaves);
            _low.Grow(room);
            _high.Grow(room);
            _first.Grow(room);
            _count.Grow(room);
            _skip.Grow(room);
            _leafNode.Grow(leaves + 1);
            _nodes = 0;
            if (count > 0)
            {
                Layout(0, count);
            }
        }

        workers.Run((Leaves + Chunk - 1) / Chunk, _boundLeaves);
        for (int node = _nodes - 1; node >= 0; node--)
        {
            if (_count.Pointer[node] > Leaf)
            {
                int left = node + 1, right = _skip.Pointer[left];
                _low.Pointer[node] = Vector128.MinNative(_low.Pointer[left], _low.Pointer[right]);
                _high.Pointer[node] = Vector128.MaxNative(_high.Pointer[left], _high.Pointer[right]);
            }
        }
    }

    /// <summary>
    /// Collects, ascending, the leaves from <paramref name="fromLeaf"/> on whose boxes come within a distance of a box.
    /// </summary>
    /// <param name="low">Low corner of the box.</param>
    /// <param name="high">High corner of the box.</param>
    /// <param name="range2">Square of the distance.</param>
    /// <param name="fromLeaf">First leaf that counts.</param>
    /// <param name="found">Room for all leaves.</param>
    /// <returns>How many were found.</returns>
    public int Search(Vector128<float> low, Vector128<float> high, float range2, int fromLeaf, int* found)
    {
        int n = 0;
        int node = 0;
        int from = fromLeaf * Leaf;
        int nodes = _nodes;
        Vector128<float>* lows = _low.Pointer, highs = _high.Pointer;
        int* first = _first.Pointer, count = _count.Pointer, skip = _skip.Pointer;
        while (node < nodes)
        {
            if (first[node] + count[node] <= from || Distance2(low, high, lows[node], highs[node]) > range2)
            {
                node = skip[node];
                continue;
            }

            if (count[node] <= Leaf)
            {
                found[n++] = first[node] / Leaf;
            }

            node++;
        }

        return n;
    }

    /// <summary>Square of the distance between two boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Distance2(
        Vector128<float> lowA, Vector128<float> highA, Vector128<float> lowB, Vector128<float> highB)
    {
        Vector128<float> gap = Vector128.MaxNative(
            Vector128.MaxNative(lowB - highA, lowA - highB), Vector128<float>.Zero);
        return Vector128.Dot(gap, gap);
    }

    private void Layout(int first, int count)
    {
        int node = _nodes++;
        _first.Pointer[node] = first;
        _count.Pointer[node] = count;
        if (count > Leaf)
        {
            int left = SpatialSort.Split(count);
            Layout(first, left);
            Layout(first + left, count - left);
        }
        else
        {
            _leafNode.Pointer[first / Leaf] = node;
        }

        _skip.Pointer[node] = _nodes;
    }

    private void BoundLeaves(int chunk, int worker)
    {
        int end = Math.Min(Leaves, (chunk + 1) * Chunk);
        double* x = _atoms!.XPointer + _offset, y = _atoms.YPointer + _offset, z = _atoms.ZPointer + _offset;
        for (int leaf = chunk * Chunk; leaf < end; leaf++)
        {
            int first = leaf * Leaf;
            int last = Math.Min(_atomCount, first + Leaf);
            Bound(x, y, z, first, last, out Vector128<float> low, out Vector128<float> high);
            int node = _leafNode.Pointer[leaf];
            _low.Pointer[node] = low;
            _high.Pointer[node] = high;
        }
    }

    /// <summary>Box of some atoms.</summary>
    public static void Bound(
        double* x, double* y, double* z, int first, int end, out Vector128<float> low, out Vector128<float> high)
    {
        double lx = x[first], ly = y[first], lz = z[first];
        double hx = lx, hy = ly, hz = lz;
        for (int a = first + 1; a < end; a++)
        {
            lx = Math.Min(lx, x[a]);
            ly = Math.Min(ly, y[a]);
            lz = Math.Min(lz, z[a]);
            hx = Math.Max(hx, x[a]);
            hy = Math.Max(hy, y[a]);
            hz = Math.Max(hz, z[a]);
        }

        low = Vector128.Create((float)lx, (float)ly, (float)lz, 0f);
        high = Vector128.Create((float)hx, (float)hy, (float)hz, 0f);
    }
}
