using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Potentials.Pace;

/// <summary>
/// Coefficients that make products of spherical harmonics invariant to rotations: generalised Clebsch-Gordan coefficients of a
/// binary tree.
/// </summary>
/// <remarks>
/// Factors pair as (1, 2), (3, 4), ...; the results pair in the order in which they were made; an odd last factor joins at the
/// end. Y. Lysogorskiy et al., npj Comput. Mater. 7, 97 (2021), methods.
/// </remarks>
public static class PaceCoupling
{
    /// <summary>
    /// Combinations of m and their coefficients. Of two opposite combinations only the one whose first m that is not zero is
    /// positive is there, with twice the coefficient.
    /// </summary>
    /// <param name="ls">Angular momenta of the factors.</param>
    /// <param name="intermediate">Angular momenta of the nodes but the last, which has 0: their number is rank - 2.</param>
    /// <returns>Combinations one after the other, m of the first factor running fastest, and a coefficient for each.</returns>
    /// <exception cref="ArgumentException">The number of intermediate momenta is another.</exception>
    public static (int[] Ms, double[] Coefficients) Couple(IReadOnlyList<int> ls, IReadOnlyList<int> intermediate)
    {
        int rank = ls.Count;
        if (intermediate.Count != Math.Max(0, rank - 2))
        {
            throw new ArgumentException($"{intermediate.Count} intermediate momenta of {rank} factors, expected {Math.Max(0, rank - 2)}", nameof(intermediate));
        }

        if (rank == 1)
        {
            return ([0], [1.0]);
        }

        var all = new List<int>();
        var coefficients = new List<double>();
        int[] m = [.. ls.Select(l => -l)];
        do
        {
            int sign = m.FirstOrDefault(x => x != 0);
            if (sign >= 0 && m.Sum() == 0 && Coefficient(ls, m, intermediate) is var c && Math.Abs(c) > 1e-14)
            {
                all.AddRange(m);
                coefficients.Add(sign > 0 ? 2.0 * c : c);
            }
        }
        while (Next(m, ls));
        return ([.. all], [.. coefficients]);
    }

    /// <summary>The Clebsch-Gordan coefficient of (l1 m1 l2 m2 | l m), Condon-Shortley phase, by Racah's formula.</summary>
    public static double ClebschGordan(int l1, int m1, int l2, int m2, int l, int m)
    {
        if (m1 + m2 != m || l < Math.Abs(l1 - l2) || l > l1 + l2 || Math.Abs(m1) > l1 || Math.Abs(m2) > l2 || Math.Abs(m) > l)
        {
            return 0.0;
        }

        double triangle = Factorial(l1 + l2 - l) * Factorial(l1 - l2 + l) * Factorial(l2 + l - l1) / Factorial(l1 + l2 + l + 1);
        double root = Math.Sqrt(((2 * l) + 1) * triangle * Factorial(l1 + m1) * Factorial(l1 - m1) * Factorial(l2 + m2)
            * Factorial(l2 - m2) * Factorial(l + m) * Factorial(l - m));
        int first = Math.Max(0, Math.Max(l2 - l - m1, l1 - l + m2)), last = Math.Min(l1 + l2 - l, Math.Min(l1 - m1, l2 + m2));
        double sum = 0.0;
        for (int k = first; k <= last; k++)
        {
            sum += (k % 2 == 0 ? 1.0 : -1.0) / (Factorial(k) * Factorial(l1 + l2 - l - k) * Factorial(l1 - m1 - k)
                * Factorial(l2 + m2 - k) * Factorial(l - l2 + m1 + k) * Factorial(l - l1 - m2 + k));
        }

        return root * sum;
    }

    private static double Coefficient(IReadOnlyList<int> ls, int[] m, IReadOnlyList<int> intermediate)
    {
        int rank = ls.Count, even = rank / 2 * 2, node = 0;
        double product = 1.0;
        (int L, int M) Join((int L, int M) a, (int L, int M) b)
        {
            int l = node < intermediate.Count ? intermediate[node] : 0;
            node++;
            product *= ClebschGordan(a.L, a.M, b.L, b.M, l, a.M + b.M);
            return (l, a.M + b.M);
        }

        var open = new Queue<(int L, int M)>();
        for (int k = 0; k < even; k += 2)
        {
            open.Enqueue(Join((ls[k], m[k]), (ls[k + 1], m[k + 1])));
        }

        while (open.Count > 1)
        {
            open.Enqueue(Join(open.Dequeue(), open.Dequeue()));
        }

        if (even < rank)
        {
            Join(open.Dequeue(), (ls[even], m[even]));
        }

        return product;
    }

    private static bool Next(int[] m, IReadOnlyList<int> ls)
    {
        for (int k = 0; k < m.Length; k++)
        {
            if (m[k] < ls[k])
            {
                m[k]++;
                return true;
            }

            m[k] = -ls[k];
        }

        return false;
    }

    private static double Factorial(int n)
    {
        double product = 1.0;
        for (int k = 2; k <= n; k++)
        {
            product *= k;
        }

        return product;
    }
}
