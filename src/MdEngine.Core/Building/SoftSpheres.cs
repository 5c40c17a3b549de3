using System.Collections.Generic;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Core.Building;

/// <summary>
/// Balls that push each other apart where they overlap: u = (d - r)^2 / 2 for r below d, the sum of the radii; eV and
/// eV/Angstrom stand for Angstrom^2 and Angstrom.
/// </summary>
/// <param name="elements">Species.</param>
/// <param name="radii">Their radii, Angstrom.</param>
internal sealed class SoftSpheres(IReadOnlyList<Element> elements, double[] radii)
    : SitePotential(elements, 2.0 * Largest(radii))
{
    /// <inheritdoc/>
    protected override double ComputeSite(SiteNeighbors site, object? scratch)
    {
        double energy = 0.0;
        for (int k = 0; k < site.Count; k++)
        {
            double r = site.R[k];
            double overlap = radii[site.CenterType] + radii[site.Type[k]] - r;
            if (overlap > 0.0 && r > 0.0)
            {
                // Each pair is met from both sides.
                energy += 0.25 * overlap * overlap;
                double g = -0.5 * overlap / r;
                site.Gx[k] += g * site.Dx[k];
                site.Gy[k] += g * site.Dy[k];
                site.Gz[k] += g * site.Dz[k];
            }
        }

        return energy;
    }

    private static double Largest(double[] radii)
    {
        double largest = 0.0;
        foreach (double radius in radii)
        {
            largest = System.Math.Max(largest, radius);
        }

        return largest;
    }
}
