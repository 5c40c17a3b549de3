using System;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Linear;

/// <summary>
/// Least squares with many more rows than unknowns, by a QR factorisation that takes up rows as they come: it holds the
/// triangle R and Q^T y, of n^2 numbers, and one block of rows. Nothing is squared, so that the condition number of the
/// matrix counts, not that of the normal equations.
/// </summary>
/// <remarks>
/// Householder reflections of [R; block], in panels of columns with the compact WY form: R. Schreiber, C. Van Loan, SIAM
/// J. Sci. Stat. Comput. 10, 53 (1989); blocks one after another: J. Demmel et al., SIAM J. Sci. Comput. 34, A206 (2012),
/// the flat tree. Panels of columns to the right are updated in parallel; each in the same way whatever the number of
/// threads.
/// </remarks>
public sealed unsafe class TallQr
{
    /// <summary>Most unknowns: their triangle takes 1.6 GB.</summary>
    public const int MostColumns = 14_000;

    // Columns of a panel: as many as make matrix products of the work, and let a panel of a block stay in the cache.
    private const int Width = 48;
    private const int BlockRows = 512;
    private readonly WorkerPool _workers;
    private readonly int _panels, _padded;

    // By panels: element (row, column) of R at panel padded Width + row Width + column; of the block alike, with
    // BlockRows rows a panel.
    private readonly AlignedBuffer<double> _r, _block;
    private readonly AlignedBuffer<double> _t = new(Width * Width), _overlaps = new(Width * Width), _taus = new(Width);
    private readonly AlignedBuffer<double>[] _products;
    private readonly Action<int, int> _update, _take;
    private double* _source;
    private int _sourceStride, _rows, _panel;

    /// <summary>Begins with no rows.</summary>
    /// <param name="columns">Number of unknowns.</param>
    /// <param name="workers">Threads.</param>
    public TallQr(int columns, WorkerPool workers)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, MostColumns);
        Columns = columns;
        _workers = workers;
        _panels = (columns + Width) / Width;
        _padded = _panels * Width;
        _r = new AlignedBuffer<double>(checked(_padded * _padded));
        _block = new AlignedBuffer<double>(_padded * BlockRows);
        _products = new AlignedBuffer<double>[workers.Threads];
        for (int k = 0; k < _products.Length; k++)
        {
            _products[k] = new AlignedBuffer<double>(2 * Width * Width);
        }

        _update = Update;
        _take = Take;
    }

    /// <summary>Number of unknowns.</summary>
    public int Columns { get; }

    /// <summary>Rows taken up so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Sum of the squared residuals of all rows taken up, at the solution.</summary>
    public double ResidualSquares { get; private set; }

    /// <summary>Takes up rows.</summary>
    /// <param name="rows">First row: its coefficients, then its right-hand side.</param>
    /// <param name="stride">Distance of rows.</param>
    /// <param name="count">Number of rows.</param>
    public void Add(double* rows, int stride, int count)
    {
        for (int first = 0; first < count; first += BlockRows)
        {
            _source = rows + ((nint)first * stride);
            _sourceStride = stride;
            _rows = Math.Min(BlockRows, count - first);
            _workers.Run(_panels, _take);
            for (_panel = 0; _panel * Width < Columns; _panel++)
            {
                Factorise(Math.Min(Width, Columns - (_panel * Width)));
                _workers.Run(_panels - _panel - 1, _update);
            }

            AddResidual();
        }

        Rows += count;
    }

    /// <summary>The weights with the least squares.</summary>
    /// <param name="condition">Ratio of the largest to the least diagonal element of R: a lower bound of the condition number.</param>
    /// <returns>Weights; null when the columns depend on each other to rounding.</returns>
    public double[]? Solve(out double condition)
    {
        int n = Columns;
        double least = double.PositiveInfinity, most = 0.0;
        for (int k = 0; k < n; k++)
        {
            double size = Math.Abs(At(k, k));
            (least, most) = (Math.Min(least, size), Math.Max(most, size));
        }

        condition = most / least;
        if (!(least > most * 1e-15))
        {
            return null;
        }

        var x = new double[n];
        for (int k = 0; k < n; k++)
        {
            x[k] = At(k, n);
        }

        for (int k = n - 1; k >= 0; k--)
        {
            x[k] /= At(k, k);
            double* column = _r.Pointer + Place(0, k);
            for (int i = 0; i < k; i++)
            {
                x[i] -= column[(nint)i * Width] * x[k];
            }
        }

        return x;
    }

    /// <summary>Element of the triangle; column <see cref="Columns"/> is Q^T y.</summary>
    internal double At(int row, int column) => _r.Pointer[Place(row, column)];

    /// <summary>Saves what has been taken up.</summary>
    public void Save(StateBag into)
    {
        into.Set("columns", (long)Columns);
        into.Set("rows", Rows);
        into.Set("residual", ResidualSquares);
        into.Set("triangle", new ReadOnlySpan<double>(_r.Pointer, _padded * _padded));
    }

    /// <summary>Continues from what was saved.</summary>
    /// <exception cref="Core.InputException">It is of another system.</exception>
    public void Restore(StateBag from)
    {
        if (from.Integer("columns") != Columns)
        {
            throw new Core.InputException(
                $"the saved fit has {from.Integer("columns")} unknowns, this one {Columns}: it is of another deck");
        }

        Rows = from.Integer("rows");
        ResidualSquares = from.Real("residual");
        from.Reals("triangle", _padded * _padded).CopyTo(_r.Span);
    }

    private nint Place(int row, int column) =>
        ((nint)(column / Width) * _padded * Width) + ((nint)row * Width) + (column % Width);

    /// <summary>Copies a panel of the rows into the block.</summary>
    private void Take(int panel, int worker)
    {
        int first = panel * Width, count = Math.Min(Width, Columns + 1 - first);
        double* to = _block.Pointer + ((nint)panel * BlockRows * Width);
        for (int r = 0; r < _rows; r++)
        {
            new ReadOnlySpan<double>(_source + ((nint)r * _sourceStride) + first, count).CopyTo(new Span<double>(to, count));
            to += Width;
        }
    }

    /// <summary>
    /// Reflections that turn the panel's part of the block into zeros: reflection j is 1 - tau v v^T, v being 1 at row j
    /// of R and column j of the block, where it is kept.
    /// </summary>
    private void Factorise(int columns)
    {
        double* b = _block.Pointer + ((nint)_panel * BlockRows * Width);
        double* r = _r.Pointer + Place(_panel * Width, _panel * Width);
        double* w = stackalloc double[Width];
        for (int j = 0; j < columns; j++)
        {
            double* top = r + (j * Width);
            double squares = 0.0;
            for (int i = 0; i < _rows; i++)
            {
                squares += b[(i * Width) + j] * b[(i * Width) + j];
            }

            _taus.Pointer[j] = 0.0;
            if (squares == 0.0)
            {
                continue;
            }

            double alpha = top[j], beta = -Math.CopySign(Math.Sqrt((alpha * alpha) + squares), alpha);
            double tau = (beta - alpha) / beta, scale = 1.0 / (alpha - beta);
            _taus.Pointer[j] = tau;
            top[j] = beta;
            for (int i = 0; i < _rows; i++)
            {
                b[(i * Width) + j] *= scale;
            }

            // Whole vectors, from the one that holds the next column on.
            int first = (j + 1) / 4 * 4, count = Width - first;
            if (count == 0)
            {
                continue;
            }

            MatrixKernels.Multiply(w + first, Width, b + j, 1, Width, b + first, Width, 1, count, _rows, add: false);
            for (int c = first; c < Width; c++)
            {
                w[c] = c > j ? -tau * (top[c] + w[c]) : 0.0;
                top[c] += w[c];
            }

            MatrixKernels.Multiply(b + first, Width, b + j, Width, 1, w + first, Width, _rows, count, 1, add: true);
        }

        Accumulate(b, columns);
    }

    /// <summary>The triangle T with 1 - V T V^T for all reflections of the panel.</summary>
    private void Accumulate(double* b, int columns)
    {
        double* overlaps = _overlaps.Pointer;
        double* t = _t.Pointer;
        MatrixKernels.Multiply(overlaps, Width, b, 1, Width, b, Width, Width, Width, _rows, add: false);
        _t.Span.Clear();
        for (int j = 0; j < columns; j++)
        {
            double tau = _taus.Pointer[j];
            t[(j * Width) + j] = tau;
            for (int i = 0; i < j; i++)
            {
                double sum = 0.0;
                for (int k = i; k < j; k++)
                {
                    sum += t[(i * Width) + k] * overlaps[(k * Width) + j];
                }

                t[(i * Width) + j] = -tau * sum;
            }
        }
    }

    /// <summary>Applies the reflections to a panel further right.</summary>
    private void Update(int item, int worker)
    {
        int panel = _panel + 1 + item;
        double* v = _block.Pointer + ((nint)_panel * BlockRows * Width);
        double* b = _block.Pointer + ((nint)panel * BlockRows * Width);
        double* r = _r.Pointer + Place(_panel * Width, panel * Width);
        double* sum = _products[worker].Pointer;
        double* product = sum + (Width * Width);
        int columns = Math.Min(Width, Columns - (_panel * Width)), size = columns * Width;
        new Span<double>(r, size).CopyTo(new Span<double>(sum, size));
        MatrixKernels.Multiply(sum, Width, v, 1, Width, b, Width, columns, Width, _rows, add: true);
        MatrixKernels.Multiply(product, Width, _t.Pointer, 1, Width, sum, Width, columns, Width, columns, add: false);
        for (int k = 0; k < size; k++)
        {
            product[k] = -product[k];
            r[k] += product[k];
        }

        MatrixKernels.Multiply(b, Width, v, Width, 1, product, Width, _rows, Width, columns, add: true);
    }

    /// <summary>What is left of the right-hand side is residual.</summary>
    private void AddResidual()
    {
        double* b = _block.Pointer + ((nint)(Columns / Width) * BlockRows * Width) + (Columns % Width);
        for (int i = 0; i < _rows; i++)
        {
            ResidualSquares += b[(nint)i * Width] * b[(nint)i * Width];
        }
    }
}
