using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.SymmetryFunctions;
using MdEngine.Potentials.Hdnnp.Writing;
using MdEngine.Training.Data;

namespace MdEngine.Training.Hdnnp;

/// <summary>Ranges and correlations of the symmetry functions of one element over the training frames.</summary>
internal sealed class DescriptorStatistics
{
    private readonly double[] _least, _greatest, _shift, _sums;
    private readonly double[,] _products;
    private long _count;

    private DescriptorStatistics(int functions)
    {
        _least = new double[functions];
        _greatest = new double[functions];
        _shift = new double[functions];
        _sums = new double[functions];
        _products = new double[functions, functions];
    }

    /// <summary>Range of each function.</summary>
    public FunctionRange[] Ranges =>
        [.. Enumerable.Range(0, _sums.Length).Select(k => new FunctionRange(_least[k], _greatest[k], _shift[k] + Mean(k), Sigma(k)))];

    /// <summary>Correlation matrix; zero for functions that do not vary.</summary>
    public double[,] Correlations
    {
        get
        {
            int n = _sums.Length;
            var matrix = new double[n, n];
            for (int j = 0; j < n; j++)
            {
                for (int k = 0; k < n; k++)
                {
                    double scale = Varies(j) && Varies(k) ? 1.0 / (Sigma(j) * Sigma(k)) : 0.0;
                    matrix[j, k] = scale * ((_products[Math.Max(j, k), Math.Min(j, k)] / _count) - (Mean(j) * Mean(k)));
                }
            }

            return matrix;
        }
    }

    /// <summary>Whether a function has different values, beyond rounding.</summary>
    public bool Varies(int k) => Sigma(k) > 1e-7 * Math.Max(1e-3, Math.Max(Math.Abs(_least[k]), Math.Abs(_greatest[k])));

    /// <summary>Statistics of each element's functions over frames.</summary>
    public static DescriptorStatistics[] Of(
        IReadOnlyList<TrainingFrame> frames,
        IReadOnlyList<Element> elements,
        CutoffFunction cutoffFunction,
        double alpha,
        IReadOnlyList<IReadOnlyList<SymmetryFunction>> functions,
        WorkerPool workers,
        CancellationToken stop)
    {
        var values = new AtomDescriptors[frames.Count][];
        var evaluators = new DescriptorEvaluator?[workers.Threads];
        workers.Run(frames.Count, (f, worker) =>
        {
            stop.ThrowIfCancellationRequested();
            DescriptorEvaluator evaluator =
                evaluators[worker] ??= new DescriptorEvaluator(elements, cutoffFunction, alpha, functions);
            values[f] = evaluator.Evaluate(frames[f].Structure, derivatives: false);
        });
        DescriptorStatistics[] all = [.. functions.Select(f => new DescriptorStatistics(f.Count))];

        // In the order of the frames, one element a thread.
        workers.Run(all.Length, (e, _) =>
        {
            foreach (AtomDescriptors atom in values.SelectMany(v => v).Where(a => a.Element == e))
            {
                all[e].Add(atom.Values);
            }
        });
        return all;
    }

    private double Mean(int k) => _sums[k] / _count;

    private double Sigma(int k) => Math.Sqrt(Math.Max(0.0, (_products[k, k] / _count) - (Mean(k) * Mean(k))));

    private void Add(double[] values)
    {
        int n = values.Length;
        if (_count++ == 0)
        {
            // Sums are of differences from the first value: no digits are lost to functions that hardly vary.
            values.CopyTo(_shift, 0);
            values.CopyTo(_least, 0);
            values.CopyTo(_greatest, 0);
        }

        Span<double> d = stackalloc double[n];
        for (int j = 0; j < n; j++)
        {
            _least[j] = Math.Min(_least[j], values[j]);
            _greatest[j] = Math.Max(_greatest[j], values[j]);
            d[j] = values[j] - _shift[j];
            _sums[j] += d[j];
            for (int k = 0; k <= j; k++)
            {
                _products[j, k] += d[j] * d[k];
            }
        }
    }
}
