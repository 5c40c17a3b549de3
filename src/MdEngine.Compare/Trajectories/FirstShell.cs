using System;

namespace MdEngine.Compare.Trajectories;

/// <summary>The first shell of neighbours in a radial distribution function: its peak, and the minimum behind it.</summary>
/// <param name="Peak">Bin of the highest value of the first peak.</param>
/// <param name="End">Last bin of the shell: the middle of the minimum.</param>
public readonly record struct FirstShell(int Peak, int End)
{
    // Peaks lower than this part of the highest are no shells; a minimum ends where g rises by this part of the peak.
    private const double Part = 0.3, Rise = 0.05;

    /// <summary>Finds it; null when there is none within the range, as in a gas.</summary>
    /// <param name="g">g(r) by bin.</param>
    /// <param name="width">Width of a bin, Angstrom.</param>
    public static FirstShell? Find(ReadOnlySpan<double> g, double width)
    {
        double[] smooth = Smooth(g, Math.Max(0, (int)Math.Round(0.1 / width)));
        double highest = 0.0;
        foreach (double value in smooth)
        {
            highest = Math.Max(highest, value);
        }

        int peak = 0;
        while (peak < smooth.Length && smooth[peak] < Part * highest)
        {
            peak++;
        }

        while (peak + 1 < smooth.Length && smooth[peak + 1] >= smooth[peak])
        {
            peak++;
        }

        if (highest <= 0.0 || peak + 1 >= smooth.Length)
        {
            return null;
        }

        double top = smooth[peak], least = top;
        int end = peak;
        for (end = peak; end < smooth.Length && smooth[end] <= least + (Rise * top); end++)
        {
            // A higher point of the same peak: noise had made a step in its flank.
            if (smooth[end] > top)
            {
                (peak, top, least) = (end, smooth[end], smooth[end]);
            }

            least = Math.Min(least, smooth[end]);
        }

        if (end == smooth.Length || least > 0.8 * top)
        {
            return null;
        }

        return new FirstShell(peak, Middle(smooth, peak, end, least + (0.2 * Rise * top)));
    }

    private static int Middle(double[] smooth, int peak, int end, double level)
    {
        int first = peak, last = end - 1;
        while (smooth[first] > level)
        {
            first++;
        }

        while (smooth[last] > level)
        {
            last--;
        }

        return (first + last) / 2;
    }

    private static double[] Smooth(ReadOnlySpan<double> g, int reach)
    {
        var smooth = new double[g.Length];
        for (int k = 0; k < g.Length; k++)
        {
            int from = Math.Max(0, k - reach), to = Math.Min(g.Length - 1, k + reach);
            double sum = 0.0;
            for (int n = from; n <= to; n++)
            {
                sum += g[n];
            }

            smooth[k] = sum / (to - from + 1);
        }

        return smooth;
    }
}
