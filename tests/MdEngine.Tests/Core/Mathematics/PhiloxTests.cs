using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

public sealed class PhiloxTests
{
    private static readonly RandomStream Stream = new(20260101, RandomPurpose.Other);

    // Known answers of philox4x32 with 10 rounds: the file kat_vectors of Random123 (D. E. Shaw Research).
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(
        0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu,
        0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(
        0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u,
        0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void KnownAnswers(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3) =>
        Philox.Block(c0, c1, c2, c3, k0, k1).ShouldBe((r0, r1, r2, r3));

    [Fact]
    public void UniformNumbersFillTheIntervalEvenly()
    {
        const int bins = 256, draws = 200_000;
        int[] first = new int[bins], second = new int[bins], pairs = new int[bins];
        for (int i = 0; i < draws; i++)
        {
            (double a, double b) = Philox.Uniform(Stream, i / 1000, i % 1000);
            a.ShouldBeInRange(double.Epsilon, 1.0 - 1e-17);
            first[(int)(a * bins)]++;
            second[(int)(b * bins)]++;
            pairs[((int)(a * 16) * 16) + (int)(b * 16)]++;
        }

        foreach (int[] counts in new[] { first, second, pairs })
        {
            ChiSquare(counts, draws).ShouldBeInRange(1e-3, 0.999);
        }
    }

    [Fact]
    public void NeighbouringCountersAreIndependent()
    {
        // Numbers of one atom at successive steps, of successive atoms, and of successive draws: pairs fill the square.
        const int side = 16, draws = 100_000;
        int[] steps = new int[side * side], atoms = new int[side * side], many = new int[side * side];
        for (int i = 0; i < draws; i++)
        {
            Count(steps, U(2 * i, 7, 0), U((2 * i) + 1, 7, 0));
            Count(atoms, U(7, 2 * i, 0), U(7, (2 * i) + 1, 0));
            Count(many, U(i, 3, 0), U(i, 3, 1));
        }

        foreach (int[] counts in new[] { steps, atoms, many })
        {
            ChiSquare(counts, draws).ShouldBeInRange(1e-3, 0.999);
        }

        static double U(long step, int atom, int draw) => Philox.Uniform(Stream, step, atom, draw).A;
        static void Count(int[] counts, double a, double b) => counts[((int)(a * side) * side) + (int)(b * side)]++;
    }

    [Fact]
    public void NormalNumbersAreNormal()
    {
        const int n = 100_000;
        var values = new List<double>(2 * n);
        double covariance = 0.0;
        for (int i = 0; i < n; i++)
        {
            (double a, double b) = Philox.Normal(Stream, 11, i);
            values.Add(a);
            values.Add(b);
            covariance += a * b / n;
        }

        // Kolmogorov-Smirnov: sqrt(n) D exceeds 1.95 with probability 0.001.
        values.Sort();
        double d = values.Select((v, k) =>
        {
            double cdf = Normal.CDF(0.0, 1.0, v);
            return Math.Max(Math.Abs(cdf - ((double)k / values.Count)), Math.Abs(((k + 1.0) / values.Count) - cdf));
        }).Max();
        (Math.Sqrt(values.Count) * d).ShouldBeLessThan(1.95);
        // Kurtosis 3 has a standard error sqrt(24/N) = 0.011; four of them.
        double variance = values.Average(v => v * v);
        (values.Average(v => v * v * v * v) / (variance * variance)).ShouldBe(3.0, 0.044);
        // The two numbers of a pair: standard error 1/sqrt(n), four of them.
        covariance.ShouldBe(0.0, 4.0 / Math.Sqrt(n));
    }

    [Fact]
    public void EveryKeyOfTheCounterMatters()
    {
        (double, double)[] numbers =
        [
            Philox.Uniform(new(1, RandomPurpose.Langevin), 5, 6, 0),
            Philox.Uniform(new(2, RandomPurpose.Langevin), 5, 6, 0),
            Philox.Uniform(new(1UL << 32, RandomPurpose.Langevin), 5, 6, 0),
            Philox.Uniform(new(1, RandomPurpose.Velocities), 5, 6, 0),
            Philox.Uniform(new(1, RandomPurpose.Langevin), 6, 6, 0),
            Philox.Uniform(new(1, RandomPurpose.Langevin), 5 + (1L << 32), 6, 0),
            Philox.Uniform(new(1, RandomPurpose.Langevin), 5, 7, 0),
            Philox.Uniform(new(1, RandomPurpose.Langevin), 5, 6, 1),
        ];
        numbers.Distinct().Count().ShouldBe(numbers.Length);
        Philox.Uniform(new(1, RandomPurpose.Langevin), 5, 6, 0).ShouldBe(numbers[0]);
    }

    /// <summary>Probability of a chi-square at least as large, for equal expected counts.</summary>
    private static double ChiSquare(int[] counts, int draws)
    {
        double expected = (double)draws / counts.Length;
        double chi2 = counts.Sum(c => (c - expected) * (c - expected) / expected);
        return 1.0 - MathNet.Numerics.Distributions.ChiSquared.CDF(counts.Length - 1, chi2);
    }
}
