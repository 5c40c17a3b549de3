using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>
/// A glue potential, as core repulsion beside a GAP: F(rho_i) and half the pair energies of an atom.
/// </summary>
internal sealed class GlueTerm : SiteTerm
{
    private readonly int[] _kind;
    private readonly Density[] _density;
    private readonly GlueSpline[] _embedding;
    private readonly GlueSpline?[,] _pairs;
    private readonly double _scale;

    public GlueTerm(GlueParameters source, IReadOnlyList<Element> elements)
    {
        _scale = source.Scale;
        _kind = [.. elements.Select(e => source.AtomicNumbers.ToList().IndexOf(e.AtomicNumber))];
        _density = [.. source.Density.Select(d => new Density(d))];
        _embedding = [.. source.Embedding.Select(e => new GlueSpline(e))];
        int n = source.AtomicNumbers.Count;
        _pairs = new GlueSpline?[n, n];
        foreach (((int a, int b), GlueFunction function) in source.Pairs)
        {
            _pairs[a, b] = new GlueSpline(function);
            _pairs[b, a] = _pairs[a, b];
        }

        Cutoff = Math.Max(_density.Max(d => d.End), _pairs.Cast<GlueSpline?>().Max(p => p?.End ?? 0.0));
        if (!(Cutoff > 0.0))
        {
            throw source.Place.Fault("no function of the glue potential reaches to a distance > 0");
        }
    }

    /// <inheritdoc/>
    public override double Cutoff { get; }

    /// <inheritdoc/>
    public override double Compute(SiteNeighbors site, SiteScratch scratch, in ForceBlock block, ForceAccumulator into)
    {
        int own = _kind[site.CenterType];
        if (own < 0)
        {
            return 0.0;
        }

        double rho = 0.0, pairs = 0.0;
        for (int j = 0; j < site.Count; j++)
        {
            int other = _kind[site.Type[j]];
            if (other >= 0)
            {
                rho += _density[other].Evaluate(site.R[j], out _);
            }
        }

        double embedded = _embedding[own].Evaluate(rho, out double embeddingSlope);
        for (int j = 0; j < site.Count; j++)
        {
            int other = _kind[site.Type[j]];
            if (other < 0)
            {
                continue;
            }

            double r = site.R[j];
            _density[other].Evaluate(r, out double slope);
            slope *= embeddingSlope;
            if (_pairs[own, other] is { } pair && r < pair.End)
            {
                pairs += 0.5 * pair.Evaluate(r, out double pairSlope);
                slope += 0.5 * pairSlope;
            }

            double f = _scale * slope / r;
            site.Gx[j] += f * site.Dx[j];
            site.Gy[j] += f * site.Dy[j];
            site.Gz[j] += f * site.Dz[j];
        }

        return _scale * (embedded + pairs);
    }

    /// <summary>A density: a spline, or A (end - r)^3 with A by least squares.</summary>
    private sealed class Density
    {
        private readonly GlueSpline? _spline;
        private readonly double _amplitude;

        public Density(GlueFunction function)
        {
            End = function.X[^1];
            _spline = function.Spline ? new GlueSpline(function) : null;
            double up = 0.0, down = 0.0;
            for (int k = 0; k < function.X.Length; k++)
            {
                double u = End - function.X[k], cube = u * u * u;
                up += function.Y[k] * cube;
                down += cube * cube;
            }

            _amplitude = up / down;
        }

        public double End { get; }

        public double Evaluate(double r, out double slope)
        {
            slope = 0.0;
            if (r >= End)
            {
                return 0.0;
            }

            if (_spline is not null)
            {
                return _spline.Evaluate(r, out slope);
            }

            double u = End - r;
            slope = -3.0 * _amplitude * u * u;
            return _amplitude * u * u * u;
        }
    }
}
