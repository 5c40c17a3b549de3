using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MdEngine.Benchmarks;

/// <summary>What one core can do at most: multiply-adds of ten independent registers of four doubles.</summary>
internal static class PeakRate
{
    /// <summary>GFlop/s, best of many short tries.</summary>
    public static double Measure()
    {
        double best = 0.0;
        for (int k = 0; k < 50; k++)
        {
            best = Math.Max(best, Once());
        }

        return best;
    }

    private static double Once()
    {
        const int count = 200_000;
        long start = Stopwatch.GetTimestamp();
        double sum = Chains(count, 0.999999, 1e-6);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return double.IsNaN(sum) ? 0.0 : 80.0 * count / seconds / 1e9;
    }

    // Ten different beginnings: chains that are equal would be computed once. A method by itself, so that all stay in
    // registers.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static double Chains(int count, double factor, double shift)
    {
        Vector256<double> x = Vector256.Create(factor), y = Vector256.Create(shift);
        Vector256<double> a = Vector256.Create(0.1), b = Vector256.Create(0.2), c = Vector256.Create(0.3), d = Vector256.Create(0.4);
        Vector256<double> e = Vector256.Create(0.5), f = Vector256.Create(0.6), g = Vector256.Create(0.7), h = Vector256.Create(0.8);
        Vector256<double> i = Vector256.Create(0.9), j = Vector256.Create(1.1);
        for (int k = 0; k < count; k++)
        {
            a = Vector256.MultiplyAddEstimate(a, x, y);
            b = Vector256.MultiplyAddEstimate(b, x, y);
            c = Vector256.MultiplyAddEstimate(c, x, y);
            d = Vector256.MultiplyAddEstimate(d, x, y);
            e = Vector256.MultiplyAddEstimate(e, x, y);
            f = Vector256.MultiplyAddEstimate(f, x, y);
            g = Vector256.MultiplyAddEstimate(g, x, y);
            h = Vector256.MultiplyAddEstimate(h, x, y);
            i = Vector256.MultiplyAddEstimate(i, x, y);
            j = Vector256.MultiplyAddEstimate(j, x, y);
        }

        return Vector256.Sum(a + b + c + d + e + f + g + h + i + j);
    }
}
