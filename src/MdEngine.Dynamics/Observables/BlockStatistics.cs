using System;

namespace MdEngine.Dynamics.Observables;

/// <summary>Mean of block averages, and its standard error from their scatter.</summary>
/// <param name="Mean">Mean over the blocks that have a value.</param>
/// <param name="Error">Standard error of that mean; NaN with fewer than two blocks.</param>
/// <param name="Blocks">Number of blocks that have a value.</param>
public readonly record struct BlockStatistics(double Mean, double Error, int Blocks)
{
    /// <summary>Of values one of each block; those that are NaN do not count.</summary>
    public static BlockStatistics Of(ReadOnlySpan<double> values)
    {
        double sum = 0.0, squares = 0.0;
        int n = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                sum += value;
                n++;
            }
        }

        double mean = n > 0 ? sum / n : double.NaN;
        foreach (double value in values)
        {
            squares += double.IsNaN(value) ? 0.0 : (value - mean) * (value - mean);
        }

        return new BlockStatistics(mean, n > 1 ? Math.Sqrt(squares / ((n - 1.0) * n)) : double.NaN, n);
    }

    /// <summary>Of one quantity of blocks.</summary>
    internal static BlockStatistics Of(double[][] blocks, int quantity)
    {
        Span<double> values = blocks.Length <= 256 ? stackalloc double[blocks.Length] : new double[blocks.Length];
        for (int k = 0; k < blocks.Length; k++)
        {
            values[k] = blocks[k][quantity];
        }

        return Of(values);
    }
}
