using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text.RegularExpressions;
using MdEngine.Core.Atoms;

namespace MdEngine.Tests.Training.Exports;

/// <summary>
/// Energies of a .yace file of one linear density with radial basis ChebExpCos and core repulsion of type density, straight from
/// the definition: products of complex numbers, spherical harmonics by Legendre's formula, tables by Hermite's.
/// </summary>
internal sealed class PlainYaceFile
{
    private readonly string[] _elements;
    private readonly double[] _e0, _core;
    private readonly double _spacing;
    private readonly Dictionary<(int, int), Bond> _bonds = [];
    private readonly List<Function> _functions = [];

    public PlainYaceFile(string text)
    {
        string[] lines = text.Split('\n');
        string Line(string key) => lines.First(l => l.TrimStart().StartsWith(key, StringComparison.Ordinal));
        _elements = [.. Regex.Match(Line("elements:"), @"\[(.*)\]").Groups[1].Value.Split(',').Select(e => e.Trim())];
        _e0 = Numbers(Line("E0:"), "E0");
        _spacing = Number(Line("deltaSplineBins:"), "deltaSplineBins");
        string embedding = lines[Array.FindIndex(lines, l => l.StartsWith("embeddings:", StringComparison.Ordinal)) + 1];
        _core = [Number(embedding, "rho_core_cutoff"), Number(embedding, "drho_core_cutoff")];
        foreach (string line in lines)
        {
            if (Regex.Match(line, @"^\s*\[(\d+), (\d+)\]: \{") is { Success: true } pair)
            {
                _bonds[(Whole(pair.Groups[1].Value), Whole(pair.Groups[2].Value))] = new Bond(line);
            }
            else if (line.TrimStart().StartsWith("- {mu0:", StringComparison.Ordinal))
            {
                _functions.Add(new Function(line));
            }
        }
    }

    public double Energy(Structure s) => Enumerable.Range(0, s.Count).Sum(i => Site(s, i));

    private static double Number(string line, string key) =>
        double.Parse(Regex.Match(line, key + @": ([^,}\s]+)").Groups[1].Value, CultureInfo.InvariantCulture);

    private static double[] Numbers(string line, string key) =>
        [.. Regex.Match(line, key + @": (\[[^a-z]*\])").Groups[1].Value.Split(['[', ']', ',', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => double.Parse(t, CultureInfo.InvariantCulture))];

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private double Site(Structure s, int i)
    {
        int center = Array.IndexOf(_elements, s.Elements[i].Symbol);
        var sums = new Dictionary<(int Mu, int N, int L, int M), Complex>();
        var pairs = new Dictionary<(int Mu, int K), double>();
        double core = 0.0;
        foreach (PlainNeighbor j in PlainNeighbor.Of(s, i, _bonds.Values.Max(b => b.Cutoff)))
        {
            int mu = Array.IndexOf(_elements, s.Elements[j.Index].Symbol);
            Bond bond = _bonds[(center, mu)];
            double[] table = bond.Table(j.R, _spacing);
            core += table[^1];
            for (int k = 1; k <= bond.Basis; k++)
            {
                pairs[(mu, k)] = pairs.GetValueOrDefault((mu, k)) + table[k - 1];
            }

            for (int l = 0; l <= bond.LMax; l++)
            {
                for (int n = 1; n <= bond.Radial; n++)
                {
                    double radial = Enumerable.Range(0, bond.Basis).Sum(k => bond.Coefficients[((((n - 1) * (bond.LMax + 1)) + l) * bond.Basis) + k] * table[k]);
                    for (int m = -l; m <= l; m++)
                    {
                        sums[(mu, n, l, m)] = sums.GetValueOrDefault((mu, n, l, m)) + (radial * Harmonic(l, m, j));
                    }
                }
            }
        }

        double density = 0.0;
        foreach (Function f in _functions.Where(f => f.Center == center))
        {
            for (int c = 0; c < f.Weights.Length; c++)
            {
                Complex product = f.Rank == 1 ? pairs.GetValueOrDefault((f.Mus[0], f.Ns[0])) : Complex.One;
                for (int t = 0; t < f.Rank && f.Rank > 1; t++)
                {
                    product *= sums.GetValueOrDefault((f.Mus[t], f.Ns[t], f.Ls[t], f.Ms[(c * f.Rank) + t]));
                }

                density += f.Weights[c] * product.Real;
            }
        }

        if (core > _core[0] - _core[1])
        {
            throw new InvalidOperationException("atoms so close are not what this is for");
        }

        return _e0[center] + density + core;
    }

    /// <summary>sqrt(4 pi) Y_lm with Condon-Shortley phase, from the derivatives of (z^2 - 1)^l.</summary>
    private static Complex Harmonic(int l, int m, PlainNeighbor j)
    {
        if (m < 0)
        {
            return (m % 2 == 0 ? 1.0 : -1.0) * Complex.Conjugate(Harmonic(l, -m, j));
        }

        double z = j.Z / j.R, sum = 0.0;
        for (int k = 0; k <= l; k++)
        {
            int power = (2 * (l - k)) - l - m;
            if (power >= 0)
            {
                // d^(l+m)/dz^(l+m) of the binomial's term (-1)^k C(l, k) z^(2l - 2k), over 2^l l!.
                sum += (k % 2 == 0 ? 1.0 : -1.0) * Factorial(2 * (l - k)) / (Factorial(k) * Factorial(l - k) * Factorial(power)) * Math.Pow(z, power);
            }
        }

        return (m % 2 == 0 ? 1.0 : -1.0) * Math.Sqrt(((2 * l) + 1) * Factorial(l - m) / Factorial(l + m)) * sum / Math.Pow(2.0, l)
            * Complex.Pow(new Complex(j.X / j.R, j.Y / j.R), m);
    }

    private static double Factorial(int n) => n < 2 ? 1.0 : n * Factorial(n - 1);

    private sealed class Function(string line)
    {
        public int Center { get; } = (int)Number(line, "mu0");

        public int Rank { get; } = (int)Number(line, "rank");

        public int[] Mus { get; } = [.. Numbers(line, "mus").Select(x => (int)x)];

        public int[] Ns { get; } = [.. Numbers(line, "ns").Select(x => (int)x)];

        public int[] Ls { get; } = [.. Numbers(line, "ls").Select(x => (int)x)];

        public int[] Ms { get; } = [.. Numbers(line, "ms_combs").Select(x => (int)x)];

        public double[] Weights { get; } = Numbers(line, "ctildes");
    }

    private sealed class Bond(string line)
    {
        private readonly double _lambda = Numbers(line, "radparameters")[0], _width = Number(line, " dcut"), _front = Number(line, "prehc"),
            _exponent = Number(line, "lambdahc");

        public double Cutoff { get; } = Number(line, " rcut");

        public int Radial { get; } = (int)Number(line, "nradmax");

        public int LMax { get; } = (int)Number(line, "lmax");

        public int Basis { get; } = (int)Number(line, "nradbasemax");

        public double[] Coefficients { get; } = Numbers(line, "radcoefficients");

        /// <summary>g_1, g_2, ... and the core repulsion, interpolated between nodes.</summary>
        public double[] Table(double r, double spacing)
        {
            int cells = (int)(Cutoff / spacing);
            double h = Cutoff / cells;
            int cell = (int)(r * cells / Cutoff);
            double t = (r * cells / Cutoff) - cell;
            double[] p = Plain(cell * h), q = Plain((cell + 1) * h), a = Slope(cell * h, 1e-4), b = Slope((cell + 1) * h, 1e-4);
            return [.. p.Select((_, k) => ((1.0 + (2.0 * t)) * (1.0 - t) * (1.0 - t) * p[k]) + (t * (1.0 - t) * (1.0 - t) * h * a[k])
                + (t * t * (3.0 - (2.0 * t)) * q[k]) + (t * t * (t - 1.0) * h * b[k]))];
        }

        private double[] Plain(double r)
        {
            if (r >= Cutoff)
            {
                return new double[Basis + 1];
            }

            double least = Math.Exp(-_lambda), x = 1.0 - (2.0 * (Math.Exp(-_lambda * r / Cutoff) - least) / (1.0 - least));
            double fall = 0.5 * (1.0 + Math.Cos(Math.PI * r / Cutoff));
            double end = r > Cutoff - _width ? 0.5 * (1.0 + Math.Cos(Math.PI * (r - Cutoff + _width) / _width)) : 1.0;
            return
            [
                .. Enumerable.Range(0, Basis).Select(k => fall * end * (k == 0 ? 1.0 : 0.5 * (1.0 - Math.Cos(k * Math.Acos(Math.Clamp(x, -1.0, 1.0)))))),
                _exponent * r * r >= 50.0 ? 0.0 : _front * Math.Exp(-_exponent * r * r) / r * fall,
            ];
        }

        /// <summary>Derivative by differences to the sixth order: over a table's cell it enters times the width.</summary>
        private double[] Slope(double r, double h)
        {
            double[][] at = [.. Enumerable.Range(-3, 7).Select(k => Plain(r + (k * h)))];
            return [.. at[0].Select((_, k) => ((45.0 * (at[4][k] - at[2][k])) - (9.0 * (at[5][k] - at[1][k])) + at[6][k] - at[0][k]) / (60.0 * h))];
        }
    }
}
