using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>
/// Angular functions (1 + lambda c)^zeta with small whole zeta as polynomials of the cosine, exponent by exponent: however
/// many functions there are, their sums over pairs follow from those of a few powers of c, and so do their derivatives.
/// </summary>
internal sealed class CosineSeries
{
    /// <summary>
    /// The highest degree. Terms of opposite signs are up to 2^zeta times as large as their sum may be: four bits of the
    /// largest sum are lost.
    /// </summary>
    public const int HighestDegree = 4;

    /// <summary>Distance between the coefficients of two exponents.</summary>
    public const int Stride = HighestDegree + 1;

    private readonly (int Function, int Eta, double[] Coefficients)[] _functions;

    /// <summary>Prepares for some functions.</summary>
    /// <param name="etas">Number of exponents.</param>
    /// <param name="functions">Index, exponent, angular function and weight of each.</param>
    public CosineSeries(int etas, IReadOnlyList<(int Function, int Eta, AngularTerm Term, double Weight)> functions)
    {
        _functions = [.. functions.Select(f => (f.Function, f.Eta, Expand(f.Term, f.Weight * f.Term.Prefactor)))];
        Degrees = new int[etas];
        Array.Fill(Degrees, -1);
        foreach ((_, int eta, AngularTerm term, _) in functions)
        {
            Degrees[eta] = Math.Max(Degrees[eta], (int)term.Zeta);
        }
    }

    /// <summary>Degree of the polynomials of each exponent; -1 where there are none.</summary>
    public int[] Degrees { get; }

    /// <summary>Sums of powers, or coefficients, of all exponents.</summary>
    public int Length => Degrees.Length * Stride;

    /// <summary>Whether an angular function is such a polynomial.</summary>
    public static bool Holds(AngularTerm term) =>
        !term.IsCompact && Math.Abs(term.Lambda) <= 1.0 && term.Zeta is >= 1.0 and <= HighestDegree
        && Math.Round(term.Zeta) == term.Zeta;

    /// <summary>Whether a symmetry function is among them.</summary>
    public bool Holds(int function) => _functions.Any(f => f.Function == function);

    /// <summary>Adds the symmetry functions that follow from the sums of powers.</summary>
    public unsafe void AddValues(double* sums, double* values)
    {
        foreach ((int function, int eta, double[] coefficients) in _functions)
        {
            double* powers = sums + (eta * Stride);
            double value = 0.0;
            for (int m = 0; m < coefficients.Length; m++)
            {
                value += coefficients[m] * powers[m];
            }

            values[function] += value;
        }
    }

    /// <summary>Coefficients of the sum of all functions times the derivatives of the energy by them.</summary>
    public unsafe void Collect(double* slopes, double* sums)
    {
        new Span<double>(sums, Length).Clear();
        foreach ((int function, int eta, double[] coefficients) in _functions)
        {
            double* powers = sums + (eta * Stride);
            for (int m = 0; m < coefficients.Length; m++)
            {
                powers[m] += slopes[function] * coefficients[m];
            }
        }
    }

    private static double[] Expand(AngularTerm term, double factor)
    {
        double[] powers = [factor];
        for (int n = 0; n < (int)term.Zeta; n++)
        {
            var next = new double[powers.Length + 1];
            for (int m = 0; m < powers.Length; m++)
            {
                next[m] += powers[m];
                next[m + 1] += term.Lambda * powers[m];
            }

            powers = next;
        }

        return powers;
    }
}
