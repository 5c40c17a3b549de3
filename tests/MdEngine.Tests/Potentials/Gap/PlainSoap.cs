using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>
/// SOAP energies from the addition theorem: sum over m of Y_lm(u) Y_lm(v)* = (2l+1)/4pi P_l(u.v), so without spherical
/// harmonics; overlaps by quadrature, Bessel functions by their power series.
/// </summary>
internal static class PlainSoap
{
    public static double Energy(GapCoordinates c, int z, List<PlainGap.Atom> near)
    {
        int[] centres = c.Descriptor.Has("Z") ? c.Descriptor.Integers("Z", c.Descriptor.Integer("n_Z", 1, 9, 1), 0, 118) : [0];
        if (!centres.Contains(0) && !centres.Contains(z))
        {
            return 0.0;
        }

        double[] q = Descriptor(c, z, near);
        return Enumerable.Range(0, c.Count).Sum(s => c.Alpha[s] * PlainGap.Kernel(c, q, s));
    }

    public static double[] Descriptor(GapCoordinates c, int z, List<PlainGap.Atom> near)
    {
        ArgumentLine line = c.Descriptor;
        int n = line.Integer("n_max", 1, 20), degree = line.Integer("l_max", 0, 20), count = line.Integer("n_species", 1, 9, 1);
        int[] species = line.Has("species_Z") ? line.Integers("species_Z", count, 0, 118) : [0];
        double sigma = line.Real(["atom_sigma", "atom_gaussian_width"]), alpha = 0.5 / (sigma * sigma);
        double range = line.Real("cutoff") + (sigma * Math.Sqrt(2.0 * line.Real("basis_error_exponent", 10.0) * Math.Log(10.0)));
        double[] grid = [.. Enumerable.Range(0, n).Select(b => b * range / n)];
        Matrix<double> overlap = Matrix<double>.Build.Dense(n, n, (a, b) => Overlap(alpha, grid[a], grid[b]));
        Matrix<double> lower = overlap.Cholesky().Factor;
        Matrix<double> samples = Matrix<double>.Build.Dense(n, n, (a, b) => Math.Exp(-alpha * Math.Pow(grid[a] - grid[b], 2)));
        Matrix<double> t = samples.LU().Solve(lower);

        // Density of a species: directions, with g_al for each; the centre is one of l = 0.
        var density = new List<(double X, double Y, double Z, double[,] G)>[count];
        for (int s = 0; s < count; s++)
        {
            density[s] = [.. near.Where(a => species[s] == 0 || species[s] == a.Z).Select(a =>
            {
                double r = a.R.Length;
                return (a.R.X / r, a.R.Y / r, a.R.Z / r, Radial(line, r, n, degree, alpha, grid, t));
            })];
            bool all = (c.Version < 1426512068) || line.Flag("central_reference_all_species", count == 1);
            if (all || species[s] == 0 || species[s] == z)
            {
                var g = new double[n, degree + 1];
                g[0, 0] = line.Real("central_weight", 1.0) * lower[0, 0];
                density[s].Add((0.0, 0.0, 1.0, g));
            }
        }

        var p = new List<double>();
        for (int a = 0; a < n * count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                for (int l = 0; l <= degree && !(line.Flag("diagonal_radial", false) && a % n != b % n); l++)
                {
                    double sum = 0.0;
                    foreach (var u in density[a / n])
                    {
                        foreach (var v in density[b / n])
                        {
                            double cos = (u.X * v.X) + (u.Y * v.Y) + (u.Z * v.Z);
                            sum += u.G[a % n, l] * v.G[b % n, l] * ((2 * l) + 1) / (4.0 * Math.PI) * Legendre(l, cos);
                        }
                    }

                    p.Add(sum * (a == b ? 1.0 : Math.Sqrt(2.0)) / (c.Version < 1423143769 ? 1.0 : Math.Sqrt((2 * l) + 1)));
                }
            }
        }

        double norm = line.Flag(["normalise", "normalize"], true) ? Math.Sqrt(p.Sum(x => x * x)) : 1.0;
        return [.. p.Select(x => x / norm), line.Real("covariance_sigma0", 0.0)];
    }

    private static double[,] Radial(ArgumentLine line, double r, int n, int degree, double alpha, double[] grid, Matrix<double> t)
    {
        int decay = line.Integer("cutoff_dexp", 0, 9, 0);
        double rho = line.Real("cutoff_rate", 1.0), weight = PlainGap.Cut(line, r);
        if (decay > 0)
        {
            weight *= rho / (1.0 + rho) * (1.0 + rho) / (rho + Math.Pow(r / line.Real("cutoff_scale", 1.0), decay));
        }

        var g = new double[n, degree + 1];
        for (int a = 0; a < n; a++)
        {
            for (int l = 0; l <= degree; l++)
            {
                for (int b = 0; b < n; b++)
                {
                    g[a, l] += weight * t[b, a] * Math.Exp(-alpha * ((r * r) + (grid[b] * grid[b]))) * Bessel(l, 2.0 * alpha * r * grid[b]);
                }
            }
        }

        return g;
    }

    /// <summary>i_l(x) = x^l sum over k of (x^2/2)^k / (k! (2l+2k+1)!!).</summary>
    public static double Bessel(int l, double x)
    {
        double term = 1.0;
        for (int k = 1; k <= l; k++)
        {
            term *= x / ((2 * k) + 1);
        }

        double sum = term;
        for (int k = 1; term > 1e-18 * sum; k++)
        {
            term *= x * x / 2.0 / (k * ((2 * (l + k)) + 1.0));
            sum += term;
        }

        return sum;
    }

    public static double Legendre(int l, double x)
    {
        double before = 1.0, now = x;
        for (int k = 2; k <= l; k++)
        {
            (before, now) = (now, ((((2 * k) - 1) * x * now) - ((k - 1) * before)) / k);
        }

        return l == 0 ? 1.0 : now;
    }

    private static double Overlap(double alpha, double a, double b) => MathNet.Numerics.Integration.GaussLegendreRule.Integrate(
        r => r * r * Math.Exp(-alpha * (((r - a) * (r - a)) + ((r - b) * (r - b)))), 0.0, Math.Max(a, b) + (10.0 / Math.Sqrt(alpha)), 128);
}
