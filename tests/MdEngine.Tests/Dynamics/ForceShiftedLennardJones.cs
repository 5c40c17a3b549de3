using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Tests.Dynamics;

/// <summary>
/// Lennard-Jones whose energy and force go to zero at the cutoff, in the plainest way: what dynamics is tested on
/// without trusting a fast kernel.
/// </summary>
internal sealed class ForceShiftedLennardJones : SitePotential
{
    private readonly double _epsilon, _sigma2, _energyShift, _slope;

    public ForceShiftedLennardJones(Element element, double epsilon, double sigma, double cutoff)
        : base([element], cutoff)
    {
        _epsilon = epsilon;
        _sigma2 = sigma * sigma;
        (_energyShift, _slope) = Plain(cutoff);
    }

    protected override double ComputeSite(SiteNeighbors site, object? scratch)
    {
        double energy = 0.0;
        for (int k = 0; k < site.Count; k++)
        {
            double r = site.R[k];
            (double u, double du) = Plain(r);
            energy += 0.5 * (u - _energyShift - ((r - Cutoff) * _slope));
            double g = 0.5 * (du - _slope) / r;
            site.Gx[k] += g * site.Dx[k];
            site.Gy[k] += g * site.Dy[k];
            site.Gz[k] += g * site.Dz[k];
        }

        return energy;
    }

    private (double Energy, double Slope) Plain(double r)
    {
        double s2 = _sigma2 / (r * r);
        double s6 = s2 * s2 * s2;
        return (4.0 * _epsilon * s6 * (s6 - 1.0), -24.0 * _epsilon * s6 * ((2.0 * s6) - 1.0) / r);
    }
}
