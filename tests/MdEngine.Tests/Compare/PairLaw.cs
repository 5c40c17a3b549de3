using System;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Tests.Compare;

/// <summary>A pair potential of any law, its force not necessarily the derivative of its energy.</summary>
/// <param name="element">Element.</param>
/// <param name="cutoff">Cutoff, Angstrom.</param>
/// <param name="law">Energy, eV, and what passes for its derivative, eV/Angstrom, at a distance.</param>
internal sealed class PairLaw(Element element, double cutoff, Func<double, (double Energy, double Slope)> law)
    : SitePotential([element], cutoff)
{
    protected override double ComputeSite(SiteNeighbors site, object? scratch)
    {
        double energy = 0.0;
        for (int k = 0; k < site.Count; k++)
        {
            double r = site.R[k];
            (double u, double du) = law(r);
            energy += 0.5 * u;
            double g = 0.5 * du / r;
            site.Gx[k] += g * site.Dx[k];
            site.Gy[k] += g * site.Dy[k];
            site.Gz[k] += g * site.Dz[k];
        }

        return energy;
    }
}
