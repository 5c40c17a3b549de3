using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

/// <summary>Matrix products of every tile and remainder, against another library.</summary>
public sealed unsafe class MatrixKernelsTests
{
    [Fact]
    public void ProductsOfAllShapesAreThoseOfMathNet()
    {
        foreach (int rows in new[] { 1, 2, 3, 4, 5, 8, 11 })
        {
            foreach (int columns in new[] { 4, 8, 12, 16, 20, 36 })
            {
                foreach (int depth in new[] { 0, 1, 7, 16 })
                {
                    CheckProduct(rows, columns, depth, transposed: false);
                    CheckProduct(rows, columns, depth, transposed: true);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 3, 4)]
    [InlineData(4, 6, 12)]
    [InlineData(7, 9, 28)]
    [InlineData(9, 12, 4)]
    public void ProductsWithATransposeAreThoseOfMathNet(int rows, int columns, int depth)
    {
        Matrix<double> a = Random(rows, depth, 1), b = Random(columns, depth, 2), expected = a * b.Transpose();
        int lda = depth + 4, ldb = depth + 8, ldc = columns + 1;
        using var pa = new Padded(a, lda);
        using var pb = new Padded(b, ldb);
        var c = new AlignedBuffer<double>(rows * ldc);
        MatrixKernels.MultiplyTransposed(c.Pointer, ldc, pa.Pointer, lda, pb.Pointer, ldb, rows, columns, depth);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                c[(i * ldc) + j].ShouldBe(expected[i, j], 1e-13);
            }
        }
    }

    [Fact]
    public void DotProductsOfAnyLengthAreSums()
    {
        for (int n = 0; n < 40; n++)
        {
            var a = new AlignedBuffer<double>(n + 1);
            var b = new AlignedBuffer<double>(n + 1);
            double sum = 0.0;
            for (int k = 0; k < n; k++)
            {
                a[k] = k + 1;
                b[k] = 2 * k;
                sum += (k + 1.0) * 2 * k;
            }

            // Whole numbers: exact.
            MatrixKernels.Dot(a.Pointer, b.Pointer, n).ShouldBe(sum);
        }
    }

    [Fact]
    public void FactorsGiveTheirMatrixBack()
    {
        Matrix<double> m = Random(6, 6, 3), positive = (m * m.Transpose()) + Matrix<double>.Build.DenseIdentity(6);
        Matrix<double> lower = Matrix<double>.Build.DenseOfArray(DenseFactors.Cholesky(positive.ToArray())!);
        (lower * lower.Transpose()).ShouldSatisfyAllConditions(p => (p - positive).L2Norm().ShouldBeLessThan(1e-13));
        Matrix<double> x = Matrix<double>.Build.DenseOfArray(DenseFactors.Solve(m.ToArray(), positive.ToArray())!);
        ((m * x) - positive).L2Norm().ShouldBeLessThan(1e-12);
        DenseFactors.Cholesky(new double[,] { { 1, 2 }, { 2, 1 } }).ShouldBeNull();
        DenseFactors.Solve(new double[,] { { 1, 2 }, { 2, 4 } }, new double[,] { { 1 }, { 1 } }).ShouldBeNull();
    }

    private static void CheckProduct(int rows, int columns, int depth, bool transposed)
    {
        Matrix<double> a = Random(rows, Math.Max(1, depth), 1), b = Random(Math.Max(1, depth), columns, 2), start = Random(rows, columns, 3);
        Matrix<double> product = depth == 0 ? Matrix<double>.Build.Dense(rows, columns) : a * b;
        Matrix<double> stored = transposed ? a.Transpose() : a;
        int lda = stored.ColumnCount + 3, ldb = columns + 4, ldc = columns + 4;
        using var pa = new Padded(stored, lda);
        using var pb = new Padded(b, ldb);
        foreach (bool add in new[] { false, true })
        {
            using var pc = new Padded(start, ldc);
            MatrixKernels.Multiply(
                pc.Pointer, ldc, pa.Pointer, transposed ? 1 : lda, transposed ? lda : 1, pb.Pointer, ldb, rows, columns, depth, add);
            Matrix<double> expected = add ? start + product : product;
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < ldc; j++)
                {
                    // Sums of at most 16 products of numbers below 1; what lies beyond the columns is not touched.
                    pc.Pointer[(i * ldc) + j].ShouldBe(j < columns ? expected[i, j] : Padded.Beyond, 1e-14);
                }
            }
        }
    }

    private static Matrix<double> Random(int rows, int columns, int seed) => Matrix<double>.Build.Dense(
        rows, columns, (i, j) => Philox.Uniform(new RandomStream((ulong)seed, RandomPurpose.Other), i, j).A - 0.5);

    private sealed class Padded : IDisposable
    {
        public const double Beyond = 77.0;
        private readonly AlignedBuffer<double> _buffer;

        public Padded(Matrix<double> m, int stride)
        {
            _buffer = new AlignedBuffer<double>(m.RowCount * stride);
            _buffer.Span.Fill(Beyond);
            foreach ((int i, int j, double x) in m.EnumerateIndexed().Select(e => (e.Item1, e.Item2, e.Item3)))
            {
                _buffer[(i * stride) + j] = x;
            }
        }

        public double* Pointer => _buffer.Pointer;

        public void Dispose() => GC.KeepAlive(_buffer);
    }
}
