using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core.Atoms;

namespace MdEngine.Tests.Training.Exports;

/// <summary>
/// The energy by an XML file of QUIP and its sparse points, read and evaluated by the letter of their definition, with nothing
/// of the engine: distance_2b, angle_3b and soap of the present version.
/// </summary>
internal sealed class PlainQuipModel
{
    private readonly Dictionary<int, double> _atoms;
    private readonly List<Term> _terms = [];

    public PlainQuipModel(IReadOnlyDictionary<string, byte[]> files, string name)
    {
        XElement model = XDocument.Parse(Encoding.UTF8.GetString(files[name])).Root!.Element("GAP_params")!;
        _atoms = model.Element("GAP_data")!.Elements("e0").ToDictionary(e => (int)Real(e.Attribute("Z")!.Value), e => Real(e.Attribute("value")!.Value));
        foreach (XElement c in model.Element("gpSparse")!.Elements("gpCoordinates"))
        {
            byte[] points = files[c.Attribute("sparseX_filename")!.Value];
            if (Convert.ToHexStringLower(MD5.HashData(points)) != c.Attribute("sparseX_md5sum")!.Value)
            {
                throw new FormatException("the sum of the sparse points is another");
            }

            string line = c.Element("descriptor")!.Value;
            double[] all = Reals(Encoding.ASCII.GetString(points));
            int d = (int)Real(c.Attribute("dimensions")!.Value);
            _terms.Add(new Term(
                line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0],
                Regex.Matches(line, @"(\w+)=(?:\{([^}]*)\}|(\S+))").ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value + m.Groups[3].Value),
                (int)Real(c.Attribute("covariance_type")!.Value),
                Real(c.Attribute("signal_variance")!.Value),
                Real(c.Attribute("signal_mean")!.Value),
                c.Attribute("zeta") is { } zeta ? Real(zeta.Value) : 0.0,
                c.Element("theta") is { } theta ? Reals(theta.Value) : [],
                [.. c.Elements("permutation").Select(p => Reals(p.Value).Select(k => (int)k - 1).ToArray())],
                [.. c.Elements("sparseX").Select((x, s) => (
                    Real(x.Attribute("alpha")!.Value), Real(x.Attribute("sparseCutoff")!.Value), all[(s * d)..((s + 1) * d)]))]));
        }
    }

    public double Energy(Structure s)
    {
        double sum = s.Elements.Sum(e => _atoms[e.AtomicNumber]);
        foreach (Term t in _terms)
        {
            for (int i = 0; i < s.Count; i++)
            {
                List<PlainNeighbor> near = PlainNeighbor.Of(s, i, t.Real("cutoff"));
                sum += t.Kind switch
                {
                    "distance_2b" => Pairs(t, s, i, near),
                    "angle_3b" => Angles(t, s, i, near),
                    "soap" => Environment(t, s, i, near),
                    _ => throw new FormatException(t.Kind),
                };
            }
        }

        return sum;
    }

    private static double Pairs(Term t, Structure s, int i, List<PlainNeighbor> near) => near
        .Where(n => t.AreOf(s.Elements[i].AtomicNumber, s.Elements[n.Index].AtomicNumber))
        .Sum(n => Fade(t, n.R) * Weighted(t, [n.R]));

    private static double Angles(Term t, Structure s, int i, List<PlainNeighbor> near)
    {
        int centre = (int)t.Real(t.Keys.ContainsKey("Z_center") ? "Z_center" : "Z", 0.0);
        double sum = 0.0;
        for (int j = 0; j < near.Count; j++)
        {
            for (int k = 0; k < near.Count; k++)
            {
                if (j != k && (centre == 0 || centre == s.Elements[i].AtomicNumber)
                    && t.AreOf(s.Elements[near[j].Index].AtomicNumber, s.Elements[near[k].Index].AtomicNumber))
                {
                    double a = near[j].R, b = near[k].R;
                    sum += Fade(t, a) * Fade(t, b) * Weighted(t, [a + b, (a - b) * (a - b), near[j].Distance(near[k])]);
                }
            }
        }

        return sum;
    }

    private static double Environment(Term t, Structure s, int i, List<PlainNeighbor> near)
    {
        int z = s.Elements[i].AtomicNumber;
        if (!Reals(t.Keys["Z"]).Contains(z))
        {
            return 0.0;
        }

        int n = (int)t.Real("n_max"), degree = (int)t.Real("l_max");
        double[] species = Reals(t.Keys["species_Z"]);
        double sigma = t.Real("atom_sigma"), alpha = 0.5 / (sigma * sigma), range = t.Real("cutoff") + (sigma * Math.Sqrt(20.0 * Math.Log(10.0)));
        double[] grid = [.. Enumerable.Range(0, n).Select(b => b * range / n)];
        Matrix<double> lower = Matrix<double>.Build.Dense(n, n, (a, b) => Overlap(alpha, grid[a], grid[b])).Cholesky().Factor;
        Matrix<double> basis = Matrix<double>.Build.Dense(n, n, (a, b) => Math.Exp(-alpha * Math.Pow(grid[a] - grid[b], 2))).LU().Solve(lower);

        // A density: directions with radial parts; sums over m of products of harmonics are Legendre polynomials.
        List<(PlainNeighbor At, double[,] G)>[] densities = [.. species.Select(one => near
            .Where(m => s.Elements[m.Index].AtomicNumber == (int)one)
            .Select(m =>
            {
                var g = new double[n, degree + 1];
                for (int a = 0; a < n; a++)
                {
                    for (int l = 0; l <= degree; l++)
                    {
                        g[a, l] = Fade(t, m.R) * Enumerable.Range(0, n).Sum(b => basis[b, a]
                            * Math.Exp(-alpha * ((m.R * m.R) + (grid[b] * grid[b]))) * Bessel(l, 2.0 * alpha * m.R * grid[b]));
                    }
                }

                return (m, g);
            }).ToList())];
        for (int k = 0; k < species.Length; k++)
        {
            if (species.Length == 1 || (int)species[k] == z)
            {
                var g = new double[n, degree + 1];
                g[0, 0] = t.Real("central_weight", 1.0) * lower[0, 0];
                densities[k].Add((new PlainNeighbor(i, 0.0, 0.0, 1.0, 1.0), g));
            }
        }

        var p = new List<double>();
        for (int a = 0; a < n * species.Length; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                for (int l = 0; l <= degree; l++)
                {
                    double sum = 0.0;
                    foreach ((PlainNeighbor u, double[,] g) in densities[a / n])
                    {
                        foreach ((PlainNeighbor v, double[,] h) in densities[b / n])
                        {
                            sum += g[a % n, l] * h[b % n, l] * Legendre(l, u.Cosine(v));
                        }
                    }

                    p.Add(sum * Math.Sqrt((2 * l) + 1) / (4.0 * Math.PI) * (a == b ? 1.0 : Math.Sqrt(2.0)));
                }
            }
        }

        double norm = Math.Sqrt(p.Sum(x => x * x));
        return Weighted(t, [.. p.Select(x => x / norm), 0.0]);
    }

    /// <summary>Sum over the sparse points of alpha times the kernel.</summary>
    private static double Weighted(Term t, double[] q) => t.Points.Sum(x => x.Alpha * x.Cutoff * (t.Covariance == 2
        ? t.Delta * t.Delta * Math.Pow(q.Zip(x.X, (a, b) => a * b).Sum(), t.Zeta)
        : (t.Mean * t.Mean) + (t.Delta * t.Delta * Gaussian(t, q, x.X) / (t.Permutations.Length > 1 ? Math.Sqrt(Gaussian(t, q, q) * Gaussian(t, x.X, x.X)) : 1.0))));

    private static double Gaussian(Term t, double[] q, double[] x) => t.Permutations.Sum(p => Math.Exp(-0.5 * q.Select((v, c) =>
        Math.Pow((x[p[c]] - v) / t.Permutations.Average(other => t.Theta[other[c]]), 2)).Sum()));

    private static double Fade(Term t, double r)
    {
        double rc = t.Real("cutoff"), w = t.Real("cutoff_transition_width", 0.5);
        return r <= rc - w ? 1.0 : r > rc ? 0.0 : 0.5 * (Math.Cos(Math.PI * (r - rc + w) / w) + 1.0);
    }

    private static double Overlap(double alpha, double a, double b)
    {
        double p = a + b, m = a - b;
        return ((Math.Sqrt(2.0) * Math.Pow(alpha, 1.5) * p * Math.Exp(-alpha * ((a * a) + (b * b))))
            + (alpha * Math.Sqrt(Math.PI) * Math.Exp(-0.5 * alpha * m * m) * (1.0 + (alpha * p * p)) * (1.0 + SpecialFunctions.Erf(p * Math.Sqrt(0.5 * alpha)))))
            / Math.Sqrt(128.0 * Math.Pow(alpha, 5));
    }

    /// <summary>i_l(x) = x^l sum over k of (x^2/2)^k / (k! (2l+2k+1)!!).</summary>
    private static double Bessel(int l, double x)
    {
        double term = 1.0;
        for (int k = 1; k <= l; k++)
        {
            term *= x / ((2 * k) + 1);
        }

        double sum = term;
        for (int k = 1; term > 1e-18 * sum; k++)
        {
            term *= 0.5 * x * x / (k * ((2 * (l + k)) + 1.0));
            sum += term;
        }

        return sum;
    }

    private static double Legendre(int l, double x)
    {
        double last = 1.0, p = x;
        for (int k = 2; k <= l; k++)
        {
            (last, p) = (p, ((((2 * k) - 1) * x * p) - ((k - 1) * last)) / k);
        }

        return l == 0 ? 1.0 : p;
    }

    private static double[] Reals(string text) =>
        [.. text.Split((char[])[' ', '\n', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Real)];

    private static double Real(string word) => double.Parse(word, CultureInfo.InvariantCulture);

    private sealed record Term(
        string Kind, Dictionary<string, string> Keys, int Covariance, double Delta, double Mean, double Zeta, double[] Theta,
        int[][] Permutations, (double Alpha, double Cutoff, double[] X)[] Points)
    {
        public double Real(string key) => PlainQuipModel.Real(Keys[key]);

        public double Real(string key, double standard) => Keys.TryGetValue(key, out string? word) ? PlainQuipModel.Real(word) : standard;

        public bool AreOf(int a, int b)
        {
            int z1 = (int)Real("Z1", 0.0), z2 = (int)Real("Z2", 0.0);
            bool Fits(int z, int asked) => asked == 0 || asked == z;
            return (Fits(a, z1) && Fits(b, z2)) || (Fits(a, z2) && Fits(b, z1));
        }
    }
}
