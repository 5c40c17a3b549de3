using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.SamplePlugin;

/// <summary>
/// A pair potential as a sum of site energies: half of each pair energy belongs to either atom. Deriving from
/// <see cref="SitePotential"/> leaves one method to write; forces on neighbours, virial, periodicity and threads
/// follow from the derivatives that it returns.
/// </summary>
public sealed class MorsePotential : SitePotential
{
    private readonly MorseCurve[] _curves;
    private readonly int _types;

    /// <summary>Makes the potential.</summary>
    /// <param name="pairs">Every pair of the elements once, in any order.</param>
    /// <exception cref="ArgumentException">A pair is missing.</exception>
    public MorsePotential(IReadOnlyList<(Element A, Element B, MorseCurve Curve)> pairs)
        : base([.. pairs.SelectMany(p => new[] { p.A, p.B }).Distinct()], pairs.Max(p => p.Curve.Cutoff))
    {
        // Types count in Elements: the base hands over types in that order, whatever the simulation's is.
        _types = Elements.Count;
        _curves = new MorseCurve[_types * _types];
        for (int a = 0; a < _types; a++)
        {
            for (int b = 0; b < _types; b++)
            {
                (Element ea, Element eb) = (Elements[a], Elements[b]);
                _curves[(a * _types) + b] = pairs
                    .Where(p => (p.A == ea && p.B == eb) || (p.A == eb && p.B == ea))
                    .Select(p => (MorseCurve?)p.Curve)
                    .FirstOrDefault() ?? throw new ArgumentException($"the pair {ea}-{eb} is missing", nameof(pairs));
            }
        }
    }

    /// <inheritdoc/>
    protected override double ComputeSite(SiteNeighbors site, object? scratch)
    {
        ReadOnlySpan<MorseCurve> curves = _curves.AsSpan(site.CenterType * _types, _types);
        Span<double> dx = site.Dx, dy = site.Dy, dz = site.Dz, r = site.R;
        Span<double> gx = site.Gx, gy = site.Gy, gz = site.Gz;
        Span<int> type = site.Type;
        double energy = 0.0;
        for (int k = 0; k < site.Count; k++)
        {
            (double pair, double slope) = curves[type[k]].At(r[k]);
            energy += 0.5 * pair;
            // d(pair/2)/d(displacement) = slope/2 along the unit vector.
            double g = 0.5 * slope / r[k];
            gx[k] = g * dx[k];
            gy[k] = g * dy[k];
            gz[k] = g * dz[k];
        }

        return energy;
    }
}
