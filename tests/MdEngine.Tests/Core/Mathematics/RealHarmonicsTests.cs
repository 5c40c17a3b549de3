using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

/// <summary>Harmonics by what defines them: the addition theorem, and derivatives by differences.</summary>
public sealed unsafe class RealHarmonicsTests
{
    private const int Degree = 9, Count = (Degree + 1) * (Degree + 1);

    [Fact]
    public void ProductsAddUpToLegendrePolynomials()
    {
        double* u = stackalloc double[12];
        var values = new AlignedBuffer<double>(4 * Count);
        Directions(u);
        var harmonics = new RealHarmonics(Degree);
        harmonics.Set(u, u + 4, u + 8);
        harmonics.Values(values.Pointer, 4);
        for (int a = 0; a < 4; a++)
        {
            for (int b = 0; b < 4; b++)
            {
                double cos = (u[a] * u[b]) + (u[4 + a] * u[4 + b]) + (u[8 + a] * u[8 + b]);
                for (int l = 0; l <= Degree; l++)
                {
                    double sum = 0.0;
                    for (int k = l * l; k < (l + 1) * (l + 1); k++)
                    {
                        sum += values[(4 * k) + a] * values[(4 * k) + b];
                    }

                    // Recurrences of ten steps.
                    sum.ShouldBe(((2 * l) + 1) / (4.0 * Math.PI) * Legendre(l, cos), 1e-13);
                }
            }
        }
    }

    [Fact]
    public void GradientsAreThoseOfTheHomogeneousPolynomials()
    {
        var weights = new AlignedBuffer<double>(4 * Count);
        var others = new AlignedBuffer<double>(4 * Count);
        for (int k = 0; k < 4 * Count; k++)
        {
            weights[k] = Math.Sin(k);
            others[k] = Math.Cos(k);
        }

        double* u = stackalloc double[12];
        double* g = stackalloc double[16];
        Directions(u);
        var harmonics = new RealHarmonics(Degree);
        harmonics.Set(u, u + 4, u + 8);
        harmonics.Contract(weights.Pointer, others.Pointer, 4, out Vector256<double> x, out Vector256<double> y, out Vector256<double> z, out Vector256<double> v);
        x.Store(g);
        y.Store(g + 4);
        z.Store(g + 8);
        v.Store(g + 12);
        for (int lane = 0; lane < 4; lane++)
        {
            const double h = 1e-4;
            for (int axis = 0; axis < 3; axis++)
            {
                double Along(double step)
                {
                    double[] r = [u[lane], u[4 + lane], u[8 + lane]];
                    r[axis] += step;
                    return Sum(r, weights, lane);
                }

                double slope = ((8.0 * (Along(h) - Along(-h))) - (Along(2 * h) - Along(-2 * h))) / (12.0 * h);
                // Rounding of sums of 100 over the step, and its fourth power.
                g[(4 * axis) + lane].ShouldBe(slope, 1e-8);
            }

            g[12 + lane].ShouldBe(Sum([u[lane], u[4 + lane], u[8 + lane]], others, lane), 1e-12);
        }
    }

    /// <summary>Sum of a_lm r^l Y_lm(r/|r|).</summary>
    private static double Sum(double[] r, AlignedBuffer<double> a, int lane)
    {
        double length = Math.Sqrt((r[0] * r[0]) + (r[1] * r[1]) + (r[2] * r[2]));
        double* u = stackalloc double[12];
        for (int k = 0; k < 12; k++)
        {
            u[k] = r[k / 4] / length;
        }

        var values = new AlignedBuffer<double>(4 * Count);
        var harmonics = new RealHarmonics(Degree);
        harmonics.Set(u, u + 4, u + 8);
        harmonics.Values(values.Pointer, 4);
        double sum = 0.0;
        for (int k = 0; k < Count; k++)
        {
            sum += a[(4 * k) + lane] * Math.Pow(length, (int)Math.Sqrt(k)) * values[4 * k];
        }

        return sum;
    }

    /// <summary>Four unit vectors, a pole and an axis among them.</summary>
    private static void Directions(double* u)
    {
        double[][] vectors = [[0, 0, 1], [1, 0, 0], [0.36, -0.48, 0.8], [-2.0 / 3, 2.0 / 3, -1.0 / 3]];
        for (int k = 0; k < 12; k++)
        {
            u[k] = vectors[k % 4][k / 4];
        }
    }

    private static double Legendre(int l, double x)
    {
        double before = 1.0, now = x;
        for (int k = 2; k <= l; k++)
        {
            (before, now) = (now, ((((2 * k) - 1) * x * now) - ((k - 1) * before)) / k);
        }

        return l == 0 ? 1.0 : now;
    }
}
