using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Training.Data;

/// <summary>Least, median and greatest of some values; NaN where there are none.</summary>
/// <param name="Least">Least.</param>
/// <param name="Median">Median; the mean of the middle two of an even number.</param>
/// <param name="Greatest">Greatest.</param>
public readonly record struct ValueRange(double Least, double Median, double Greatest)
{
    /// <summary>The range of values that are finite.</summary>
    public static ValueRange Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite)];
        Array.Sort(sorted);
        int n = sorted.Length;
        return n == 0
            ? new ValueRange(double.NaN, double.NaN, double.NaN)
            : new ValueRange(sorted[0], 0.5 * (sorted[(n - 1) / 2] + sorted[n / 2]), sorted[^1]);
    }
}
