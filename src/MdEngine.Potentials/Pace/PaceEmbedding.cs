using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace;

/// <summary>How the densities of an atom of one species make its energy: sum_p w_p F(rho_p; m_p).</summary>
public sealed record PaceEmbedding
{
    /// <summary>The function F.</summary>
    public PaceEmbeddingKind Kind { get; init; } = PaceEmbeddingKind.FinnisSinclairShiftedScaled;

    /// <summary>Weight and exponent of each density: w1, m1, w2, m2, ... A single linear density by default.</summary>
    public IReadOnlyList<double> Parameters { get; init; } = [1.0, 1.0];

    /// <summary>Core repulsion from which on the expansion does not count, eV.</summary>
    public double CoreCutoff { get; init; } = 100000.0;

    /// <summary>Width of the passage below <see cref="CoreCutoff"/>, eV.</summary>
    public double CoreWidth { get; init; } = 250.0;

    /// <summary>Number of densities.</summary>
    public int Densities => Parameters.Count / 2;

    /// <summary>w_p F(rho) of density <paramref name="p"/>, eV.</summary>
    /// <param name="p">Density, from 0.</param>
    /// <param name="rho">Its value.</param>
    /// <param name="slope">The derivative by rho.</param>
    public double Energy(int p, double rho, out double slope)
    {
        double weight = Parameters[2 * p], exponent = Parameters[(2 * p) + 1];
        double value = Kind == PaceEmbeddingKind.FinnisSinclair
            ? FinnisSinclair(rho, exponent, out slope)
            : ShiftedScaled(rho, exponent, out slope);
        slope *= weight;
        return weight * value;
    }

    internal void Validate(string where)
    {
        if (Parameters.Count == 0 || Parameters.Count % 2 != 0)
        {
            throw new InputException(
                $"{where} has {Parameters.Count} FS_parameters; expected a weight and an exponent for each density");
        }

        if (Densities > PaceLimits.Densities)
        {
            throw new InputException($"{where} has {Densities} densities; expected at most {PaceLimits.Densities}");
        }

        if (!Parameters.All(double.IsFinite) || !double.IsFinite(CoreCutoff) || !double.IsFinite(CoreWidth) || CoreWidth < 0.0)
        {
            throw new InputException($"{where} has numbers that are not finite, or a negative drho_core_cutoff");
        }

        for (int p = 0; p < Densities; p++)
        {
            // Other exponents give energies that are infinite or have infinite slopes at zero density.
            if (Parameters[(2 * p) + 1] is not (> 0.0 and <= 10.0))
            {
                throw new InputException(
                    $"{where} has the exponent {Parameters[(2 * p) + 1]} for density {p + 1}; expected a number greater than 0, at most 10");
            }
        }
    }

    // sign(0) is taken as -1 where its bit is set, as in the original; values and slopes do not depend on it.
    private static double FinnisSinclair(double rho, double m, out double slope)
    {
        const double w = 1e6;
        double a = Math.Abs(rho), linear = Math.Pow(w, 1.0 - m);
        if (a <= 1e-10)
        {
            slope = linear;
            return linear * rho;
        }

        double x = w * a * w * a * w * a, g = x > 30.0 ? 0.0 : Math.Exp(-x);
        double dg = -3.0 * w * w * w * a * a * g, power = Math.Pow(a, m);
        slope = (m * Math.Pow(a, m - 1.0) * (1.0 - g)) - (power * dg) + (linear * dg * a) + (linear * g);
        return Math.CopySign(((1.0 - g) * power) + (linear * g * a), rho);
    }

    private static double ShiftedScaled(double rho, double m, out double slope)
    {
        if (Math.Abs(m - 1.0) < 1e-10)
        {
            slope = 1.0;
            return rho;
        }

        double a = Math.Abs(rho), decay = Math.Exp(-a), q = 1.0 / m;
        double s = Math.Pow(q, q / (1.0 - q)) * decay, t = Math.Pow(q, 1.0 / (1.0 - q)) * decay;
        slope = t + (m * (1.0 - s) * Math.Pow(s + a, m - 1.0));
        return Math.CopySign(Math.Pow(s + a, m) - t, rho);
    }
}
