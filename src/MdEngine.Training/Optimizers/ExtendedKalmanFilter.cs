using System;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Optimizers;

/// <summary>
/// A global extended Kalman filter for the weights of networks: it keeps the covariance P of all weights and corrects these by
/// each measurement, or several at a time.
/// </summary>
/// <remarks>
/// With the residuals x of m measurements and their derivatives H by the weights: A = H^T P H + R, K = P H A^-1, w += K x,
/// P -= K (P H)^T; then, as n2p2 does: kind "standard" has R = 1/eta and adds q to the diagonal of P, kind "fading memory" has
/// R = lambda and divides P by lambda. A. Singraber et al., J. Chem. Theory Comput. 15, 3075 (2019), equations 12 to 18;
/// T. B. Blank, S. D. Brown, J. Chemom. 8, 391 (1994). P is symmetric: its lower triangle is kept in rows of tiles, and
/// each tile is updated by one thread, so that results do not depend on their number.
/// </remarks>
public sealed unsafe class ExtendedKalmanFilter : IResumable
{
    private const int Tile = 32;
    private readonly KalmanSettings _settings;
    private readonly int _parameters;
    private readonly int _tiles;
    private readonly AlignedBuffer<double>[] _covariance;
    private readonly AlignedBuffer<double> _transposed = new(), _product = new(), _scaled = new(), _scaledRows = new();
    private double _q, _eta, _lambda;

    /// <summary>Makes a filter.</summary>
    /// <param name="parameters">Number of weights.</param>
    /// <param name="settings">Settings.</param>
    public ExtendedKalmanFilter(int parameters, KalmanSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parameters, 1);
        _settings = settings;
        _parameters = parameters;
        _tiles = (parameters + Tile - 1) / Tile;
        _covariance = new AlignedBuffer<double>[_tiles];
        for (int t = 0; t < _tiles; t++)
        {
            _covariance[t] = new AlignedBuffer<double>(Tile * Tile * (t + 1));
            for (int i = 0; i < Math.Min(Tile, parameters - (t * Tile)); i++)
            {
                *Diagonal(t, i) = 1.0 / settings.Epsilon;
            }
        }

        _q = settings.Q0;
        _eta = settings.Eta;
        _lambda = settings.Lambda;
    }

    /// <summary>Updates made.</summary>
    public long Updates { get; private set; }

    /// <summary>Bytes of a filter of so many weights.</summary>
    public static long BytesOf(long parameters) => 4 * parameters * (parameters + Tile);

    /// <summary>Corrects the weights by measurements.</summary>
    /// <param name="parameters">Weights; changed.</param>
    /// <param name="derivatives">Derivatives of what was measured by the weights, measurement by weight.</param>
    /// <param name="residuals">For each measurement: measured less computed.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="PhysicsException">The covariance is not positive any more, or something is not finite.</exception>
    public void Update(
        Span<double> parameters, ReadOnlySpan<double> derivatives, ReadOnlySpan<double> residuals, WorkerPool workers)
    {
        int m = residuals.Length, n = _parameters;
        if (parameters.Length != n || derivatives.Length != (long)m * n)
        {
            throw new ArgumentException($"expected {n} weights and {m} times as many derivatives", nameof(derivatives));
        }

        int width = (m + 3) / 4 * 4;
        Transpose(derivatives, m, width);
        _product.Grow(_tiles * Tile * width);
        workers.Run(_tiles, (t, _) => Multiply(t, width));
        double noise = _settings.Kind == KalmanKind.Standard ? 1.0 / _eta : _lambda;
        double[,] lower = Innovation(derivatives, m, width, noise);
        Whiten(lower, m, width, workers);
        Correct(parameters, lower, residuals, m, width);
        double factor = _settings.Kind == KalmanKind.FadingMemory ? 1.0 / _lambda : 1.0;
        double added = _settings.Kind == KalmanKind.Standard ? _q : 0.0;
        workers.Run(_tiles, (t, _) => Lower(t, width, factor, added));
        _q = _q > _settings.QMin ? Math.Max(_settings.QMin, _q * Math.Exp(-_settings.QTau)) : _q;
        _eta = _eta < _settings.EtaMax ? Math.Min(_settings.EtaMax, _eta * Math.Exp(_settings.EtaTau)) : _eta;
        _lambda = (_settings.Nu * _lambda) + 1.0 - _settings.Nu;
        Updates++;
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("updates", Updates);
        into.Set("q", _q);
        into.Set("eta", _eta);
        into.Set("lambda", _lambda);
        for (int t = 0; t < _tiles; t++)
        {
            into.Set($"covariance{t}", _covariance[t].Span);
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        Updates = from.Integer("updates");
        _q = from.Real("q");
        _eta = from.Real("eta");
        _lambda = from.Real("lambda");
        for (int t = 0; t < _tiles; t++)
        {
            from.Reals($"covariance{t}", _covariance[t].Capacity).CopyTo(_covariance[t].Span);
        }
    }

    private double* Diagonal(int tile, int i) => _covariance[tile].Pointer + (i * (tile + 1) * Tile) + (tile * Tile) + i;

    private void Transpose(ReadOnlySpan<double> derivatives, int m, int width)
    {
        _transposed.Grow(_tiles * Tile * width);
        double* to = _transposed.Pointer;
        new Span<double>(to, _tiles * Tile * width).Clear();
        for (int k = 0; k < m; k++)
        {
            ReadOnlySpan<double> row = derivatives.Slice(k * _parameters, _parameters);
            for (int i = 0; i < row.Length; i++)
            {
                to[(i * width) + k] = row[i];
            }
        }
    }

    /// <summary>Rows of P H: tiles left of the diagonal as they stand, those below it transposed.</summary>
    private void Multiply(int t, int width)
    {
        double* to = _product.Pointer + (t * Tile * width), h = _transposed.Pointer;
        int length = (t + 1) * Tile;
        MatrixKernels.Multiply(to, width, _covariance[t].Pointer, length, 1, h, width, Tile, width, length, false);
        for (int below = t + 1; below < _tiles; below++)
        {
            MatrixKernels.Multiply(
                to, width, _covariance[below].Pointer + (t * Tile), 1, (below + 1) * Tile, h + (below * Tile * width), width, Tile,
                width, Tile, true);
        }
    }

    /// <summary>The Cholesky factor of A.</summary>
    private double[,] Innovation(ReadOnlySpan<double> derivatives, int m, int width, double noise)
    {
        var a = new double[m, m];
        for (int k = 0; k < m; k++)
        {
            ReadOnlySpan<double> row = derivatives.Slice(k * _parameters, _parameters);
            Span<double> sums = new double[width];
            for (int i = 0; i < row.Length; i++)
            {
                SpanMath.AddTimes(sums, row[i], new ReadOnlySpan<double>(_product.Pointer + (i * width), width));
            }

            for (int l = 0; l <= k; l++)
            {
                a[k, l] = sums[l];
                a[l, k] = sums[l];
            }

            a[k, k] += noise;
        }

        return DenseFactors.Cholesky(a) is { } lower
            ? lower
            : throw new PhysicsException(
                $"the Kalman filter broke down after {Updates} updates: the covariance of the weights is not positive any more; "
                + "use a smaller learning rate, or less forgetting");
    }

    /// <summary>V = P H L^-T, so that V V^T = K (P H)^T; kept by weight, and as rows by measurement.</summary>
    private void Whiten(double[,] lower, int m, int width, WorkerPool workers)
    {
        int rows = _tiles * Tile;
        _scaled.Grow(rows * width);
        _scaledRows.Grow(rows * width);
        workers.Run(_tiles, (t, _) =>
        {
            for (int i = t * Tile; i < (t + 1) * Tile; i++)
            {
                double* from = _product.Pointer + (i * width), to = _scaled.Pointer + (i * width);
                for (int k = 0; k < m; k++)
                {
                    double sum = from[k];
                    for (int l = 0; l < k; l++)
                    {
                        sum -= lower[k, l] * to[l];
                    }

                    to[k] = sum / lower[k, k];
                    _scaledRows.Pointer[(k * rows) + i] = to[k];
                }

                for (int k = m; k < width; k++)
                {
                    to[k] = 0.0;
                    _scaledRows.Pointer[(k * rows) + i] = 0.0;
                }
            }
        });
    }

    private void Correct(Span<double> parameters, double[,] lower, ReadOnlySpan<double> residuals, int m, int width)
    {
        // K x = V L^-1 x.
        Span<double> y = new double[width];
        for (int k = 0; k < m; k++)
        {
            double sum = residuals[k];
            for (int l = 0; l < k; l++)
            {
                sum -= lower[k, l] * y[l];
            }

            y[k] = sum / lower[k, k];
        }

        double check = 0.0;
        for (int i = 0; i < parameters.Length; i++)
        {
            double step = SpanMath.Dot(new ReadOnlySpan<double>(_scaled.Pointer + (i * width), width), y);
            parameters[i] += step;
            check += step;
        }

        if (!double.IsFinite(check))
        {
            throw new PhysicsException($"the Kalman filter diverged after {Updates} updates; use a smaller learning rate");
        }
    }

    private void Lower(int t, int width, double factor, double added)
    {
        int length = (t + 1) * Tile, rows = _tiles * Tile;
        double* negative = stackalloc double[Tile * width];
        for (int k = 0; k < Tile * width; k++)
        {
            negative[k] = -_scaled.Pointer[(t * Tile * width) + k];
        }

        MatrixKernels.Multiply(
            _covariance[t].Pointer, length, negative, width, 1, _scaledRows.Pointer, rows, Tile, length, width, true);
        if (factor != 1.0)
        {
            SpanMath.Scale(_covariance[t].Span[..(Tile * length)], factor);
        }

        for (int i = 0; added > 0.0 && i < Math.Min(Tile, _parameters - (t * Tile)); i++)
        {
            *Diagonal(t, i) += added;
        }
    }
}
