using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.LennardJones;

/// <summary>
/// A block's atoms in single precision: positions relative to the block, so that no digits are lost in a large cell,
/// and the forces on them. One for each thread.
/// </summary>
internal sealed unsafe class LennardJonesWindow
{
    private const int Segment = ForceWindows.Segment;
    private readonly AlignedBuffer<float> _x = new(), _y = new(), _z = new();
    private readonly AlignedBuffer<float> _fx = new(), _fy = new(), _fz = new();

    public float* X => _x.Pointer;

    public float* Y => _y.Pointer;

    public float* Z => _z.Pointer;

    public float* Fx => _fx.Pointer;

    public float* Fy => _fy.Pointer;

    public float* Fz => _fz.Pointer;

    /// <summary>Copies the positions of a block's window; clears the forces.</summary>
    public void Open(in ForceBlock block, ForceAccumulator into)
    {
        int length = into.SegmentCount * Segment;
        Reserve(length);
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        Copy(x, x[block.Start], into.Segments, _x.Pointer);
        Copy(y, y[block.Start], into.Segments, _y.Pointer);
        Copy(z, z[block.Start], into.Segments, _z.Pointer);
        new Span<float>(_fx.Pointer, length).Clear();
        new Span<float>(_fy.Pointer, length).Clear();
        new Span<float>(_fz.Pointer, length).Clear();
    }

    /// <summary>Adds the forces to the double-precision sums.</summary>
    public void Close(ForceAccumulator into)
    {
        int length = into.SegmentCount * Segment;
        Add(_fx.Pointer, into.Fx, length);
        Add(_fy.Pointer, into.Fy, length);
        Add(_fz.Pointer, into.Fz, length);
    }

    private static void Copy(double* from, double origin, ReadOnlySpan<int> segments, float* to)
    {
        Vector256<double> shift = Vector256.Create(origin);
        foreach (int segment in segments)
        {
            double* source = from + (segment * Segment);
            for (int a = 0; a < Segment; a += 8)
            {
                Vector256<double> low = Vector256.Load(source + a) - shift;
                Vector256<double> high = Vector256.Load(source + a + 4) - shift;
                Vector256.Narrow(low, high).Store(to + a);
            }

            to += Segment;
        }
    }

    private static void Add(float* from, double* to, int length)
    {
        for (int a = 0; a < length; a += 8)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(Vector256.Load(from + a));
            (Vector256.Load(to + a) + low).Store(to + a);
            (Vector256.Load(to + a + 4) + high).Store(to + a + 4);
        }
    }

    private void Reserve(int length)
    {
        _x.Grow(length);
        _y.Grow(length);
        _z.Grow(length);
        _fx.Grow(length);
        _fy.Grow(length);
        _fz.Grow(length);
    }
}
