using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>
/// All <c>distance_2b</c> processes of a model. Those of a pair of elements that depend smoothly on the distance are one
/// table, exact to rounding, so that their number and their sparse points cost nothing.
/// </summary>
/// <remarks>Every ordered pair is an instance, so that a bond counts twice: at either end once.</remarks>
internal sealed class PairTerm : SiteTerm
{
    private readonly int _types;
    private readonly PiecewiseTable?[] _tables;
    private readonly PairLaw[][] _direct, _all;

    public PairTerm(IReadOnlyList<PairLaw> laws, IReadOnlyList<Element> elements)
    {
        _types = elements.Count;
        Cutoff = laws.Max(l => l.Cutoff);
        _tables = new PiecewiseTable?[_types * _types];
        _direct = new PairLaw[_types * _types][];
        _all = new PairLaw[_types * _types][];
        var shared = new Dictionary<string, PiecewiseTable>();
        for (int a = 0; a < _types; a++)
        {
            for (int b = 0; b < _types; b++)
            {
                int[] held = [.. Enumerable.Range(0, laws.Count)
                    .Where(k => laws[k].Accepts(elements[a].AtomicNumber, elements[b].AtomicNumber))];
                int pair = (a * _types) + b;
                _all[pair] = [.. held.Select(k => laws[k])];
                _direct[pair] = [.. _all[pair].Where(l => l.Spacing == 0.0)];
                int[] smooth = [.. held.Where(k => laws[k].Spacing > 0.0)];
                if (smooth.Length > 0)
                {
                    string key = string.Join(' ', smooth);
                    if (!shared.TryGetValue(key, out PiecewiseTable? table))
                    {
                        table = Tabulate([.. smooth.Select(k => laws[k])]);
                        shared.Add(key, table);
                    }

                    _tables[pair] = table;
                }
            }
        }
    }

    /// <inheritdoc/>
    public override double Cutoff { get; }

    /// <inheritdoc/>
    public override double Compute(SiteNeighbors site, SiteScratch scratch, in ForceBlock block, ForceAccumulator into)
    {
        Span<double> x = site.Dx, y = site.Dy, z = site.Dz, r = site.R, gx = site.Gx, gy = site.Gy, gz = site.Gz;
        Span<int> type = site.Type;
        int row = site.CenterType * _types;
        double energy = 0.0;
        for (int j = 0; j < r.Length; j++)
        {
            int pair = row + type[j];
            double slope = 0.0;
            if (_tables[pair] is { } table && r[j] < table.End)
            {
                energy += table.First(r[j], out slope);
            }

            foreach (PairLaw law in _direct[pair])
            {
                energy += law.Evaluate(r[j], out double one);
                slope += one;
            }

            double f = slope / r[j];
            gx[j] += f * x[j];
            gy[j] += f * y[j];
            gz[j] += f * z[j];
        }

        AddVariances(site, scratch, into, row);
        return energy;
    }

    private static PiecewiseTable Tabulate(PairLaw[] laws)
    {
        double[] breaks = [.. laws.SelectMany(l => new[] { Math.Max(0.0, l.Cutoff - l.Width), l.Cutoff }).Append(0.0).Distinct().Order()];
        return new PiecewiseTable(
            4, breaks, laws.Min(l => l.Spacing),
            (r, values) => values[0] = laws.Sum(l => l.Evaluate(r, out _)),
            (r, slopes) => slopes[0] = laws.Sum(l => l.Slope(r)));
    }

    /// <summary>Of an ordered pair one half falls to either atom, so that of the two one whole falls to this.</summary>
    private unsafe void AddVariances(SiteNeighbors site, SiteScratch scratch, ForceAccumulator into, int row)
    {
        if (into.AtomUncertainties == null)
        {
            return;
        }

        double sum = 0.0;
        for (int j = 0; j < site.Count; j++)
        {
            foreach (PairLaw law in _all[row + site.Type[j]])
            {
                sum += law.Variance(site.R[j], scratch);
            }
        }

        into.AtomUncertainties[into.Slot(site.Center)] += sum;
    }
}
