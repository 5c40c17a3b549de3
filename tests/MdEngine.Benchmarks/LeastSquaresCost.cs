using System;
using System.Diagnostics;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Training.Linear;

namespace MdEngine.Benchmarks;

/// <summary>Least squares of the fits of linear models: blocks of rows beside MathNet's managed QR, one thread.</summary>
internal static class LeastSquaresCost
{
    private const int Rows = 4096, Columns = 480;

    public static unsafe void Run(int rounds)
    {
        var stream = new RandomStream(3, RandomPurpose.Other);
        var data = new double[Rows * (Columns + 1)];
        for (int k = 0; k < data.Length; k += 2)
        {
            (double a, double b) = Philox.Normal(stream, k, 0);
            (data[k], data[Math.Min(k + 1, data.Length - 1)]) = (a, b);
        }

        Matrix<double> matrix = Matrix<double>.Build.Dense(Rows, Columns, (i, j) => data[(i * (Columns + 1)) + j]);
        Vector<double> right = Vector<double>.Build.Dense(Rows, i => data[(i * (Columns + 1)) + Columns]);
        using var workers = new WorkerPool(1);
        double here = double.PositiveInfinity, there = double.PositiveInfinity;
        double[] x = [];
        Vector<double> y = right;
        for (int k = 0; k < rounds; k++)
        {
            here = Math.Min(here, Seconds(() =>
            {
                var qr = new TallQr(Columns, workers);
                fixed (double* p = data)
                {
                    qr.Add(p, Columns + 1, Rows);
                }

                x = qr.Solve(out _)!;
            }));
            there = Math.Min(there, Seconds(() => y = matrix.QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin).Solve(right)));
        }

        double flops = 2.0 * Rows * Columns * Columns;
        Console.WriteLine($"{Rows} rows, {Columns} unknowns, user time of the process, best of {rounds}:");
        Console.WriteLine($"  blocks of rows      {here,7:F3} s  {flops / here / 1e9,6:F1} Gflop/s");
        Console.WriteLine($"  MathNet, managed    {there,7:F3} s  {flops / there / 1e9,6:F1} Gflop/s");
        Console.WriteLine($"  largest difference  {(Vector<double>.Build.Dense(x) - y).AbsoluteMaximum():E1}");
    }

    private static double Seconds(Action work)
    {
        TimeSpan before = Process.GetCurrentProcess().UserProcessorTime;
        work();
        return (Process.GetCurrentProcess().UserProcessorTime - before).TotalSeconds;
    }
}
