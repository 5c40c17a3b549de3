using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using MathNet.Numerics.Distributions;
using MdEngine.Core.Mathematics;
using MdEngine.Tests.Dynamics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

public sealed class GaussianTriplesTests
{
    private static readonly RandomStream Stream = new(0x1234_5678_9ABC_DEF0, RandomPurpose.Langevin);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(77, 123456)]
    [InlineData(0x1_2345_6789, int.MaxValue)]
    public void Numbers_are_those_of_Philox_and_Box_and_Muller(long step, int atom)
    {
        (uint w0, uint w1, uint w2, uint w3) = Philox.Block(
            (uint)atom, (uint)(step >> 32) & 0xFFFF, (uint)step, (uint)Stream.Purpose, (uint)Stream.Seed,
            (uint)(Stream.Seed >> 32));
        double r1 = Radius(w0, w1), r2 = Radius(w2, w3);
        GaussianTriples.Next(Stream, step, atom, out double a, out double b, out double c);
        // Some roundings in numbers of the order of one.
        a.ShouldBe(r1 * Math.Cos(Angle(w1)), 1e-14);
        b.ShouldBe(r1 * Math.Sin(Angle(w1)), 1e-14);
        c.ShouldBe(r2 * Math.Cos(Angle(w3)), 1e-14);
    }

    [Fact]
    public void Four_atoms_at_a_time_get_what_each_gets_alone()
    {
        GaussianTriples.Next(
            Stream, 9, Vector128.Create(5, 1, 400, 7), out Vector256<double> a, out Vector256<double> b,
            out Vector256<double> c);
        int[] atoms = [5, 1, 400, 7];
        for (int k = 0; k < 4; k++)
        {
            GaussianTriples.Next(Stream, 9, atoms[k], out double x, out double y, out double z);
            (a[k], b[k], c[k]).ShouldBe((x, y, z));
        }
    }

    [Fact]
    public void Numbers_are_normal_and_independent()
    {
        const int count = 50_000;
        var columns = new double[6][];
        for (int k = 0; k < 6; k++)
        {
            columns[k] = new double[count];
        }

        for (int i = 0; i < count; i++)
        {
            // Next atom, and next step of the same atom, must be as independent as the three of one call.
            GaussianTriples.Next(Stream, 1, i, out columns[0][i], out columns[1][i], out columns[2][i]);
            GaussianTriples.Next(Stream, 2, i, out columns[3][i], out columns[4][i], out columns[5][i]);
        }

        var normal = new Normal(0.0, 1.0);
        for (int k = 0; k < 6; k++)
        {
            SampleStatistics.KolmogorovSmirnov(columns[k], normal.CumulativeDistribution).ShouldBeGreaterThan(1e-3);
            (double mean, double variance, double correlation) = SampleStatistics.Moments(columns[k]);
            // 4.5 standard errors: once in 150,000, for some 40 comparisons.
            double unit = 4.5 / Math.Sqrt(count);
            mean.ShouldBe(0.0, unit);
            variance.ShouldBe(1.0, Math.Sqrt(2.0) * unit);
            correlation.ShouldBe(0.0, unit);
            columns[k].Average(x => x * x * x * x).ShouldBe(3.0, Math.Sqrt(96.0) * unit);
            for (int l = 0; l < k; l++)
            {
                columns[k].Zip(columns[l], (x, y) => x * y).Average().ShouldBe(0.0, unit);
                columns[k].Zip(columns[l], (x, y) => ((x * x) - 1.0) * ((y * y) - 1.0)).Average().ShouldBe(0.0, 2.0 * unit);
            }
        }
    }

    private static double Radius(uint high, uint low) =>
        Math.Sqrt(-2.0 * Math.Log(((((ulong)high << 8) | (low >> 24)) + 0.5) / (1UL << 40)));

    // The quadrant is cut in the middle: an angle counts from -pi/4.
    private static double Angle(uint word) =>
        (2.0 * Math.PI * ((word & 0xFFFFFF) + 0.5) / (1 << 24)) - (0.25 * Math.PI);
}
