using System;
using System.Collections.Generic;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Coulomb;

/// <summary>
/// Polynomials for what an Ewald sum takes from 1/r within a cutoff R, -erf(a r)/r, and for the force divided by the
/// distance that belongs to it, in t = 2 r^2/R^2 - 1.
/// </summary>
/// <remarks>
/// With the Boys functions F_0 and F_1, erf(a r)/r = 2 a/sqrt(pi) F_0(a^2 r^2), and its derivative by r divided by r is
/// -4 a^3/sqrt(pi) F_1(a^2 r^2). These are entire functions, so that Chebyshev series converge faster than any power: they
/// are cut off where rounding begins.
/// </remarks>
internal sealed unsafe class SmoothTerms
{
    /// <summary>Numbers of a group: the coefficients of four powers, each in four lanes.</summary>
    public const int Group = 16;

    // Up to (a R)^2 = 40 the series has 40 terms, and erfc is below 1e-18.
    private const double Largest = 40.0;
    private const int Nodes = 96;
    private readonly AlignedBuffer<double> _force, _energy;

    /// <summary>Fits the polynomials.</summary>
    /// <param name="damping">a, 1/Angstrom.</param>
    /// <param name="cutoff">R, Angstrom.</param>
    /// <param name="precision">Relative to the value at r = 0, what may be left out; that of doubles at best.</param>
    public SmoothTerms(double damping, double cutoff, double precision)
    {
        double root = ErrorFunction.TwoOverRootPi * damping, most = damping * damping * cutoff * cutoff;
        double[] energy = Fit(t => -root * Boys(0, 0.5 * most * (1.0 + t)), precision);
        double[] force = Fit(t => -2.0 * root * damping * damping * Boys(1, 0.5 * most * (1.0 + t)), precision);
        Groups = (Math.Max(energy.Length, force.Length) + 3) / 4;
        _energy = Spread(energy);
        _force = Spread(force);
    }

    /// <summary>Whether a damping is weak enough for so few terms that they cost less than an exponential.</summary>
    public static bool Suit(double damping, double cutoff) => damping * damping * cutoff * cutoff <= Largest;

    /// <summary>Number of groups of either polynomial.</summary>
    public int Groups { get; }

    /// <summary>Groups of the force, lowest powers first.</summary>
    public double* Force => _force.Pointer;

    /// <summary>Groups of the energy.</summary>
    public double* Energy => _energy.Pointer;

    /// <summary>Integral over x from 0 to 1 of x^(2 m) e^(-z x^2), by a series of positive terms.</summary>
    public static double Boys(int m, double z)
    {
        double term = 1.0 / ((2 * m) + 1), sum = term;
        for (int k = 1; term > 1e-18 * sum; k++)
        {
            term *= 2.0 * z / ((2 * (m + k)) + 1);
            sum += term;
        }

        return Math.Exp(-z) * sum;
    }

    /// <summary>Coefficients of the powers of t, lowest first.</summary>
    private static double[] Fit(Func<double, double> f, double precision)
    {
        var chebyshev = new double[Nodes / 2];
        for (int j = 0; j < Nodes; j++)
        {
            double angle = Math.PI * (j + 0.5) / Nodes, value = f(Math.Cos(angle));
            for (int k = 0; k < chebyshev.Length; k++)
            {
                chebyshev[k] += (k == 0 ? 1.0 : 2.0) / Nodes * value * Math.Cos(k * angle);
            }
        }

        // Terms fall faster than any power: behind the first negligible ones comes noise.
        double negligible = Math.Max(2e-16, precision) * Math.Abs(f(-1.0));
        int count = 1;
        while (count < chebyshev.Length && Math.Max(Math.Abs(chebyshev[count]), Math.Abs(chebyshev[count - 1])) > negligible)
        {
            count++;
        }

        return Powers(chebyshev.AsSpan(0, count));
    }

    private static double[] Powers(ReadOnlySpan<double> chebyshev)
    {
        int n = chebyshev.Length;
        var powers = new double[n];
        List<double> before = [], now = [1.0];
        foreach (double c in chebyshev)
        {
            for (int k = 0; k < now.Count; k++)
            {
                powers[k] += c * now[k];
            }

            // T_(k+1) = 2 t T_k - T_(k-1), and T_1 = t.
            List<double> next = [0.0, .. now.ConvertAll(x => now.Count == 1 ? x : 2.0 * x)];
            for (int k = 0; k < before.Count; k++)
            {
                next[k] -= before[k];
            }

            (before, now) = (now, next);
        }

        return powers;
    }

    private AlignedBuffer<double> Spread(double[] powers)
    {
        var spread = new AlignedBuffer<double>(Group * Groups);
        for (int k = 0; k < powers.Length; k++)
        {
            new Span<double>(spread.Pointer + (4 * k), 4).Fill(powers[k]);
        }

        return spread;
    }
}
