using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Training.Optimizers;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Optimizers;

public sealed class ExtendedKalmanFilterTests
{
    private static readonly RandomStream s_random = new(7, RandomPurpose.Other);

    [Theory]
    [InlineData(KalmanKind.Standard, 5, 1)]
    [InlineData(KalmanKind.Standard, 71, 6)]
    [InlineData(KalmanKind.FadingMemory, 33, 1)]
    [InlineData(KalmanKind.FadingMemory, 100, 9)]
    public void Updates_are_those_of_dense_matrices(KalmanKind kind, int n, int m)
    {
        var settings = new KalmanSettings
        {
            Kind = kind,
            Epsilon = 0.1,
            Q0 = 0.02,
            QTau = 0.5,
            QMin = 1e-4,
            Eta = 0.5,
            EtaTau = 0.2,
            EtaMax = 1.0,
            Lambda = 0.95,
            Nu = 0.99,
        };
        using var workers = new WorkerPool(2);
        var filter = new ExtendedKalmanFilter(n, settings);
        double[] w = [.. Enumerable.Range(0, n).Select(k => Math.Sin(k))];
        Vector<double> reference = Vector<double>.Build.DenseOfArray(w);
        Matrix<double> p = Matrix<double>.Build.DenseIdentity(n) / settings.Epsilon;
        double q = settings.Q0, eta = settings.Eta, lambda = settings.Lambda;
        for (int update = 0; update < 12; update++)
        {
            double[] h = Numbers(m * n, update, 0), x = Numbers(m, update, 1);
            filter.Update(w, h, x, workers);

            Matrix<double> columns = Matrix<double>.Build.Dense(n, m, h);
            Matrix<double> ph = p * columns;
            double noise = kind == KalmanKind.Standard ? 1.0 / eta : lambda;
            Matrix<double> a = columns.Transpose() * ph + (noise * Matrix<double>.Build.DenseIdentity(m));
            Matrix<double> k = ph * a.Inverse();
            reference += k * Vector<double>.Build.DenseOfArray(x);
            p -= k * ph.Transpose();
            p = kind == KalmanKind.Standard ? p + (q * Matrix<double>.Build.DenseIdentity(n)) : p / lambda;
            q = q > settings.QMin ? Math.Max(settings.QMin, q * Math.Exp(-settings.QTau)) : q;
            eta = eta < settings.EtaMax ? Math.Min(settings.EtaMax, eta * Math.Exp(settings.EtaTau)) : eta;
            lambda = (settings.Nu * lambda) + 1.0 - settings.Nu;
        }

        // Variances fall from 10 to 0.01: cancellation costs three digits of sixteen in either way.
        for (int i = 0; i < n; i++)
        {
            w[i].ShouldBe(reference[i], 1e-10 * (1.0 + Math.Abs(reference[i])));
        }
    }

    [Fact]
    public void A_linear_model_is_found_as_by_regularised_least_squares()
    {
        // Without forgetting and noise the filter is the recursive form of ridge regression.
        const int n = 12, count = 60;
        var filter = new ExtendedKalmanFilter(n, new KalmanSettings { Lambda = 1.0, Nu = 1.0, Epsilon = 0.3 });
        using var workers = new WorkerPool(1);
        var w = new double[n];
        Matrix<double> normal = 0.3 * Matrix<double>.Build.DenseIdentity(n);
        Vector<double> right = Vector<double>.Build.Dense(n);
        for (int k = 0; k < count; k++)
        {
            double[] h = Numbers(n, k, 2);
            double y = h.Select((v, i) => v * Math.Cos(i)).Sum() + (0.1 * Numbers(1, k, 3)[0]);
            filter.Update(w, h, [y - h.Zip(w, (a, b) => a * b).Sum()], workers);
            Vector<double> row = Vector<double>.Build.DenseOfArray(h);
            normal += row.OuterProduct(row);
            right += y * row;
        }

        Vector<double> exact = normal.Solve(right);
        for (int i = 0; i < n; i++)
        {
            w[i].ShouldBe(exact[i], 1e-11);
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        double[] one = Run(1, null), four = Run(4, null);
        four.SequenceEqual(one).ShouldBeTrue();
    }

    [Fact]
    public void Restored_it_goes_on_bit_for_bit()
    {
        var bag = new StateBag();
        double[] whole = Run(2, bag);
        var filter = new ExtendedKalmanFilter(70, new KalmanSettings());
        filter.Restore(bag);
        filter.Updates.ShouldBe(5);
        double[] w = [.. bag.Reals("weights")];
        using var workers = new WorkerPool(1);
        for (int k = 5; k < 10; k++)
        {
            filter.Update(w, Numbers(3 * 70, k, 4), Numbers(3, k, 5), workers);
        }

        w.SequenceEqual(whole).ShouldBeTrue();
    }

    private static double[] Run(int threads, StateBag? bag)
    {
        var filter = new ExtendedKalmanFilter(70, new KalmanSettings());
        using var workers = new WorkerPool(threads);
        double[] w = new double[70];
        for (int k = 0; k < 10; k++)
        {
            if (k == 5 && bag is not null)
            {
                filter.Save(bag);
                bag.Set("weights", w);
            }

            filter.Update(w, Numbers(3 * 70, k, 4), Numbers(3, k, 5), workers);
        }

        return w;
    }

    private static double[] Numbers(int count, int step, int draw) =>
        [.. Enumerable.Range(0, count).Select(k => Philox.Normal(s_random, step, k, draw).A)];
}
