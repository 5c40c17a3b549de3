using System;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Training.Linear;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Linear;

/// <summary>Least squares by blocks of rows.</summary>
public sealed unsafe class TallQrTests
{
    [Theory]
    [InlineData(1, 3, 1.0)]
    [InlineData(7, 40, 1e3)]
    [InlineData(47, 600, 1e5)]
    [InlineData(48, 700, 1e5)]
    [InlineData(49, 1100, 1e5)]
    [InlineData(131, 1500, 1e6)]
    public void SolutionIsThatOfMathNet(int columns, int rows, double condition)
    {
        double[] data = Data(columns, rows, condition);
        using var workers = new WorkerPool(2);
        var qr = new TallQr(columns, workers);
        Feed(qr, data, columns, rows, 333);
        double[] x = qr.Solve(out double estimate)!;
        Matrix<double> a = Matrix<double>.Build.Dense(rows, columns, (i, j) => data[(i * (columns + 1)) + j]);
        Vector<double> y = Vector<double>.Build.Dense(rows, i => data[(i * (columns + 1)) + columns]);
        Vector<double> expected = a.QR().Solve(y);
        double difference = (Vector<double>.Build.Dense(x) - expected).L2Norm() / expected.L2Norm();
        // Both are backward stable: rounding times the condition number (and its square times the residual, of order 1 here).
        difference.ShouldBeLessThan(1e-14 * condition * Math.Max(10.0, condition * 1e-2));
        double residual = (y - (a * expected)).L2Norm();
        Math.Sqrt(qr.ResidualSquares).ShouldBe(residual, 1e-9 * residual);
        estimate.ShouldBeGreaterThanOrEqualTo(1.0);
        qr.Rows.ShouldBe(rows);
    }

    [Fact]
    public void AnIllConditionedSystemIsSolvedWhereNormalEquationsFail()
    {
        // Exact data of known weights at a condition number whose square is beyond double precision.
        const int columns = 40, rows = 500;
        double[] data = Data(columns, rows, 1e10);
        for (int i = 0; i < rows; i++)
        {
            double sum = 0.0;
            for (int k = 0; k < columns; k++)
            {
                sum += data[(i * (columns + 1)) + k] * (1.0 + k);
            }

            data[(i * (columns + 1)) + columns] = sum;
        }

        using var workers = new WorkerPool(1);
        var qr = new TallQr(columns, workers);
        Feed(qr, data, columns, rows, rows);
        double[] x = qr.Solve(out _)!;
        for (int k = 0; k < columns; k++)
        {
            // Rounding of 1e-16 times the condition number, times the norm of the weights and a little.
            x[k].ShouldBe(1.0 + k, 1e-2);
        }
    }

    [Fact]
    public void ResultsDoNotDependOnThreadsNorOnInterruption()
    {
        const int columns = 150, rows = 1400;
        double[] data = Data(columns, rows, 1e3);
        using var one = new WorkerPool(1);
        using var three = new WorkerPool(3);
        var plain = new TallQr(columns, one);
        Feed(plain, data, columns, rows, 512);
        var threaded = new TallQr(columns, three);
        Feed(threaded, data, columns, rows, 512);
        var first = new TallQr(columns, one);
        fixed (double* p = data)
        {
            first.Add(p, columns + 1, 512);
            var bag = new StateBag();
            first.Save(bag);
            var resumed = new TallQr(columns, three);
            resumed.Restore(bag);
            resumed.Add(p + (512 * (columns + 1)), columns + 1, 512);
            resumed.Add(p + (1024 * (columns + 1)), columns + 1, rows - 1024);
            resumed.Solve(out _).ShouldBe(plain.Solve(out _));
            resumed.ResidualSquares.ShouldBe(plain.ResidualSquares);
        }

        threaded.Solve(out _).ShouldBe(plain.Solve(out _));
    }

    [Fact]
    public void DependentColumnsHaveNoSolution()
    {
        const int columns = 12, rows = 60;
        double[] data = Data(columns, rows, 1.0);
        for (int i = 0; i < rows; i++)
        {
            data[(i * (columns + 1)) + 7] = data[(i * (columns + 1)) + 3];
        }

        using var workers = new WorkerPool(1);
        var qr = new TallQr(columns, workers);
        Feed(qr, data, columns, rows, rows);
        qr.Solve(out _).ShouldBeNull();
    }

    private static void Feed(TallQr qr, double[] data, int columns, int rows, int atATime)
    {
        fixed (double* p = data)
        {
            for (int first = 0; first < rows; first += atATime)
            {
                qr.Add(p + (first * (columns + 1)), columns + 1, Math.Min(atATime, rows - first));
            }
        }
    }

    /// <summary>Rows with right-hand sides; columns of sizes from 1 down to 1 / condition, mixed so that they depend on each other.</summary>
    private static double[] Data(int columns, int rows, double condition)
    {
        var stream = new RandomStream(5, RandomPurpose.Other);
        var data = new double[rows * (columns + 1)];
        for (int i = 0; i < rows; i++)
        {
            double carry = 0.0;
            for (int k = 0; k <= columns; k++)
            {
                double scale = columns == 1 || k == columns ? 1.0 : Math.Pow(condition, -k / (columns - 1.0));
                carry = (0.5 * carry) + (scale * Philox.Normal(stream, i, k).A);
                data[(i * (columns + 1)) + k] = k == columns ? Philox.Normal(stream, i, k).A : carry;
            }
        }

        return data;
    }
}
