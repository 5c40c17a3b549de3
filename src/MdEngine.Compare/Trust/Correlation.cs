using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Compare.Trust;

/// <summary>How two quantities go together.</summary>
public static class Correlation
{
    /// <summary>Pearson's coefficient, -1 to 1; NaN when one of them does not vary, or for fewer than two values.</summary>
    /// <param name="x">Values.</param>
    /// <param name="y">As many values.</param>
    public static double Pearson(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (x.Count < 2)
        {
            return double.NaN;
        }

        double mx = x.Average(), my = y.Average(), xx = 0.0, yy = 0.0, xy = 0.0;
        for (int i = 0; i < x.Count; i++)
        {
            double dx = x[i] - mx, dy = y[i] - my;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return xx > 0.0 && yy > 0.0 ? Math.Clamp(xy / Math.Sqrt(xx * yy), -1.0, 1.0) : double.NaN;
    }

    /// <summary>Spearman's coefficient: Pearson's of the ranks, equal values sharing their mean rank.</summary>
    /// <inheritdoc cref="Pearson"/>
    public static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y) => Pearson(Ranks(x), Ranks(y));

    private static double[] Ranks(IReadOnlyList<double> values)
    {
        int[] order = [.. Enumerable.Range(0, values.Count).OrderBy(i => values[i])];
        var ranks = new double[values.Count];
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && values[order[end]] == values[order[start]])
            {
                end++;
            }

            for (int k = start; k < end; k++)
            {
                ranks[order[k]] = 0.5 * (start + end - 1);
            }
        }

        return ranks;
    }
}
