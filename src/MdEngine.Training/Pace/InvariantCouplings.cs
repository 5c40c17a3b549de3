using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Potentials.Pace;

namespace MdEngine.Training.Pace;

/// <summary>
/// All independent invariants of products of spherical harmonics: coupled one factor after the other, made symmetric under
/// exchange of equal factors, and orthonormal.
/// </summary>
/// <remarks>
/// G. Dusson et al., J. Comput. Phys. 454, 110946 (2022), section 3. Norm: that of the symmetric tensor, in which a product of which
/// k different orders exist counts k times with 1/k of its coefficient each.
/// </remarks>
internal sealed class InvariantCouplings
{
    // Squared norm below which a vector is the rounding of zero; the coupling vectors have norm 1.
    private const double Independent = 1e-10;
    private readonly Dictionary<string, IReadOnlyList<Invariant>> _known = [];

    /// <summary>The invariants of given factors.</summary>
    /// <param name="ls">Angular momentum of each factor.</param>
    /// <param name="labels">Equal for neighbouring factors that are the same (species, n and l), different otherwise.</param>
    public IReadOnlyList<Invariant> Of(IReadOnlyList<int> ls, IReadOnlyList<int> labels)
    {
        int[] groups = Groups(labels);
        string key = string.Join(' ', ls) + "|" + string.Join(' ', groups);
        if (!_known.TryGetValue(key, out IReadOnlyList<Invariant>? found))
        {
            _known[key] = found = Make([.. ls], groups);
        }

        return found;
    }

    /// <summary>Where the run of equal factors ends that begins at each factor, or that it belongs to.</summary>
    private static int[] Groups(IReadOnlyList<int> labels)
    {
        var ends = new int[labels.Count];
        for (int first = 0; first < ends.Length;)
        {
            int end = first + 1;
            while (end < ends.Length && labels[end] == labels[first])
            {
                end++;
            }

            Array.Fill(ends, end, first, end - first);
            first = end;
        }

        return ends;
    }

    private static List<Invariant> Make(int[] ls, int[] groups)
    {
        var columns = new Dictionary<string, int>();
        var ms = new List<int[]>();
        var rows = new List<List<(int Column, double Value)>>();
        foreach (List<(int[] M, double Value)> coupled in Couple(ls))
        {
            var row = new List<(int, double)>(coupled.Count);
            foreach ((int[] m, double value) in coupled)
            {
                int[] sorted = Sort(m, groups);
                string key = string.Join(' ', sorted);
                if (!columns.TryGetValue(key, out int column))
                {
                    columns[key] = column = ms.Count;
                    ms.Add(sorted);
                }

                row.Add((column, value));
            }

            rows.Add(row);
        }

        double[] weights = [.. ms.Select(m => 1.0 / Orders(m, groups))];
        var vectors = rows.ConvertAll(row =>
        {
            var vector = new double[ms.Count];
            row.ForEach(e => vector[e.Column] += e.Value);
            return vector;
        });
        return [.. Orthonormal(vectors, weights).Select(v => new Invariant(
            [.. v.Select((c, k) => (ms[k], c)).Where(t => Math.Abs(t.c) > 1e-12)]))];
    }

    /// <summary>Vectors of norm one that span the same space: the longest first, what is left of the others next.</summary>
    private static IEnumerable<double[]> Orthonormal(List<double[]> vectors, double[] weights)
    {
        while (vectors.Count > 0)
        {
            double[] longest = vectors.MaxBy(v => Dot(v, v, weights))!;
            double square = Dot(longest, longest, weights);
            if (square < Independent)
            {
                yield break;
            }

            vectors.Remove(longest);
            double scale = 1.0 / Math.Sqrt(square);
            for (int k = 0; k < longest.Length; k++)
            {
                longest[k] *= scale;
            }

            foreach (double[] other in vectors)
            {
                double overlap = Dot(other, longest, weights);
                for (int k = 0; k < other.Length; k++)
                {
                    other[k] -= overlap * longest[k];
                }
            }

            yield return longest;
        }
    }

    private static double Dot(double[] a, double[] b, double[] weights)
    {
        double sum = 0.0;
        for (int k = 0; k < a.Length; k++)
        {
            sum += weights[k] * a[k] * b[k];
        }

        return sum;
    }

    /// <summary>Every way to couple the factors, from the left, to total angular momentum zero.</summary>
    private static IEnumerable<List<(int[] M, double Value)>> Couple(int[] ls)
    {
        var states = new List<(int L, Dictionary<int, List<(int[] M, double Value)>> ByM)>
        {
            (ls[0], Enumerable.Range(-ls[0], (2 * ls[0]) + 1).ToDictionary(m => m, m => new List<(int[], double)> { ([m], 1.0) })),
        };
        for (int t = 1; t < ls.Length; t++)
        {
            // What is left to couple must be able to bring the total back to zero.
            int reach = ls[(t + 1)..].Sum();
            states = [.. states.SelectMany(s =>
                Enumerable.Range(Math.Abs(s.L - ls[t]), s.L + ls[t] - Math.Abs(s.L - ls[t]) + 1)
                    .Where(total => total <= reach)
                    .Select(total => (total, Join(s.L, s.ByM, ls[t], total))))];
        }

        return states.Where(s => s.L == 0 && s.ByM.ContainsKey(0)).Select(s => s.ByM[0]);
    }

    private static Dictionary<int, List<(int[] M, double Value)>> Join(
        int l, Dictionary<int, List<(int[] M, double Value)>> byM, int next, int total)
    {
        var joined = new Dictionary<int, List<(int[], double)>>();
        foreach ((int sum, List<(int[] M, double Value)> terms) in byM)
        {
            for (int m = -next; m <= next; m++)
            {
                double factor = PaceCoupling.ClebschGordan(l, sum, next, m, total, sum + m);
                if (Math.Abs(factor) < 1e-14)
                {
                    continue;
                }

                if (!joined.TryGetValue(sum + m, out List<(int[], double)>? to))
                {
                    joined[sum + m] = to = [];
                }

                foreach ((int[] before, double value) in terms)
                {
                    to.Add(([.. before, m], value * factor));
                }
            }
        }

        return joined;
    }

    private static int[] Sort(int[] m, int[] groups)
    {
        int[] sorted = [.. m];
        for (int first = 0; first < m.Length; first = groups[first])
        {
            Array.Sort(sorted, first, groups[first] - first);
        }

        return sorted;
    }

    /// <summary>In how many orders the m of equal factors can stand.</summary>
    private static double Orders(int[] m, int[] groups)
    {
        double orders = 1.0;
        for (int first = 0; first < m.Length; first = groups[first])
        {
            int run = 0;
            for (int k = first; k < groups[first]; k++)
            {
                run = k > first && m[k] == m[k - 1] ? run + 1 : 1;
                orders *= (double)(k - first + 1) / run;
            }
        }

        return orders;
    }
}
