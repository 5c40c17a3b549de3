using System;
using System.Collections.Generic;
using MdEngine.Conformance;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Tests.Core.Forces;

/// <summary>
/// Lennard-Jones written for clearness, as a site potential: what the force loop is tested with. Sigma and epsilon of a
/// type are scaled by its place among the elements, so that a mix-up of types shows.
/// </summary>
internal sealed class LennardJonesSite(
    IReadOnlyList<Element> elements, double cutoff, CutoffContinuity continuity = CutoffContinuity.Force, bool tail = false)
    : SitePotential(elements, cutoff)
{
    private const double Epsilon = 0.0104, Sigma = 3.4;

    /// <summary>Argon, and krypton if asked for.</summary>
    public static LennardJonesSite Of(
        double cutoff, CutoffContinuity continuity = CutoffContinuity.Force, bool tail = false) =>
        new([PeriodicTable.Get("Ar"), PeriodicTable.Get("Kr")], cutoff, continuity, tail);

    /// <summary>Energy of a pair, eV, and its derivative by distance, eV/Angstrom.</summary>
    public (double Energy, double Slope) Pair(int a, int b, double r)
    {
        if (r >= Cutoff)
        {
            return (0.0, 0.0);
        }

        (double e, double s) = Plain(a, b, r);
        (double e0, double s0) = Plain(a, b, Cutoff);
        return continuity switch
        {
            CutoffContinuity.None => (e, s),
            CutoffContinuity.Energy => (e - e0, s),
            _ => (e - e0 - ((r - Cutoff) * s0), s - s0),
        };
    }

    /// <summary>A made-up tail, enough to see that it is added once: E = -k N^2/V, virial trace 3 E.</summary>
    public override TailCorrection Tail(ReadOnlySpan<int> composition, double volume)
    {
        if (!tail || volume == 0.0)
        {
            return default;
        }

        double n = 0.0;
        for (int k = 0; k < composition.Length; k++)
        {
            n += composition[k] * (1.0 + k);
        }

        double energy = -0.37 * n * n / volume;
        return new TailCorrection(energy, 3.0 * energy);
    }

    protected override double ComputeSite(SiteNeighbors site, object? scratch)
    {
        double energy = 0.0;
        for (int k = 0; k < site.Count; k++)
        {
            (double pair, double slope) = Pair(site.CenterType, site.Type[k], site.R[k]);
            energy += 0.5 * pair;
            double g = 0.5 * slope / site.R[k];
            site.Gx[k] = g * site.Dx[k];
            site.Gy[k] = g * site.Dy[k];
            site.Gz[k] = g * site.Dz[k];
        }

        return energy;
    }

    private static (double Energy, double Slope) Plain(int a, int b, double r)
    {
        double epsilon = Epsilon * (1.0 + (0.2 * (a + b)));
        double sigma = Sigma * (1.0 + (0.03 * (a + b)));
        double s6 = Math.Pow(sigma / r, 6);
        return (4.0 * epsilon * s6 * (s6 - 1.0), -24.0 * epsilon * s6 * ((2.0 * s6) - 1.0) / r);
    }
}
