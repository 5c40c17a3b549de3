using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>
/// The energy of an open cluster as the formulas have it: complex products one after the other, radial functions without tables.
/// </summary>
internal static class PlainPace
{
    public static double Energy(PaceModel model, Structure cluster)
    {
        double energy = 0.0;
        for (int i = 0; i < cluster.Count; i++)
        {
            energy += Site(model, cluster, i);
        }

        return energy;
    }

    private static double Site(PaceModel model, Structure cluster, int i)
    {
        int center = Species(model, cluster, i);
        var neighbors = new List<(int Species, Double3 D)>();
        for (int j = 0; j < cluster.Count; j++)
        {
            Double3 d = cluster.Positions[j] - cluster.Positions[i];
            int mu = Species(model, cluster, j);
            if (j != i && d.Length < (model.IsAceJl ? model.Cutoff : model.Bond(center, mu).Cutoff))
            {
                neighbors.Add((mu, d));
            }
        }

        PaceEmbedding embedding = model.Embeddings[center];
        double expansion = 0.0;
        for (int p = 0; p < embedding.Densities; p++)
        {
            expansion += embedding.Energy(p, model.Functions[center].Sum(f => Density(model, f, p, neighbors)), out _);
        }

        double core = neighbors.Sum(n => Core(model, center, n.Species, n.D.Length));
        if (model.InnerKind != PaceInnerCutoff.Zbl)
        {
            return model.E0[center]
                + (SwitchFunction.Evaluate(core, embedding.CoreCutoff, embedding.CoreWidth, out _) * expansion) + core;
        }

        double least = double.PositiveInfinity, factor = 1.0;
        foreach ((int mu, Double3 d) in neighbors)
        {
            PaceBond bond = model.Bond(center, mu);
            double within = d.Length - (bond.InnerCutoff - bond.InnerWidth);
            if (within < least)
            {
                least = within;
                factor = SwitchFunction.Evaluate(bond.InnerCutoff - d.Length, bond.InnerWidth, bond.InnerWidth, out _);
            }
        }

        return model.E0[center] + (factor * expansion) + ((1.0 - factor) * core);
    }

    private static double Density(PaceModel model, PaceFunction f, int p, List<(int Species, Double3 D)> neighbors)
    {
        double sum = 0.0;
        for (int c = 0; c < f.Combinations; c++)
        {
            Complex product = Complex.One;
            for (int t = 0; t < f.Rank; t++)
            {
                Complex a = Complex.Zero;
                foreach ((int mu, Double3 d) in neighbors.Where(n => n.Species == f.Neighbors[t]))
                {
                    PaceBond bond = model.Bond(f.Center, mu);
                    var g = new double[bond.BasisMax];
                    RadialBasis.Evaluate(bond, d.Length, g, new double[bond.BasisMax]);
                    a += f.Rank == 1
                        ? g[f.Ns[t] - 1]
                        : Enumerable.Range(1, bond.BasisMax).Sum(k => bond.Coefficient(f.Ns[t], f.Ls[t], k) * g[k - 1])
                            * Harmonic(f.Ls[t], f.Ms[(c * f.Rank) + t], d);
                }

                product *= a;
            }

            sum += f.Coefficients[(c * f.Densities) + p] * product.Real;
        }

        return sum;
    }

    private static double Core(PaceModel model, int center, int neighbor, double r)
    {
        if (model.PairTerm is not { } term)
        {
            return CoreRepulsion.Evaluate(model.Bond(center, neighbor), model.Elements[center], model.Elements[neighbor], r, out _);
        }

        if (term.Pairs[(center * model.Elements.Count) + neighbor] is not { } pair)
        {
            return 0.0;
        }

        if (r <= pair.RepulsionStart)
        {
            double ri = pair.RepulsionStart.Value;
            return 0.5 * (pair.RepulsionShift + (pair.RepulsionPrefactor * Math.Exp(-pair.RepulsionExponent * ((r / ri) - 1.0)) * ri / r));
        }

        var values = new double[term.Basis.Count];
        term.Basis.Evaluate(r, values, new double[term.Basis.Count]);
        return 0.5 * pair.Coefficients.Zip(values, (c, v) => c * v).Sum();
    }

    /// <summary>sqrt(4 pi) Y_lm with the Condon-Shortley phase, from the coefficients of the Legendre polynomials.</summary>
    private static Complex Harmonic(int l, int m, Double3 d)
    {
        if (m < 0)
        {
            return (m % 2 == 0 ? 1.0 : -1.0) * Complex.Conjugate(Harmonic(l, -m, d));
        }

        Double3 u = (1.0 / d.Length) * d;
        double legendre = 0.0;
        for (int k = 0; (2 * k) + m <= l; k++)
        {
            // m times differentiated: sum of z^(l-2k-m).
            double c = Factorial((2 * l) - (2 * k)) / (Factorial(k) * Factorial(l - k) * Factorial(l - (2 * k) - m));
            legendre += (k % 2 == 0 ? 1.0 : -1.0) * c * Math.Pow(u.Z, l - (2 * k) - m);
        }

        legendre *= Math.Pow(2.0, -l);
        double norm = (m % 2 == 0 ? 1.0 : -1.0) * Math.Sqrt(((2 * l) + 1) * Factorial(l - m) / Factorial(l + m));
        return norm * legendre * Complex.Pow(new Complex(u.X, u.Y), m);
    }

    private static double Factorial(int n) => n <= 1 ? 1.0 : n * Factorial(n - 1);

    private static int Species(PaceModel model, Structure cluster, int atom) =>
        model.Elements.Select((e, k) => (e, k)).Single(x => x.e == cluster.Elements[atom]).k;
}
