using System;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Eam;

/// <summary>The analytic functions of Zhou, Johnson and Wadley, and tables of them.</summary>
/// <remarks>
/// X. W. Zhou, R. A. Johnson, H. N. G. Wadley, Phys. Rev. B 69, 144113 (2004), equations 2 to 9. Tables are so fine that
/// the interpolation errs by less than 1e-9 eV; forces are those of the interpolation, so energy is conserved.
/// </remarks>
public static class ZhouFunctions
{
    private const int Distances = 6001, Densities = 10_001;
    private const int PerMetal = 20;

    // Of the density of the equilibrium crystal; the embedding energy goes on as a straight line.
    private const double HighestDensity = 5.0;

    /// <summary>Pair energy of two atoms of a metal, eV: equation 2.</summary>
    public static double PairEnergy(ZhouMetalOptions m, double r)
    {
        double x = r / m.EquilibriumDistance;
        return (m.A * Math.Exp(-m.Alpha * (x - 1.0)) / (1.0 + Math.Pow(x - m.Kappa, 20)))
            - (m.B * Math.Exp(-m.Beta * (x - 1.0)) / (1.0 + Math.Pow(x - m.Lambda, 20)));
    }

    /// <summary>Density that an atom gives at a distance: equation 3.</summary>
    public static double Density(ZhouMetalOptions m, double r)
    {
        double x = r / m.EquilibriumDistance;
        return m.EquilibriumDensity * Math.Exp(-m.Beta * (x - 1.0)) / (1.0 + Math.Pow(x - m.Lambda, 20));
    }

    /// <summary>Pair energy of two metals, eV: equation 4.</summary>
    public static double PairEnergy(ZhouMetalOptions a, ZhouMetalOptions b, double r)
    {
        double fa = Density(a, r), fb = Density(b, r);
        return 0.5 * ((fb / fa * PairEnergy(a, r)) + (fa / fb * PairEnergy(b, r)));
    }

    /// <summary>Embedding energy, eV: equations 6 to 9.</summary>
    public static double Embedding(ZhouMetalOptions m, double rho)
    {
        double low = 0.85 * m.RhoE, high = 1.15 * m.RhoE;
        if (rho < high)
        {
            double x = (rho / (rho < low ? low : m.RhoE)) - 1.0;
            return (rho < low ? m.LowEmbedding : m.Embedding).Reverse().Aggregate(0.0, (sum, c) => (sum * x) + c);
        }

        double power = Math.Pow(rho / m.RhoS, m.Eta);
        return m.HighEmbedding * (1.0 - Math.Log(power)) * power;
    }

    /// <summary>Tables for the embedded-atom potential.</summary>
    public static EamFunctions Tabulate(ZhouOptions options)
    {
        ZhouMetalOptions[] metals = [.. options.Metals];
        int n = metals.Length;
        double densityStep = HighestDensity * metals.Max(m => m.RhoE) / (Densities - 1);
        double distanceStep = options.Cutoff / (Distances - 1);
        double[][] density = [.. metals.Select(m => Sample(Distances, distanceStep, r => Density(m, r) * Switch(options, r)))];
        var pairs = new double[n * n][];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                (ZhouMetalOptions ma, ZhouMetalOptions mb) = (metals[a], metals[b]);
                pairs[(a * n) + b] = pairs[(b * n) + a] = Sample(
                    Distances, distanceStep,
                    r => r * Switch(options, r) * (ma == mb ? PairEnergy(ma, r) : PairEnergy(ma, mb, r)));
            }
        }

        return new EamFunctions
        {
            Elements = [.. metals.Select(m => PeriodicTable.Get(m.Element))],
            Cutoff = options.Cutoff,
            DensityStep = densityStep,
            DistanceStep = distanceStep,
            Embedding = [.. metals.Select(m => Sample(Densities, densityStep, rho => Embedding(m, rho)))],
            Density = [.. Enumerable.Range(0, n * n).Select(k => density[k / n])],
            PairTimesDistance = pairs,
            ParameterCount = n * PerMetal,
        };
    }

    /// <summary>1, and over the last stretch down to 0 with two continuous derivatives.</summary>
    private static double Switch(ZhouOptions options, double r)
    {
        double x = options.Smoothing == 0.0 ? 0.0 : (r - options.Cutoff + options.Smoothing) / options.Smoothing;
        x = Math.Clamp(x, 0.0, 1.0);
        return 1.0 - (x * x * x * (10.0 + (x * ((6.0 * x) - 15.0))));
    }

    private static double[] Sample(int points, double step, Func<double, double> function) =>
        [.. Enumerable.Range(0, points).Select(k => function(k * step))];
}
