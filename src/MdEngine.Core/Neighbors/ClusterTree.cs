using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Bounding boxes over a run of atoms that <see cref="SpatialSort"/> has ordered: one for every four atoms, one for each
/// leaf of eight, and one for each node of the k-d tree above them. Finds the fours near a box.
/// </summary>
/// <remarks>Nodes stand in preorder, so a search walks the array once and skips what lies too far.</remarks>
internal sealed unsafe class ClusterTree
{
    /// <summary>Atoms of the smallest boxes.</summary>
    public const int Four = 4;

    private const int Leaf = SpatialSort.Leaf;
    private const int Chunk = 512;
    private readonly AlignedBuffer<Vector128<float>> _low = new(), _high = new(), _fourLow = new(), _fourHigh = new();
    private readonly AlignedBuffer<int> _first = new(), _count = new(), _skip = new(), _leafNode = new();
    private readonly Action<int, int> _boundLeaves;
    private AtomState? _atoms;
    private int _offset;
    private int _atomCount = -1;
    private int _nodes;

    public ClusterTree() => _boundLeaves = BoundLeaves;

    /// <summary>Number of fours, the last one perhaps not full.</summary>
    public int Fours => (Math.Max(0, _atomCount) + Four - 1) / Four;

    /// <summary>Low corner of the box of four atoms; the fourth component is 0.</summary>
    public Vector128<float> Low(int four) => _fourLow.Pointer[four];

    /// <summary>High corner of the box of four atoms.</summary>
    public Vector128<float> High(int four) => _fourHigh.Pointer[four];

    /// <summary>Bounds <paramref name="count"/> atoms from <paramref name="offset"/> on.</summary>
    public void Build(AtomState atoms, int offset, int count, WorkerPool workers)
    {
        _atoms = atoms;
        _offset = offset;
        int leaves = (count + Leaf - 1) / Leaf;
        if (count != _atomCount)
        {
            _atomCount = count;
            int room = Math.Max(1, 2 * leaves);
            _low.Grow(room);
            _high.Grow(room);
            _first.Grow(room);
            _count.Grow(room);
            _skip.Grow(room);
            _leafNode.Grow(leaves + 1);
            _fourLow.Grow(room);
            _fourHigh.Grow(room);
            _nodes = 0;
            if (count > 0)
            {
                Layout(0, count);
            }
        }

        workers.Run((leaves + Chunk - 1) / Chunk, _boundLeaves);
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
    /// Collects, ascending, the fours from atom <paramref name="from"/> on whose boxes come within a distance of a box.
    /// </summary>
    /// <param name="low">Low corner of the box.</param>
    /// <param name="high">High corner of the box.</param>
    /// <param name="range2">Square of the distance.</param>
    /// <param name="from">First atom that counts, a multiple of <see cref="Four"/>.</param>
    /// <param name="found">Room for all fours.</param>
    /// <returns>How many were found.</returns>
    public int Search(Vector128<float> low, Vector128<float> high, float range2, int from, int* found)
    {
        int n = 0;
        int node = 0;
        int nodes = _nodes;
        int fours = Fours;
        Vector128<float>* lows = _low.Pointer, highs = _high.Pointer;
        Vector128<float>* fourLows = _fourLow.Pointer, fourHighs = _fourHigh.Pointer;
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
                int four = first[node] / Four;
                for (int end = Math.Min(fours, four + (Leaf / Four)); four < end; four++)
                {
                    found[n] = four;
                    bool near = Distance2(low, high, fourLows[four], fourHighs[four]) <= range2;
                    n += near & (four * Four >= from) ? 1 : 0;
                }
            }

            node++;
        }

        return n;
    }

    /// <summary>Square of the distance between two boxes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Distance2(
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
        int end = Math.Min((_atomCount + Leaf - 1) / Leaf, (chunk + 1) * Chunk);
        double* x = _atoms!.XPointer + _offset, y = _atoms.YPointer + _offset, z = _atoms.ZPointer + _offset;
        for (int leaf = chunk * Chunk; leaf < end; leaf++)
        {
            int four = leaf * (Leaf / Four);
            int node = _leafNode.Pointer[leaf];
            BoundFour(x, y, z, four);
            _low.Pointer[node] = _fourLow.Pointer[four];
            _high.Pointer[node] = _fourHigh.Pointer[four];
            if ((four + 1) * Four < _atomCount)
            {
                BoundFour(x, y, z, four + 1);
                _low.Pointer[node] = Vector128.MinNative(_low.Pointer[node], _fourLow.Pointer[four + 1]);
                _high.Pointer[node] = Vector128.MaxNative(_high.Pointer[node], _fourHigh.Pointer[four + 1]);
            }
        }
    }

    private void BoundFour(double* x, double* y, double* z, int four)
    {
        int first = four * Four;
        // The last four may be short: repeat its first atom.
        Vector128<float> low = Point(x, y, z, first), high = low;
        for (int a = first + 1; a < Math.Min(_atomCount, first + Four); a++)
        {
            Vector128<float> point = Point(x, y, z, a);
            low = Vector128.MinNative(low, point);
            high = Vector128.MaxNative(high, point);
        }

        _fourLow.Pointer[four] = low;
        _fourHigh.Pointer[four] = high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Point(double* x, double* y, double* z, int a) =>
        Vector128.Create((float)x[a], (float)y[a], (float)z[a], 0f);
}
