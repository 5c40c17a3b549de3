using System;

namespace MdEngine.Potentials.Meam;

/// <summary>The functions of one variable that the potential is made of.</summary>
/// <remarks>M. I. Baskes, Phys. Rev. B 46, 2727 (1992); forms and defaults as LAMMPS has them.</remarks>
internal static class MeamFunctions
{
    /// <summary>Falls from 1 at x = 1 to 0 at x = 0 with slopes of zero: (1 - (1 - x)^4)^2.</summary>
    public static double Step(double x, out double slope)
    {
        slope = 0.0;
        if (x >= 1.0 || x <= 0.0)
        {
            return x >= 1.0 ? 1.0 : 0.0;
        }

        double a = 1.0 - x, a3 = a * a * a, b = 1.0 - (a3 * a);
        slope = 8.0 * b * a3;
        return b * b;
    }

    /// <summary>G of gamma, the weight of the partial densities 1 to 3, in the form "ibar".</summary>
    /// <param name="gamma">Their weighted sum over the square of density 0.</param>
    /// <param name="form">0 or 4: root of 1 + gamma; 1: exp(gamma/2); 3: 2/(1 + exp(-gamma)); -5: root with a sign.</param>
    /// <param name="smooth">
    /// Exponent of the power that takes the root's place near gamma = -1; it begins at -smooth/(smooth + 1).
    /// </param>
    /// <param name="slope">Derivative.</param>
    public static double Weight(double gamma, int form, double smooth, out double slope)
    {
        double g;
        switch (form)
        {
            case 1:
                g = Math.Exp(gamma / 2.0);
                slope = g / 2.0;
                return g;
            case 3:
                g = 2.0 / (1.0 + Math.Exp(-gamma));
                slope = g * (2.0 - g) / 2.0;
                return g;
            case -5:
                g = Math.CopySign(Math.Sqrt(Math.Abs(1.0 + gamma)), 1.0 + gamma);
                slope = 1.0 / (2.0 * Math.Abs(g));
                return g;
            default:
                double begin = -smooth / (smooth + 1.0);
                if (gamma < begin)
                {
                    g = Math.Sqrt(Math.Pow(begin / gamma, smooth) / (smooth + 1.0));
                    slope = -smooth * g / (2.0 * gamma);
                    return g;
                }

                g = Math.Sqrt(1.0 + gamma);
                slope = 1.0 / (2.0 * g);
                return g;
        }
    }

    /// <summary>Energy of embedding in a density relative to the reference one: A E rho ln rho.</summary>
    /// <param name="scale">A times the cohesive energy, eV.</param>
    /// <param name="density">Relative density.</param>
    /// <param name="linear">Whether negative densities have a linear energy, or none.</param>
    /// <param name="slope">Derivative, eV.</param>
    public static double Embedding(double scale, double density, bool linear, out double slope)
    {
        if (density > 0.0)
        {
            double log = Math.Log(density);
            slope = scale * (1.0 + log);
            return scale * density * log;
        }

        slope = linear ? -scale : 0.0;
        return slope * density;
    }

    /// <summary>Rose's universal equation: energy an atom of a reference structure, eV.</summary>
    public static double Rose(double r, MeamPair pair, int form)
    {
        if (r <= 0.0)
        {
            return 0.0;
        }

        double a = pair.Alpha * ((r / pair.Bond) - 1.0);
        double cubic = a >= 0.0 ? pair.Attraction : pair.Repulsion;
        double factor = form switch
        {
            1 => -pair.Attraction + (pair.Repulsion / r),
            2 => cubic,
            _ => cubic / (r / pair.Bond),
        };
        return -pair.Cohesion * (1.0 + a + (factor * a * a * a)) * Math.Exp(-a);
    }

    /// <summary>
    /// Ziegler, Biersack and Littmark's repulsion, eV, with LAMMPS's constants for this potential; finite at r = 0, where
    /// LAMMPS leaves out the division.
    /// </summary>
    public static double Ziegler(double r, int z1, int z2)
    {
        double x = r * (Math.Pow(z1, 0.23) + Math.Pow(z2, 0.23)) / 0.4685;
        double screen = (0.028171 * Math.Exp(-0.20162 * x)) + (0.28022 * Math.Exp(-0.40290 * x))
            + (0.50986 * Math.Exp(-0.94229 * x)) + (0.18175 * Math.Exp(-3.1998 * x));
        return r > 0.0 ? screen * z1 * z2 / r * 14.3997 : screen;
    }
}
