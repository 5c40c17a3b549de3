using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Potentials.Gap.Sparse;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>
/// An <c>angle_3b</c> Gaussian process: of two neighbours j, k of a centre, q = (r_j + r_k, (r_j - r_k)^2, r_jk).
/// </summary>
/// <remarks>Ordered pairs of neighbours are instances, so that a triplet counts twice; q does not change between the two.</remarks>
internal sealed class AngleTerm : SiteTerm
{
    private readonly ArdSet _set;
    private readonly Lazy<PredictiveVariance> _variance;
    private readonly double _width;

    // By type: whether it may be the centre, the first, the second neighbour.
    private readonly bool[] _isCentre, _isFirst, _isSecond;

    /// <exception cref="MdEngine.Core.InputException">A parameter cannot be used.</exception>
    public AngleTerm(GapCoordinates source, IReadOnlyList<Element> elements, double regularisation)
    {
        ArgumentLine line = source.Descriptor;
        Cutoff = SoapParameters.Positive(line, ["cutoff"], null);
        _width = SoapParameters.TransitionWidth(line, Cutoff);
        int centre = line.Integer(["Z_center", "Z"], 0, 118, 0), z1 = line.Integer("Z1", 0, 118, 0), z2 = line.Integer("Z2", 0, 118, 0);
        if (source.Dimensions != 3)
        {
            throw source.Place.Fault($"dimensions is {source.Dimensions}, expected 3 for angle_3b");
        }

        bool[] Of(int z) => [.. elements.Select(e => z == 0 || e.AtomicNumber == z)];
        _isCentre = Of(centre);
        _isFirst = Of(z1);
        _isSecond = Of(z2);
        _set = new ArdSet(source);
        _variance = new Lazy<PredictiveVariance>(() => _set.CreateVariance(regularisation));
    }

    /// <inheritdoc/>
    public override double Cutoff { get; }

    /// <inheritdoc/>
    public override unsafe double Compute(SiteNeighbors site, SiteScratch scratch, in ForceBlock block, ForceAccumulator into)
    {
        if (!_isCentre[site.CenterType])
        {
            return 0.0;
        }

        scratch.Near.Grow(site.Count);
        int* near = scratch.Near.Pointer;
        int count = 0;
        for (int j = 0; j < site.Count; j++)
        {
            int type = site.Type[j];
            if (site.R[j] < Cutoff && (_isFirst[type] || _isSecond[type]))
            {
                near[count++] = j;
            }
        }

        double energy = 0.0, variance = 0.0;
        for (int a = 0; a < count; a++)
        {
            int j = near[a], first = site.Type[j];
            for (int b = a + 1; b < count; b++)
            {
                int k = near[b], second = site.Type[k];
                if ((_isFirst[first] && _isSecond[second]) || (_isSecond[first] && _isFirst[second]))
                {
                    energy += Add(site, j, k, scratch, into.AtomUncertainties != null, ref variance);
                }
            }
        }

        if (into.AtomUncertainties != null)
        {
            into.AtomUncertainties[into.Slot(site.Center)] += variance;
        }

        return energy;
    }

    private double Add(SiteNeighbors site, int j, int k, SiteScratch scratch, bool wantVariance, ref double variance)
    {
        double rj = site.R[j], rk = site.R[k];
        double fj = CutoffFunction.Value(rj, Cutoff, _width, out double fj1), fk = CutoffFunction.Value(rk, Cutoff, _width, out double fk1);
        double x = site.Dx[k] - site.Dx[j], y = site.Dy[k] - site.Dy[j], z = site.Dz[k] - site.Dz[j];
        double r = Math.Sqrt((x * x) + (y * y) + (z * z));
        Span<double> q = [rj + rk, (rj - rk) * (rj - rk), r];
        Span<double> g = stackalloc double[3];
        double e = 2.0 * _set.Evaluate(q, g), f = 2.0 * fj * fk;
        double across = 2.0 * g[1] * (rj - rk);
        double along = f * g[2] / r;
        double byJ = ((f * (g[0] + across)) + (e * fj1 * fk)) / rj, byK = ((f * (g[0] - across)) + (e * fj * fk1)) / rk;
        site.Gx[j] += (byJ * site.Dx[j]) - (along * x);
        site.Gy[j] += (byJ * site.Dy[j]) - (along * y);
        site.Gz[j] += (byJ * site.Dz[j]) - (along * z);
        site.Gx[k] += (byK * site.Dx[k]) + (along * x);
        site.Gy[k] += (byK * site.Dy[k]) + (along * y);
        site.Gz[k] += (byK * site.Dz[k]) + (along * z);
        if (wantVariance)
        {
            variance += 2.0 * fj * fj * fk * fk * scratch.Variance(_set, _variance.Value, q);
        }

        return e * fj * fk;
    }
}
