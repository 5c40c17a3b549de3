using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Accuracy;

/// <summary>
/// Energies of one atom of each element by which two energy scales differ, fitted by least squares to the differences per
/// atom: two potentials with different zeros of energy can be compared after it.
/// </summary>
/// <remarks>
/// Where the compositions of the frames do not tell the offsets apart (all frames of one compound), the smallest set is
/// taken that does as well, by a ridge of 1e-9 of the mean diagonal.
/// </remarks>
public sealed class EnergyOffsets
{
    private const double Ridge = 1e-9;
    private readonly List<Element> _elements = [];
    private readonly List<(double[] Fractions, double Difference)> _rows = [];

    /// <summary>Adds a frame.</summary>
    /// <param name="counts">Atoms of each element.</param>
    /// <param name="difference">Reference minus predicted energy of the whole frame, eV.</param>
    public void Add(IReadOnlyDictionary<Element, int> counts, double difference)
    {
        _elements.AddRange(counts.Keys.Where(e => !_elements.Contains(e)));
        double atoms = counts.Values.Sum();
        _rows.Add(([.. _elements.Select(e => counts.GetValueOrDefault(e) / atoms)], difference / atoms));
    }

    /// <summary>The offsets, eV, to be added to the predicted energy for each atom of an element; none without frames.</summary>
    public IReadOnlyDictionary<Element, double> Fit()
    {
        int n = _elements.Count;
        var normal = new double[n, n];
        var right = new double[n, 1];
        foreach ((double[] fractions, double difference) in _rows)
        {
            for (int a = 0; a < fractions.Length; a++)
            {
                right[a, 0] += fractions[a] * difference;
                for (int b = 0; b < fractions.Length; b++)
                {
                    normal[a, b] += fractions[a] * fractions[b];
                }
            }
        }

        double mean = Enumerable.Range(0, n).Sum(a => normal[a, a]) / Math.Max(1, n);
        for (int a = 0; a < n; a++)
        {
            // A single element is always told: nothing is to be smoothed.
            normal[a, a] += n > 1 ? Ridge * mean : 0.0;
        }

        double[,]? x = n == 0 ? null : DenseFactors.Solve(normal, right);
        return _elements.Select((e, a) => (e, Value: x is null ? 0.0 : x[a, 0])).ToDictionary(p => p.e, p => p.Value);
    }
}
