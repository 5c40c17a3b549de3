using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Tests.Dynamics;

/// <summary>Tests of samples against distributions.</summary>
internal static class SampleStatistics
{
    /// <summary>
    /// Probability that independent samples of the distribution lie as far from it as these, by Kolmogorov and Smirnov;
    /// with the finite-size correction of M. A. Stephens, J. R. Stat. Soc. B 32, 115 (1970).
    /// </summary>
    public static double KolmogorovSmirnov(IEnumerable<double> samples, Func<double, double> cumulative)
    {
        double[] sorted = [.. samples.Order()];
        double d = Distance(sorted, cumulative);
        double root = Math.Sqrt(sorted.Length);
        double t = d * (root + 0.12 + (0.11 / root));
        if (t < 0.3)
        {
            return 1.0; // The alternating series converges badly there; its value is above 0.99999.
        }

        double p = 0.0;
        for (int k = 1; k <= 100; k++)
        {
            p += 2.0 * (k % 2 == 1 ? 1.0 : -1.0) * Math.Exp(-2.0 * k * k * t * t);
        }

        return p;
    }

    /// <summary>Largest distance of the two cumulative distributions; the samples in ascending order.</summary>
    public static double Distance(double[] sorted, Func<double, double> cumulative)
    {
        double largest = 0.0;
        for (int k = 0; k < sorted.Length; k++)
        {
            double f = cumulative(sorted[k]);
            largest = Math.Max(largest, Math.Max(f - ((double)k / sorted.Length), ((k + 1.0) / sorted.Length) - f));
        }

        return largest;
    }

    /// <summary>Mean, variance and correlation of neighbours in the series.</summary>
    public static (double Mean, double Variance, double Correlation) Moments(IReadOnlyList<double> x)
    {
        double mean = x.Average();
        double variance = x.Sum(v => (v - mean) * (v - mean)) / (x.Count - 1);
        double c = 0.0;
        for (int k = 1; k < x.Count; k++)
        {
            c += (x[k] - mean) * (x[k - 1] - mean);
        }

        return (mean, variance, c / ((x.Count - 1) * variance));
    }
}
