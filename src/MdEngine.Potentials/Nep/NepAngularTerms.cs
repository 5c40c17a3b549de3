using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// The angular part of the descriptor as polynomials of A[lm] = sum_j g(r_ij) Y[lm](r_ij), where Y are real spherical
/// harmonics, not normalised: Y = P_lm(z) Re or Im (x + iy)^m, with P_lm the m-th derivative of the Legendre polynomial
/// scaled to a leading coefficient of one.
/// </summary>
/// <remarks>
/// Components follow each other by m, then l, then real and imaginary part, the order in which recurrences make them. Norms
/// are part of the coefficients here. The four-body terms are sums over 3j symbols: R. Drautz, Phys. Rev. B 99, 014104
/// (2019), equation 30.
/// </remarks>
internal sealed class NepAngularTerms
{
    /// <summary>Degrees of the extra terms that are cubic, by kind; 1111 is none.</summary>
    private static readonly int[] CubicDegrees = [222, 0, 112, 123, 233, 134];

    public NepAngularTerms(int maxL, bool[] extra)
    {
        MaxL = maxL;
        Components = maxL * (maxL + 2);
        Degree = new int[Components];
        Weight = new double[Components];
        Beta = new double[(maxL + 1) * (maxL + 2)];
        var index = new Dictionary<(int L, int M), int>();
        int at = 0;
        for (int m = 0; m <= maxL; m++)
        {
            // Integral of (1 - z^2)^m, then of P^2 by the ratio of norms of a three-term recurrence.
            double integral = 2.0;
            for (int k = 1; k <= m; k++)
            {
                integral *= 2.0 * k / ((2.0 * k) + 1.0);
            }

            for (int l = m; l <= maxL; l++)
            {
                int j = l - m;
                double beta = j == 0 ? 0.0 : j * (j + (2.0 * m)) / (((2.0 * l) + 1.0) * ((2.0 * l) - 1.0));
                Beta[BetaIndex(l, m)] = beta;
                integral *= j == 0 ? 1.0 : beta;
                if (l == 0)
                {
                    continue;
                }

                for (int part = 0; part < (m == 0 ? 1 : 2); part++)
                {
                    index[(l, part == 0 ? m : -m)] = at;
                    Degree[at] = l;
                    Weight[at] = 1.0 / (integral * (m == 0 ? 2.0 * Math.PI : Math.PI));
                    at++;
                }
            }
        }

        Cubic = new NepMonomial[CubicDegrees.Length][];
        for (int kind = 0; kind < CubicDegrees.Length; kind++)
        {
            int abc = CubicDegrees[kind];
            Cubic[kind] = !extra[kind] || abc == 0 ? [] : Expand(abc / 100, abc / 10 % 10, abc % 10, index);
        }

        Extra = [.. Enumerable.Range(0, extra.Length).Where(k => extra[k])];
    }

    /// <summary>Kind of the five-body term 1111, (7/15) (q_1)^2.</summary>
    public const int FiveBody = 1;

    public int MaxL { get; }

    /// <summary>Number of components, L (L + 2).</summary>
    public int Components { get; }

    /// <summary>l of each component.</summary>
    public int[] Degree { get; }

    /// <summary>Square of the norm of each component: q_l = sum over m of weight A^2.</summary>
    public double[] Weight { get; }

    /// <summary>P_l+1,m = z P_lm - beta_lm P_l-1,m, at <see cref="BetaIndex"/>.</summary>
    public double[] Beta { get; }

    /// <summary>Kinds of the extra terms in the order of the descriptor.</summary>
    public int[] Extra { get; }

    /// <summary>The monomials of each kind of cubic term; none where l is not reached, as in the original program.</summary>
    public NepMonomial[][] Cubic { get; }

    public int BetaIndex(int l, int m) => (m * (MaxL + 1)) + l;

    private NepMonomial[] Expand(int a, int b, int c, Dictionary<(int L, int M), int> index)
    {
        if (Math.Max(a, Math.Max(b, c)) > MaxL)
        {
            return [];
        }

        var sums = new SortedDictionary<(int, int, int), double>();
        for (int ma = -a; ma <= a; ma++)
        {
            for (int mb = -b; mb <= b; mb++)
            {
                double w = Wigner.ThreeJ(a, b, c, ma, mb, -ma - mb);
                if (w == 0.0)
                {
                    continue;
                }

                foreach ((int i, Complex ci) in Real(a, ma, index))
                {
                    foreach ((int j, Complex cj) in Real(b, mb, index))
                    {
                        foreach ((int k, Complex ck) in Real(c, -ma - mb, index))
                        {
                            int[] key = [i, j, k];
                            Array.Sort(key);
                            (int, int, int) at = (key[0], key[1], key[2]);
                            sums[at] = sums.GetValueOrDefault(at) + (w * ci * cj * ck).Real;
                        }
                    }
                }
            }
        }

        // What cancels leaves rounding.
        return [.. sums.Where(s => Math.Abs(s.Value) > 1e-13)
            .Select(s => new NepMonomial(s.Key.Item1, s.Key.Item2, s.Key.Item3, s.Value))];
    }

    /// <summary>The complex harmonic Y_lm (Condon and Shortley's phase) by the real ones.</summary>
    private IEnumerable<(int Index, Complex Coefficient)> Real(int l, int m, Dictionary<(int L, int M), int> index)
    {
        if (m == 0)
        {
            yield return (index[(l, 0)], Math.Sqrt(Weight[index[(l, 0)]]));
            yield break;
        }

        int positive = Math.Abs(m);
        int re = index[(l, positive)], im = index[(l, -positive)];
        double norm = Math.Sqrt(0.5 * Weight[re]) * (m > 0 && (m & 1) == 1 ? -1.0 : 1.0);
        yield return (re, norm);
        yield return (im, new Complex(0.0, m > 0 ? norm : -norm));
    }
}
