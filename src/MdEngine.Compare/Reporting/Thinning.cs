using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Compare.Reporting;

/// <summary>Chooses the points of a long trace that are drawn.</summary>
public static class Thinning
{
    /// <summary>Points of a line: the least and greatest y of each stretch, so that no spike is lost.</summary>
    /// <param name="y">Ordinates in order; NaN breaks the line and counts as a point.</param>
    /// <param name="most">Most points to keep, 4 at least.</param>
    /// <returns>Indexes in ascending order; all when there are no more than <paramref name="most"/>.</returns>
    public static int[] OfLine(IReadOnlyList<double> y, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 4);
        if (y.Count <= most)
        {
            return [.. Enumerable.Range(0, y.Count)];
        }

        // The ends, and two points of each stretch between them.
        int stretches = (most - 2) / 2;
        var kept = new SortedSet<int> { 0, y.Count - 1 };
        for (int s = 0; s < stretches; s++)
        {
            int from = (int)((long)y.Count * s / stretches), to = (int)((long)y.Count * (s + 1) / stretches);
            int low = from, high = from;
            for (int i = from; i < to; i++)
            {
                low = y[i] < y[low] || double.IsNaN(y[low]) ? i : low;
                high = y[i] > y[high] || double.IsNaN(y[high]) ? i : high;
            }

            kept.Add(low);
            kept.Add(high);
        }

        return [.. kept];
    }

    /// <summary>Points of a cloud: those that stand out by x, y or their difference, and an even choice of the rest.</summary>
    /// <param name="x">Abscissae.</param>
    /// <param name="y">Ordinates, as many.</param>
    /// <param name="most">Most points to keep, 8 at least.</param>
    /// <returns>Indexes in ascending order; all when there are no more than <paramref name="most"/>.</returns>
    public static int[] OfCloud(IReadOnlyList<double> x, IReadOnlyList<double> y, int most)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 8);
        if (x.Count <= most)
        {
            return [.. Enumerable.Range(0, x.Count)];
        }

        // Half for what stands out, a sixteenth for each end of x and y and a quarter for the largest differences.
        int part = Math.Max(1, most / 16);
        int[] all = [.. Enumerable.Range(0, x.Count).Where(i => double.IsFinite(x[i]) && double.IsFinite(y[i]))];
        var kept = new HashSet<int>();
        kept.UnionWith(all.OrderBy(i => x[i]).Take(part));
        kept.UnionWith(all.OrderByDescending(i => x[i]).Take(part));
        kept.UnionWith(all.OrderBy(i => y[i]).Take(part));
        kept.UnionWith(all.OrderByDescending(i => y[i]).Take(part));
        kept.UnionWith(all.OrderByDescending(i => Math.Abs(y[i] - x[i])).Take(4 * part));
        int[] rest = [.. all.Where(i => !kept.Contains(i))];
        int places = Math.Min(rest.Length, most - kept.Count);
        for (int k = 0; k < places; k++)
        {
            kept.Add(rest[(int)((long)rest.Length * k / places)]);
        }

        return [.. kept.Order()];
    }
}
