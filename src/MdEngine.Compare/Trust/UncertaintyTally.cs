using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Accuracy;
using MdEngine.Core.Atoms;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;

namespace MdEngine.Compare.Trust;

/// <summary>Gathers the uncertainties of atoms and the errors of the forces on them.</summary>
/// <param name="measure">What the uncertainty is.</param>
public sealed class UncertaintyTally(UncertaintyMeasure measure)
{
    // Correlations are of a sample where there are more atoms; its statistical error is then below 0.003.
    private const int MostPairs = 100_000;
    private const int Tenths = 10;

    private readonly ThinnedSample<(double Uncertainty, double Error)> _pairs = new(MostPairs);
    private double _sum, _largest = double.NaN;
    private long _atoms, _frame = -1;
    private int _atom;

    /// <summary>What was found.</summary>
    public UncertaintyQuality Quality
    {
        get
        {
            IReadOnlyList<(double Uncertainty, double Error)> pairs = _pairs.Items;
            double[] uncertainties = [.. pairs.Select(p => p.Uncertainty)], errors = [.. pairs.Select(p => p.Error)];
            return new UncertaintyQuality(
                measure.Name, measure.Unit, _atoms, _sum / _atoms, _largest, _frame, _atom,
                Correlation.Pearson(uncertainties, errors), Correlation.Spearman(uncertainties, errors), Bins(pairs));
        }
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">Its number, from 0.</param>
    /// <param name="reference">Frame as it was read.</param>
    /// <param name="found">The same frame by the potential, with its column of uncertainties.</param>
    public void Add(long frame, Structure reference, Structure found)
    {
        var values = (double[])found.Extra.First(c => c.Name == FrameEvaluator.UncertaintyColumn).Values;
        for (int i = 0; i < values.Length; i++)
        {
            _atoms++;
            _sum += values[i];
            if (!(values[i] <= _largest))
            {
                (_largest, _frame, _atom) = (values[i], frame, i + 1);
            }

            if (reference.Forces is { } forces)
            {
                // No weight: the sample must not favour the worst.
                _pairs.Add((values[i], (found.Forces![i] - forces[i]).Length), 0.0);
            }
        }
    }

    private static UncertaintyBin[] Bins(IReadOnlyList<(double Uncertainty, double Error)> pairs)
    {
        (double Uncertainty, double Error)[] sorted = [.. pairs.OrderBy(p => p.Uncertainty)];
        return
        [
            .. Enumerable.Range(0, sorted.Length == 0 ? 0 : Tenths)
                .Select(t => sorted[(int)((long)sorted.Length * t / Tenths)..(int)((long)sorted.Length * (t + 1) / Tenths)])
                .Where(part => part.Length > 0)
                .Select(part => new UncertaintyBin(
                    part.Length, part.Average(p => p.Uncertainty), Math.Sqrt(part.Average(p => p.Error * p.Error)))),
        ];
    }
}
