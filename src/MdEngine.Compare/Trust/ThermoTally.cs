using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Compare.Trust;

/// <summary>Keeps the thermodynamic records of a simulation and takes their means.</summary>
/// <param name="atoms">Atoms.</param>
public sealed class ThermoTally(int atoms) : IThermoSink
{
    private const int Blocks = 5;
    private readonly List<ThermoRecord> _records = [];

    /// <summary>The records as series.</summary>
    public TrialSeries Series => new(
        Column(r => r.Time), Column(r => r.Temperature), Column(r => r.PotentialEnergy / atoms),
        Column(r => r.ConservedQuantity / atoms), Column(r => r.Pressure), Column(r => r.Volume / atoms));

    /// <summary>Means and drifts of the stages, in their order.</summary>
    public IReadOnlyList<StageFigures> Stages => [.. _records.GroupBy(r => r.Stage).Select(g => Stage(g.Key, [.. g]))];

    /// <inheritdoc/>
    public void Write(in ThermoRecord record) => _records.Add(record);

    /// <summary>Nothing: such a simulation is not resumed but begun again.</summary>
    public void Save(StateBag into)
    {
    }

    /// <summary>Nothing: such a simulation is not resumed but begun again.</summary>
    public void Restore(StateBag from)
    {
    }

    /// <inheritdoc/>
    public void Finish()
    {
    }

    private double[] Column(Func<ThermoRecord, double> value) => [.. _records.Select(value)];

    private StageFigures Stage(string name, ThermoRecord[] records)
    {
        ThermoRecord[] half = records[(records.Length / 2)..];
        (double temperature, double temperatureError) = Mean([.. half.Select(r => r.Temperature)]);
        (double pressure, double pressureError) = Mean([.. half.Select(r => r.Pressure)]);
        (double energy, double energyError) = Mean([.. half.Select(r => r.PotentialEnergy / atoms)]);
        // eV/fs to meV/ps.
        double drift = 1e6 / atoms * Slope([.. records.Select(r => r.Time)], [.. records.Select(r => r.ConservedQuantity)]);
        return new StageFigures(
            name, half.Length, temperature, temperatureError, pressure, pressureError, energy, energyError, drift);
    }

    /// <summary>Mean, and its standard error from the scatter of the means of consecutive blocks.</summary>
    private static (double Mean, double Error) Mean(double[] values)
    {
        int length = values.Length / Blocks;
        if (length == 0)
        {
            return (values.Length == 0 ? double.NaN : values.Average(), double.NaN);
        }

        double[] means = [.. values[^(length * Blocks)..].Chunk(length).Select(b => b.Average())];
        return (values.Average(), BlockStatistics.Of(means).Error);
    }

    private static double Slope(double[] x, double[] y)
    {
        double mx = x.Average(), my = y.Average();
        double xx = x.Sum(v => (v - mx) * (v - mx));
        return xx > 0.0 ? x.Zip(y).Sum(p => (p.First - mx) * (p.Second - my)) / xx : double.NaN;
    }
}
