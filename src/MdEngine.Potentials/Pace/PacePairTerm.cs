using System;
using System.Collections.Generic;

namespace MdEngine.Potentials.Pace;

/// <summary>The pair terms of a model of ACE.jl ("polypairpot").</summary>
/// <param name="Basis">Polynomials of all pairs.</param>
/// <param name="Pairs">Terms of ordered pairs, centre times number of elements plus neighbour; null for none.</param>
public sealed record PacePairTerm(PacePolynomials Basis, IReadOnlyList<PacePair?> Pairs)
{
    /// <summary>v(r) of an ordered pair, eV; v_ij + v_ji is the energy of a pair of atoms.</summary>
    /// <param name="pair">Its term.</param>
    /// <param name="r">Distance, Angstrom.</param>
    /// <param name="values">Scratch for the polynomials.</param>
    /// <param name="slopes">Scratch for their derivatives.</param>
    /// <param name="slope">dv/dr, eV/Angstrom.</param>
    internal double Evaluate(PacePair pair, double r, Span<double> values, Span<double> slopes, out double slope)
    {
        if (pair.RepulsionStart is { } start && r <= start)
        {
            double term = 0.5 * pair.RepulsionPrefactor * Math.Exp(-pair.RepulsionExponent * ((r / start) - 1.0)) * start / r;
            slope = -term * ((pair.RepulsionExponent / start) + (1.0 / r));
            return (0.5 * pair.RepulsionShift) + term;
        }

        Basis.Evaluate(r, values, slopes);
        double value = 0.0;
        slope = 0.0;
        for (int n = 0; n < Basis.Count; n++)
        {
            value += 0.5 * pair.Coefficients[n] * values[n];
            slope += 0.5 * pair.Coefficients[n] * slopes[n];
        }

        return value;
    }
}
