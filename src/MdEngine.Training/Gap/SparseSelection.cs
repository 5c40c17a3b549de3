using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Gap;

/// <summary>Chooses sparse points among descriptors.</summary>
/// <param name="pool">Descriptors.</param>
/// <param name="scale">What each number is divided by to compare descriptors.</param>
/// <param name="random">Random numbers.</param>
/// <param name="workers">Threads.</param>
/// <param name="stop">Asks to stop, which takes no longer than a pass over the descriptors.</param>
internal sealed unsafe class SparseSelection(DescriptorPool pool, double[] scale, RandomStream random, WorkerPool workers, CancellationToken stop)
{
    // Descriptors whose squared distance is less are the same point: their kernel matrix would be singular.
    private const double Alike = 1e-8;
    private const int BlockRows = 256;

    // Eigenvalues below this part of the largest are rounding.
    private const double LeastEigenvalue = 1e-12;
    private readonly int _stride = (pool.Dimensions + 3) / 4 * 4;

    /// <summary>Numbers of the chosen ones in the pool; fewer than asked for when there are not as many different ones.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public int[] Choose(SparseMethod method, int count) => method switch
    {
        SparseMethod.Cur => Different(ByWeight(Leverages(count)), count),
        SparseMethod.Farthest => Farthest(count),
        _ => Different(Spread(count), count),
    };

    /// <summary>
    /// Statistical leverage scores: sum over the leading right singular vectors of the squared components of a descriptor.
    /// </summary>
    /// <remarks>M. W. Mahoney, P. Drineas, PNAS 106, 697 (2009), eq. 3.</remarks>
    private double[] Leverages(int count)
    {
        int d = pool.Dimensions;
        var gram = new AlignedBuffer<double>(d * _stride);
        ForEachBlock((x, _, rows) => workers.Run((d + 31) / 32, (strip, _) =>
        {
            int first = strip * 32, strips = Math.Min(32, d - first);
            MatrixKernels.Multiply(gram.Pointer + (first * _stride), _stride, x + first, 1, _stride, x, _stride, strips, _stride, rows, add: true);
        }));
        Evd<double> evd = Matrix<double>.Build.Dense(d, d, (i, j) => gram.Pointer[(Math.Min(i, j) * _stride) + Math.Max(i, j)]).Evd(Symmetricity.Symmetric);

        // Ascending eigenvalues.
        double[] values = [.. evd.EigenValues.Select(v => v.Real)];
        int rank = Math.Min(count, values.Count(v => v > LeastEigenvalue * values[^1])), padded = (rank + 3) / 4 * 4;
        var vectors = new AlignedBuffer<double>(d * padded);
        for (int k = 0; k < rank; k++)
        {
            int column = d - 1 - k;
            double factor = 1.0 / Math.Sqrt(values[column]);
            for (int c = 0; c < d; c++)
            {
                vectors.Pointer[(c * padded) + k] = factor * evd.EigenVectors[c, column];
            }
        }

        var scores = new double[pool.Count];
        var projected = new AlignedBuffer<double>(BlockRows * padded);
        ForEachBlock((x, first, rows) => workers.Run((rows + 31) / 32, (strip, _) =>
        {
            int from = strip * 32, number = Math.Min(32, rows - from);
            double* y = projected.Pointer + (from * padded);
            MatrixKernels.Multiply(y, padded, x + (from * _stride), _stride, 1, vectors.Pointer, padded, number, padded, d, add: false);
            for (int i = 0; i < number; i++)
            {
                scores[first + from + i] = MatrixKernels.Dot(y + (i * padded), y + (i * padded), rank);
            }
        }));
        return scores;
    }

    /// <summary>All in the order of a drawing without replacement, with weights.</summary>
    /// <remarks>P. S. Efraimidis, P. G. Spirakis, Inf. Process. Lett. 97, 181 (2006).</remarks>
    private IEnumerable<int> ByWeight(double[] weights)
    {
        double[] keys = [.. weights.Select((w, k) => -Math.Log(Philox.Uniform(random, k, 1).A) / Math.Max(w, 1e-300))];
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        return order;
    }

    /// <summary>The first ones of an order that differ from those before.</summary>
    private int[] Different(IEnumerable<int> order, int count)
    {
        var chosen = new List<int>();
        foreach (int k in order)
        {
            stop.ThrowIfCancellationRequested();
            if (chosen.Count == count)
            {
                break;
            }

            if (chosen.TrueForAll(other => Distance(pool[k], pool[other]) > Alike))
            {
                chosen.Add(k);
            }
        }

        return [.. chosen];
    }

    private int[] Farthest(int count)
    {
        const int chunk = 1024;
        var distances = new double[pool.Count];
        Array.Fill(distances, double.PositiveInfinity);
        var chosen = new List<int> { (int)(Philox.Uniform(random, 0, 2).A * pool.Count) };
        while (chosen.Count < Math.Min(count, pool.Count))
        {
            stop.ThrowIfCancellationRequested();
            double[] last = pool[chosen[^1]];
            workers.Run((pool.Count + chunk - 1) / chunk, (item, _) =>
            {
                for (int k = item * chunk; k < Math.Min(pool.Count, (item + 1) * chunk); k++)
                {
                    distances[k] = Math.Min(distances[k], Distance(pool[k], last));
                }
            });
            int next = 0;
            for (int k = 1; k < distances.Length; k++)
            {
                next = distances[k] > distances[next] ? k : next;
            }

            if (!(distances[next] > Alike))
            {
                break;
            }

            chosen.Add(next);
        }

        return [.. chosen];
    }

    /// <summary>One of each cell of a grid that is fine enough to have as many cells with something in them, in random order.</summary>
    private IEnumerable<int> Spread(int count)
    {
        int d = pool.Dimensions;
        var cells = new Dictionary<string, int>();
        for (int bins = Math.Max(1, (int)Math.Pow(count, 1.0 / d)); ; bins += 1 + (bins / 8))
        {
            stop.ThrowIfCancellationRequested();
            cells.Clear();
            for (int k = 0; k < pool.Count; k++)
            {
                string cell = string.Join(' ', pool[k].Select((q, c) =>
                    (int)Math.Min(bins - 1, bins * (q - pool.Least[c]) / Math.Max(1e-300, pool.Greatest[c] - pool.Least[c]))));
                cells.TryAdd(cell, k);
            }

            if (cells.Count >= Math.Min(count, pool.Count) || bins > 1_000)
            {
                return ByWeight(Present(cells.Values));
            }
        }
    }

    private double[] Present(ICollection<int> chosen)
    {
        var weights = new double[pool.Count];
        foreach (int k in chosen)
        {
            weights[k] = 1.0;
        }

        return weights;
    }

    private double Distance(double[] a, double[] b)
    {
        double sum = 0.0;
        fixed (double* x = a, y = b)
        {
            if (scale.Length == 0)
            {
                double across = MatrixKernels.Dot(x, y, a.Length);
                return MatrixKernels.Dot(x, x, a.Length) + MatrixKernels.Dot(y, y, a.Length) - (2.0 * across);
            }

            for (int c = 0; c < a.Length; c++)
            {
                double u = (x[c] - y[c]) / scale[c];
                sum += u * u;
            }
        }

        return sum;
    }

    /// <summary>Goes through the pool, some descriptors at a time in padded rows.</summary>
    private void ForEachBlock(Take take)
    {
        var block = new AlignedBuffer<double>(BlockRows * _stride);
        for (int first = 0; first < pool.Count; first += BlockRows)
        {
            stop.ThrowIfCancellationRequested();
            int count = Math.Min(BlockRows, pool.Count - first);
            for (int k = 0; k < count; k++)
            {
                pool[first + k].CopyTo(block.Span.Slice(k * _stride, pool.Dimensions));
            }

            take(block.Pointer, first, count);
        }
    }

    private delegate void Take(double* rows, int first, int count);
}
