using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Soap;
using MdEngine.Potentials.Gap.Sparse;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>
/// A <c>distance_Nb</c> Gaussian process of order 2 or 3: the distances of a cluster of atoms in a fixed order.
/// </summary>
/// <remarks>
/// Compact clusters have a centre, which comes first; the others follow by atomic number, then by the number of the atom in
/// the structure, then by position. Clusters that are not compact are sorted as a whole. Where a kernel is not symmetric
/// under the exchange of like atoms (compact, a list of mixed species), the energy depends on that order, as in QUIP.
/// </remarks>
internal sealed class ClusterTerm : SiteTerm
{
    private const long CompactByDefault = 1596837814;
    private readonly ArdSet _set;
    private readonly Lazy<PredictiveVariance> _variance;
    private readonly double _width;
    private readonly bool _compact;
    private readonly int _order;
    private readonly int[] _numbers;

    // By atomic number how often it stands in the list; empty when any will do.
    private readonly int[] _wanted;

    /// <exception cref="MdEngine.Core.InputException">A parameter cannot be used.</exception>
    public ClusterTerm(GapCoordinates source, IReadOnlyList<Element> elements, double regularisation)
    {
        ArgumentLine line = source.Descriptor;
        _order = line.Integer("order", int.MinValue, int.MaxValue);
        if (_order is not (2 or 3))
        {
            throw line.Wrong("order", "2 or 3: others are not supported");
        }

        Cutoff = SoapParameters.Positive(line, ["cutoff"], null);
        _width = SoapParameters.TransitionWidth(line, Cutoff);
        _compact = line.Flag("compact_clusters", source.Version >= CompactByDefault);
        if (source.Dimensions != _order * (_order - 1) / 2)
        {
            throw source.Place.Fault($"dimensions is {source.Dimensions}, expected {_order * (_order - 1) / 2} for clusters of {_order}");
        }

        int[] z = line.Has("Z") ? line.Integers("Z", _order, 0, 118) : new int[_order];
        _wanted = z.Contains(0) ? [] : new int[119];
        if (_wanted.Length > 0)
        {
            foreach (int one in z)
            {
                _wanted[one]++;
            }
        }

        _numbers = [.. elements.Select(e => e.AtomicNumber)];
        _set = new ArdSet(source);
        _variance = new Lazy<PredictiveVariance>(() => _set.CreateVariance(regularisation));
    }

    /// <inheritdoc/>
    public override double Cutoff { get; }

    /// <inheritdoc/>
    public override double Compute(SiteNeighbors site, SiteScratch scratch, in ForceBlock block, ForceAccumulator into)
    {
        double energy = 0.0;
        for (int j = 0; j < site.Count; j++)
        {
            // Compact clusters end before the cutoff, the others at it; their weight vanishes there.
            if (site.R[j] >= Cutoff)
            {
                continue;
            }

            if (_order == 2)
            {
                energy += Pair(site, j, scratch, into);
                continue;
            }

            for (int k = j + 1; k < site.Count; k++)
            {
                if (site.R[k] < Cutoff)
                {
                    energy += Triplet(site, j, k, scratch, block.Atoms, into);
                }
            }
        }

        return energy;
    }

    private bool Accepts(ReadOnlySpan<int> z)
    {
        if (_wanted.Length == 0)
        {
            return true;
        }

        foreach (int one in z)
        {
            if (z.Count(one) > _wanted[one])
            {
                return false;
            }
        }

        return true;
    }

    private double Pair(SiteNeighbors site, int j, SiteScratch scratch, ForceAccumulator into)
    {
        if (!Accepts([_numbers[site.CenterType], _numbers[site.Type[j]]]))
        {
            return 0.0;
        }

        // From either end once; clusters that are not compact count once in all.
        double share = _compact ? 1.0 : 0.5, r = site.R[j];
        double f = CutoffFunction.Value(r, Cutoff, _width, out double f1);
        Span<double> q = [r], g = stackalloc double[1];
        double e = share * _set.Evaluate(q, g);
        AddSlope(site, j, ((f1 * e) + (f * share * g[0])) / r);
        Share(site, [j], f * e, share * f * f, scratch, q, into);
        return 0.5 * f * e;
    }

    private double Triplet(SiteNeighbors site, int j, int k, SiteScratch scratch, AtomState atoms, ForceAccumulator into)
    {
        int zi = _numbers[site.CenterType], zj = _numbers[site.Type[j]], zk = _numbers[site.Type[k]];
        if (!Accepts([zi, zj, zk]))
        {
            return 0.0;
        }

        double x = site.Dx[k] - site.Dx[j], y = site.Dy[k] - site.Dy[j], z = site.Dz[k] - site.Dz[j];
        Span<double> r = [site.R[j], site.R[k], Math.Sqrt((x * x) + (y * y) + (z * z))];
        Span<double> f = stackalloc double[3], f1 = stackalloc double[3], byWeight = stackalloc double[3];
        for (int b = 0; b < 3; b++)
        {
            f[b] = CutoffFunction.Value(r[b], Cutoff, _width, out f1[b]);
        }

        double share = 1.0, weight;
        if (_compact)
        {
            weight = f[0] * f[1];
            byWeight[0] = f1[0] * f[1];
            byWeight[1] = f[0] * f1[1];
            byWeight[2] = 0.0;
        }
        else
        {
            // Found from every atom that has both others within reach.
            share = r[2] < Cutoff ? 1.0 / 3.0 : 1.0;
            double ab = f[0] * f[1], ac = f[0] * f[2], bc = f[1] * f[2];
            weight = ab + ac + bc - (2.0 * ab * f[2]);
            byWeight[0] = f1[0] * (f[1] + f[2] - (2.0 * bc));
            byWeight[1] = f1[1] * (f[0] + f[2] - (2.0 * ac));
            byWeight[2] = f1[2] * (f[0] + f[1] - (2.0 * ab));
        }

        // The bonds i-j, i-k, j-k in the order in which the descriptor has them.
        Span<int> bond = stackalloc int[3];
        Order(site, j, k, atoms, bond);
        Span<double> q = [r[bond[0]], r[bond[1]], r[bond[2]]];
        Span<double> g = stackalloc double[3];
        double e = _set.Evaluate(q, g);
        Span<double> slope = stackalloc double[3];
        for (int b = 0; b < 3; b++)
        {
            slope[bond[b]] = share * ((weight * g[b]) + (e * byWeight[bond[b]])) / r[bond[b]];
        }

        AddSlope(site, j, slope[0]);
        AddSlope(site, k, slope[1]);
        site.Gx[j] -= slope[2] * x;
        site.Gy[j] -= slope[2] * y;
        site.Gz[j] -= slope[2] * z;
        site.Gx[k] += slope[2] * x;
        site.Gy[k] += slope[2] * y;
        site.Gz[k] += slope[2] * z;
        double energy = share * weight * e;
        Share(site, [j, k], energy, share * weight * weight, scratch, q, into);
        return energy / 3.0;
    }

    private static void AddSlope(SiteNeighbors site, int j, double f)
    {
        site.Gx[j] += f * site.Dx[j];
        site.Gy[j] += f * site.Dy[j];
        site.Gz[j] += f * site.Dz[j];
    }

    /// <summary>Gives the other atoms their part of energy and variance, and the centre its part of the variance.</summary>
    private unsafe void Share(
        SiteNeighbors site, ReadOnlySpan<int> others, double energy, double weight, SiteScratch scratch, ReadOnlySpan<double> q, ForceAccumulator into)
    {
        foreach (int j in others)
        {
            into.AddEnergy(site.Index[j], energy / _order);
        }

        if (into.AtomUncertainties == null)
        {
            return;
        }

        double variance = weight * scratch.Variance(_set, _variance.Value, q) / _order;
        into.AtomUncertainties[into.Slot(site.Center)] += variance;
        foreach (int j in others)
        {
            into.AtomUncertainties[into.Slot(site.Index[j])] += variance;
        }
    }

    /// <summary>Which of the bonds i-j (0), i-k (1), j-k (2) are 1-2, 1-3 and 2-3 of the cluster.</summary>
    private void Order(SiteNeighbors site, int j, int k, AtomState atoms, Span<int> bond)
    {
        var i0 = (_numbers[site.CenterType], atoms.IdOf(site.Center), default(Double3));
        var j0 = (_numbers[site.Type[j]], atoms.IdOf(site.Index[j]), new Double3(site.Dx[j], site.Dy[j], site.Dz[j]));
        var k0 = (_numbers[site.Type[k]], atoms.IdOf(site.Index[k]), new Double3(site.Dx[k], site.Dy[k], site.Dz[k]));
        bool ij = Before(i0, j0), ik = Before(i0, k0), jk = Before(j0, k0);
        // Ranks of i, j and k.
        int a = _compact ? 0 : (ij ? 0 : 1) + (ik ? 0 : 1);
        int b = _compact ? (jk ? 1 : 2) : (ij ? 1 : 0) + (jk ? 0 : 1), c = 3 - a - b;
        bond[a + b - 1] = 0;
        bond[a + c - 1] = 1;
        bond[b + c - 1] = 2;
    }

    private static bool Before((int Z, int Id, Double3 R) a, (int Z, int Id, Double3 R) b) =>
        a.Z != b.Z ? a.Z < b.Z
        : a.Id != b.Id ? a.Id < b.Id
        : a.R.X != b.R.X ? a.R.X < b.R.X
        : a.R.Y != b.R.Y ? a.R.Y < b.R.Y : a.R.Z < b.R.Z;
}
