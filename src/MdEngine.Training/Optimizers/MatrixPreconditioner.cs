using System;
using MdEngine.Core.Persistence;

namespace MdEngine.Training.Optimizers;

/// <summary>
/// The bases in which the gradients of a matrix are, on average, uncorrelated: running means of G Gt and Gt G, and their
/// eigenvectors, followed by orthogonal iteration.
/// </summary>
/// <remarks>N. Vyas et al., ICLR (2025), arXiv:2409.11321, algorithms 3 and 4 (SOAP).</remarks>
internal sealed class MatrixPreconditioner : IResumable
{
    // A side longer than this keeps its own axes: the work grows with the cube.
    private const int Longest = 256;
    private readonly int _rows, _columns;
    private readonly double[]? _left, _right, _leftBasis, _rightBasis;
    private readonly double[] _between, _product;

    public MatrixPreconditioner(int rows, int columns)
    {
        (_rows, _columns) = (rows, columns);
        (_left, _leftBasis) = Side(rows);
        (_right, _rightBasis) = Side(columns);
        _between = new double[rows * columns];
        int side = Math.Max(rows <= Longest ? rows : 0, columns <= Longest ? columns : 0);
        _product = new double[side * side];
    }

    /// <summary>Takes a gradient into the means.</summary>
    public void Learn(ReadOnlySpan<double> g, double memory)
    {
        if (_left is not null)
        {
            for (int i = 0; i < _rows; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double x = SpanMath.Dot(g.Slice(i * _columns, _columns), g.Slice(j * _columns, _columns));
                    double mean = (memory * _left[(i * _rows) + j]) + ((1.0 - memory) * x);
                    _left[(i * _rows) + j] = mean;
                    _left[(j * _rows) + i] = mean;
                }
            }
        }

        if (_right is not null)
        {
            SpanMath.Scale(_right, memory);
            for (int i = 0; i < _rows; i++)
            {
                ReadOnlySpan<double> row = g.Slice(i * _columns, _columns);
                for (int a = 0; a < _columns; a++)
                {
                    SpanMath.AddTimes(_right.AsSpan(a * _columns, _columns), (1.0 - memory) * row[a], row);
                }
            }
        }
    }

    /// <summary>Moves the bases nearer to the eigenvectors.</summary>
    public void Turn(int iterations)
    {
        for (int k = 0; k < iterations; k++)
        {
            Iterate(_left, _leftBasis, _rows);
            Iterate(_right, _rightBasis, _columns);
        }
    }

    /// <summary>To the bases: rows of the bases are their vectors.</summary>
    public void Rotate(ReadOnlySpan<double> from, Span<double> to)
    {
        // U G first, then (U G) Vt.
        if (_leftBasis is null)
        {
            from.CopyTo(_between);
        }
        else
        {
            Array.Clear(_between);
            for (int i = 0; i < _rows; i++)
            {
                for (int k = 0; k < _rows; k++)
                {
                    SpanMath.AddTimes(_between.AsSpan(i * _columns, _columns), _leftBasis[(i * _rows) + k], from.Slice(k * _columns, _columns));
                }
            }
        }

        if (_rightBasis is null)
        {
            _between.CopyTo(to);
            return;
        }

        for (int i = 0; i < _rows; i++)
        {
            ReadOnlySpan<double> row = _between.AsSpan(i * _columns, _columns);
            for (int a = 0; a < _columns; a++)
            {
                to[(i * _columns) + a] = SpanMath.Dot(row, _rightBasis.AsSpan(a * _columns, _columns));
            }
        }
    }

    /// <summary>Back from the bases.</summary>
    public void RotateBack(ReadOnlySpan<double> from, Span<double> to)
    {
        if (_rightBasis is null)
        {
            from.CopyTo(_between);
        }
        else
        {
            Array.Clear(_between);
            for (int i = 0; i < _rows; i++)
            {
                for (int a = 0; a < _columns; a++)
                {
                    SpanMath.AddTimes(_between.AsSpan(i * _columns, _columns), from[(i * _columns) + a], _rightBasis.AsSpan(a * _columns, _columns));
                }
            }
        }

        if (_leftBasis is null)
        {
            _between.CopyTo(to);
            return;
        }

        to.Clear();
        for (int i = 0; i < _rows; i++)
        {
            for (int k = 0; k < _rows; k++)
            {
                SpanMath.AddTimes(to.Slice(i * _columns, _columns), _leftBasis[(k * _rows) + i], _between.AsSpan(k * _columns, _columns));
            }
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        foreach ((string name, double[]? values) in Parts())
        {
            if (values is not null)
            {
                into.Set(name, values);
            }
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        foreach ((string name, double[]? values) in Parts())
        {
            if (values is not null)
            {
                from.Reals(name, values.Length).CopyTo(values, 0);
            }
        }
    }

    private static (double[]? Mean, double[]? Basis) Side(int n)
    {
        if (n > Longest || n < 2)
        {
            return (null, null);
        }

        var unit = new double[n * n];
        for (int k = 0; k < n; k++)
        {
            unit[k * (n + 1)] = 1.0;
        }

        return (new double[n * n], unit);
    }

    private (string Name, double[]? Values)[] Parts() =>
        [("left", _left), ("right", _right), ("leftBasis", _leftBasis), ("rightBasis", _rightBasis)];

    /// <summary>Multiplies the vectors by the matrix, then makes them orthonormal in their order.</summary>
    private void Iterate(double[]? matrix, double[]? basis, int n)
    {
        if (matrix is null || basis is null)
        {
            return;
        }

        // What the gradients say nothing of keeps its old vectors.
        double floor = 0.0;
        for (int k = 0; k < n; k++)
        {
            floor += 1e-9 / n * matrix[k * (n + 1)];
        }

        Span<double> next = _product.AsSpan(0, n * n);
        next.Clear();
        for (int v = 0; v < n; v++)
        {
            Span<double> row = next.Slice(v * n, n);
            SpanMath.AddTimes(row, floor, basis.AsSpan(v * n, n));
            for (int k = 0; k < n; k++)
            {
                SpanMath.AddTimes(row, basis[(v * n) + k], matrix.AsSpan(k * n, n));
            }

            double before = Math.Sqrt(SpanMath.Dot(row, row));

            // Twice is enough for orthogonality to rounding.
            for (int pass = 0; pass < 2; pass++)
            {
                for (int u = 0; u < v; u++)
                {
                    ReadOnlySpan<double> done = next.Slice(u * n, n);
                    SpanMath.AddTimes(row, -SpanMath.Dot(row, done), done);
                }
            }

            double norm = Math.Sqrt(SpanMath.Dot(row, row));
            if (!(norm > 1e-12 * before && norm > 0.0 && double.IsFinite(1.0 / norm)))
            {
                // Rounding has eaten the vector: all of the basis stays.
                return;
            }

            SpanMath.Scale(row, 1.0 / norm);
        }

        next.CopyTo(basis);
    }
}
