using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Fours of atoms that may be near one of a group of clusters, with their boxes side by side, so that a cluster tests
/// eight at a time. Scratch memory of one thread.
/// </summary>
internal sealed unsafe class ClusterCandidates
{
    private readonly AlignedBuffer<int> _found = new(), _start = new(), _near = new();
    private readonly AlignedBuffer<float> _boxes = new();
    private int _stride;
    private int _count;

    /// <summary>First atoms of the fours that the last <see cref="Sift"/> kept, ascending.</summary>
    public int* Near => _near.Pointer;

    public void Reserve(int fours)
    {
        int room = fours + (2 * Vector256<float>.Count);
        if (room > _stride)
        {
            _found.Grow(room);
            _start.Grow(room);
            _near.Grow(room);
            _stride = _start.Capacity;
            _boxes.Grow(6 * _stride);
        }
    }

    public void Clear() => _count = 0;

    /// <summary>Adds what a tree has near a box, from one of its atoms on; its atoms begin at an offset.</summary>
    public void Add(
        ClusterTree tree, Vector128<float> low, Vector128<float> high, float range2, int from, int offset)
    {
        int n = tree.Search(low, high, range2, from, _found.Pointer);
        for (int k = 0; k < n; k++)
        {
            int four = _found.Pointer[k];
            Set(_count++, offset + (four * ClusterTree.Four), tree.Low(four), tree.High(four));
        }
    }

    /// <summary>Fills up the last vector with boxes that are near nothing.</summary>
    public void Close()
    {
        Vector128<float> nowhere = Vector128.Create(float.MaxValue);
        for (int k = 0; k < Vector256<float>.Count; k++)
        {
            Set(_count + k, 0, nowhere, nowhere);
        }
    }

    /// <summary>Keeps in <see cref="Near"/> the fours from an atom on that come near a box; returns how many.</summary>
    public int Sift(Vector128<float> low, Vector128<float> high, float range2, int from)
    {
        Vector256<float> lx = Vector256.Create(low.GetElement(0)), hx = Vector256.Create(high.GetElement(0));
        Vector256<float> ly = Vector256.Create(low.GetElement(1)), hy = Vector256.Create(high.GetElement(1));
        Vector256<float> lz = Vector256.Create(low.GetElement(2)), hz = Vector256.Create(high.GetElement(2));
        Vector256<float> limit = Vector256.Create(range2);
        Vector256<int> first = Vector256.Create(from);
        int* start = _start.Pointer, near = _near.Pointer;
        int n = 0;
        for (int k = 0; k < _count; k += Vector256<float>.Count)
        {
            float* box = _boxes.Pointer + k;
            Vector256<float> dx = Gap(lx, hx, box, _stride, 0);
            Vector256<float> dy = Gap(ly, hy, box, _stride, 1);
            Vector256<float> dz = Gap(lz, hz, box, _stride, 2);
            Vector256<float> d2 = (dx * dx) + (dy * dy) + (dz * dz);
            Vector256<int> starts = Vector256.Load(start + k);
            Vector256<int> keep = Vector256.LessThanOrEqual(d2, limit).AsInt32()
                & Vector256.GreaterThanOrEqual(starts, first);
            n = Append(near, n, starts, keep.ExtractMostSignificantBits());
        }

        return n;
    }

    /// <summary>Writes the chosen lanes side by side; up to a register beyond the new end is overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(int* to, int n, Vector256<int> values, uint lanes)
    {
        if (Avx2.IsSupported && Bmi2.X64.IsSupported)
        {
            // The numbers of the chosen lanes as bytes, lowest first, without a branch.
            ulong bytes = Bmi2.X64.ParallelBitDeposit(lanes, 0x0101010101010101) * 0xFF;
            ulong chosen = Bmi2.X64.ParallelBitExtract(0x0706050403020100, bytes);
            Vector256<int> order = Avx2.ConvertToVector256Int32(Vector128.CreateScalar(chosen).AsByte());
            Avx2.PermuteVar8x32(values, order).Store(to + n);
            return n + BitOperations.PopCount(lanes);
        }

        for (int lane = 0; lane < Vector256<int>.Count; lane++)
        {
            to[n] = values.GetElement(lane);
            n += (int)((lanes >> lane) & 1);
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

    private void Set(int k, int start, Vector128<float> low, Vector128<float> high)
    {
        _start.Pointer[k] = start;
        float* box = _boxes.Pointer + k;
        box[0] = low.GetElement(0);
        box[_stride] = low.GetElement(1);
        box[2 * _stride] = low.GetElement(2);
        box[3 * _stride] = high.GetElement(0);
        box[4 * _stride] = high.GetElement(1);
        box[5 * _stride] = high.GetElement(2);
    }
}
