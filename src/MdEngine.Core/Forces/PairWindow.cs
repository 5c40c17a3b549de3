using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Forces;

/// <summary>
/// The atoms of a block's force window as quadruples, for pair kernels over <see cref="Neighbors.ClusterList"/>:
/// (x, y, z, type) relative to the block, so that single precision loses no digits in a large cell, and (fx, fy, fz, -).
/// Scratch memory of one thread.
/// </summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
public sealed unsafe class PairWindow<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Segment = ForceWindows.Segment;
    private readonly AlignedBuffer<TReal> _positions = new(), _forces = new();

    /// <summary>Four numbers a slot: x, y, z in Angstrom, and the type in the first 32 bits of the fourth.</summary>
    public TReal* Positions => _positions.Pointer;

    /// <summary>Four numbers a slot: the force in eV/Angstrom, and one without meaning.</summary>
    public TReal* Forces => _forces.Pointer;

    /// <summary>Copies the positions and types of a block's window; clears the forces.</summary>
    public void Open(in ForceBlock block, ForceAccumulator into)
    {
        int length = 4 * Segment * into.SegmentCount;
        _forces.Grow(length);
        Load(in block, into.Segments);
        new Span<TReal>(_forces.Pointer, length).Clear();
    }

    /// <summary>
    /// As <see cref="Open(in ForceBlock, ForceAccumulator)"/>, with a number of each atom in place of the types; in double
    /// precision only.
    /// </summary>
    /// <param name="block">Block.</param>
    /// <param name="into">Its sums.</param>
    /// <param name="fourth">Numbers by atom, up to the end of a segment.</param>
    public void Open(in ForceBlock block, ForceAccumulator into, double* fourth)
    {
        Open(in block, into);
        double* to = (double*)_positions.Pointer + 3;
        foreach (int segment in into.Segments)
        {
            for (int a = 0; a < Segment; a++)
            {
                to[4 * a] = fourth[(Segment * segment) + a];
            }

            to += 4 * Segment;
        }
    }

    /// <summary>Copies the positions and types of some segments; leaves the forces alone.</summary>
    public void Load(in ForceBlock block, ReadOnlySpan<int> segments)
    {
        _positions.Grow(4 * Segment * segments.Length);
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        double x0 = x[block.Start], y0 = y[block.Start], z0 = z[block.Start];
        TReal* to = _positions.Pointer;
        fixed (int* types = block.Types)
        {
            foreach (int segment in segments)
            {
                int first = segment * Segment;
                for (int a = first; a < first + Segment; a += 4)
                {
                    Vector256<double> dx = Vector256.Load(x + a) - Vector256.Create(x0);
                    Vector256<double> dy = Vector256.Load(y + a) - Vector256.Create(y0);
                    Vector256<double> dz = Vector256.Load(z + a) - Vector256.Create(z0);
                    Interleave(dx, dy, dz, types + a, to);
                    to += 16;
                }
            }
        }
    }

    /// <summary>Adds the forces to the sums of the block.</summary>
    public void Close(ForceAccumulator into)
    {
        int slots = Segment * into.SegmentCount;
        TReal* from = _forces.Pointer;
        for (int slot = 0; slot < slots; slot += 4)
        {
            Separate(from + (4 * slot), out Vector256<double> fx, out Vector256<double> fy, out Vector256<double> fz);
            (Vector256.Load(into.Fx + slot) + fx).Store(into.Fx + slot);
            (Vector256.Load(into.Fy + slot) + fy).Store(into.Fy + slot);
            (Vector256.Load(into.Fz + slot) + fz).Store(into.Fz + slot);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Interleave(Vector256<double> x, Vector256<double> y, Vector256<double> z, int* types, TReal* to)
    {
        if (typeof(TReal) == typeof(double))
        {
            // The type's bits in the low half of the fourth number.
            Vector256<double> w = Vector256.WidenLower(Vector128.Load(types).ToVector256Unsafe()).AsDouble();
            Vector256<double> xy0 = UnpackLow(x, y), xy1 = UnpackHigh(x, y), zw0 = UnpackLow(z, w), zw1 = UnpackHigh(z, w);
            var d = (double*)to;
            Vector256.Create(xy0.GetLower(), zw0.GetLower()).Store(d);
            Vector256.Create(xy1.GetLower(), zw1.GetLower()).Store(d + 4);
            Vector256.Create(xy0.GetUpper(), zw0.GetUpper()).Store(d + 8);
            Vector256.Create(xy1.GetUpper(), zw1.GetUpper()).Store(d + 12);
            return;
        }

        var f = (float*)to;
        for (int a = 0; a < 4; a++)
        {
            Vector128.Create((float)x[a], (float)y[a], (float)z[a], BitConverter.Int32BitsToSingle(types[a])).Store(f + (4 * a));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Separate(TReal* from, out Vector256<double> x, out Vector256<double> y, out Vector256<double> z)
    {
        Vector256<double> a, b, c, d;
        if (typeof(TReal) == typeof(double))
        {
            var q = (double*)from;
            a = Vector256.Load(q);
            b = Vector256.Load(q + 4);
            c = Vector256.Load(q + 8);
            d = Vector256.Load(q + 12);
        }
        else
        {
            var q = (float*)from;
            (a, b) = Vector256.Widen(Vector256.Load(q));
            (c, d) = Vector256.Widen(Vector256.Load(q + 8));
        }

        Vector256<double> xz0 = UnpackLow(a, b), y0 = UnpackHigh(a, b), xz1 = UnpackLow(c, d), y1 = UnpackHigh(c, d);
        x = Vector256.Create(xz0.GetLower(), xz1.GetLower());
        z = Vector256.Create(xz0.GetUpper(), xz1.GetUpper());
        y = Vector256.Create(y0.GetLower(), y1.GetLower());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackLow(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackLow(a, b)
        : Vector256.Create(a[0], b[0], a[2], b[2]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> UnpackHigh(Vector256<double> a, Vector256<double> b) => Avx.IsSupported
        ? Avx.UnpackHigh(a, b)
        : Vector256.Create(a[1], b[1], a[3], b[3]);
}
