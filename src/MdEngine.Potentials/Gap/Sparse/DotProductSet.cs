using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap.Sparse;

/// <summary>
/// Sparse points under a dot-product kernel: e(q) = sum over s of alpha_s c_s delta^2 (q.x_s)^zeta for many q at once, with
/// the derivatives by q, as two matrix products.
/// </summary>
/// <remarks>
/// Points are taken some at a time, so that their numbers are still in the cache for the second product. Immutable.
/// </remarks>
internal sealed unsafe class DotProductSet
{
    // Numbers of points that are taken at a time: half of a small second-level cache.
    private const int ChunkNumbers = 16_384;
    private readonly AlignedBuffer<double> _points, _constant, _weights;
    private readonly double _zeta;
    private readonly int _power;

    /// <summary>Takes over the points of a file.</summary>
    /// <param name="source">Points and weights.</param>
    /// <param name="fileOrder">For each number of a descriptor its place in files.</param>
    /// <param name="last">Last component of all descriptors, which has no derivative.</param>
    public DotProductSet(GapCoordinates source, ReadOnlySpan<int> fileOrder, double last)
    {
        Source = source;
        Count = (source.Count + 2) / 3 * 3;
        Dimensions = (fileOrder.Length + 3) / 4 * 4;
        // Rows an odd number of cache lines apart do not crowd into the same sets of the cache.
        Stride = (((Dimensions + 7) / 8) | 1) * 8;
        Chunk = Math.Min(Count, Math.Max(12, ChunkNumbers / Stride / 3 * 3));
        _points = new AlignedBuffer<double>(checked(Count * Stride));
        _constant = new AlignedBuffer<double>(Count);
        _weights = new AlignedBuffer<double>(Count);
        for (int s = 0; s < source.Count; s++)
        {
            ReadOnlySpan<double> point = source.Points.AsSpan(s * source.Dimensions, source.Dimensions);
            double* to = _points.Pointer + ((nint)s * Stride);
            for (int k = 0; k < fileOrder.Length; k++)
            {
                to[k] = point[fileOrder[k]];
            }

            _constant.Pointer[s] = last * point[^1];
            _weights.Pointer[s] = source.Alpha[s] * source.SparseCutoff[s] * source.Delta * source.Delta;
        }

        _zeta = source.Zeta;
        _power = source.Zeta <= 32.0 && source.Zeta == (int)source.Zeta ? (int)source.Zeta : 0;
    }

    /// <summary>What it was made of.</summary>
    public GapCoordinates Source { get; }

    /// <summary>Number of points, with points of no weight up to a multiple of 3.</summary>
    public int Count { get; }

    /// <summary>Numbers of a descriptor, rounded up to whole vectors.</summary>
    public int Dimensions { get; }

    /// <summary>Distance between the rows of points, and of the arrays that are handed in.</summary>
    public int Stride { get; }

    /// <summary>Points taken at a time.</summary>
    public int Chunk { get; }

    /// <summary>Energies and their derivatives.</summary>
    /// <param name="q">Descriptors, row by row; padding zero.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="energies">Energy of each, eV.</param>
    /// <param name="g">Derivatives, row by row.</param>
    /// <param name="scratch">Room for rows times <see cref="Chunk"/> numbers.</param>
    public void Evaluate(double* q, int rows, double* energies, double* g, double* scratch)
    {
        new Span<double>(energies, rows).Clear();
        for (int first = 0; first < Count; first += Chunk)
        {
            int count = Math.Min(Chunk, Count - first);
            double* points = _points.Pointer + ((nint)first * Stride);
            MatrixKernels.MultiplyTransposed(scratch, Chunk, q, Stride, points, Stride, rows, count, Dimensions);
            for (int i = 0; i < rows; i++)
            {
                energies[i] += Weigh(scratch + (i * Chunk), first, count);
            }

            MatrixKernels.Multiply(g, Stride, scratch, Chunk, 1, points, Stride, rows, Dimensions, count, add: first > 0);
        }
    }

    /// <summary>Kernel values of one descriptor with all points: delta^2 (q.x_s)^zeta, times their cutoff factors.</summary>
    public void Kernels(double* q, double* to)
    {
        MatrixKernels.MultiplyTransposed(to, Count, q, Stride, _points.Pointer, Stride, 1, Count, Dimensions);
        double delta2 = Source.Delta * Source.Delta;
        for (int s = 0; s < Source.Count; s++)
        {
            to[s] = delta2 * Source.SparseCutoff[s] * Math.Pow(to[s] + _constant.Pointer[s], _zeta);
        }
    }

    /// <summary>Turns dot products into the derivatives of the energy by them; gives the energy.</summary>
    private double Weigh(double* k, int first, int count)
    {
        double* constant = _constant.Pointer + first;
        double* weights = _weights.Pointer + first;
        double energy = 0.0;
        int s = 0;
        if (_power > 0)
        {
            Vector256<double> sum = default;
            for (; s + 4 <= count; s += 4)
            {
                Vector256<double> u = Vector256.Load(k + s) + Vector256.Load(constant + s);
                var w = Vector256.Load(weights + s);
                for (int p = 1; p < _power; p++)
                {
                    w *= u;
                }

                sum = Vector256.MultiplyAddEstimate(w, u, sum);
                (w * _zeta).Store(k + s);
            }

            energy = Vector256.Sum(sum);
        }

        for (; s < count; s++)
        {
            double u = k[s] + constant[s], w = weights[s];
            if (_power > 0)
            {
                for (int p = 1; p < _power; p++)
                {
                    w *= u;
                }
            }
            else
            {
                w = w == 0.0 ? 0.0 : w * Math.Pow(u, _zeta - 1.0);
            }

            energy += w * u;
            k[s] = w * _zeta;
        }

        return energy;
    }
}
