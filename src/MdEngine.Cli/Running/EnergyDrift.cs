using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;

namespace MdEngine.Cli.Running;

/// <summary>How far the conserved quantity of each stage wandered from where it began.</summary>
public sealed class EnergyDrift : IThermoSink
{
    private readonly List<StageDrift> _stages = [];
    private double _start;
    private double _startTime;
    private double _lastEnergy;
    private double _lastTime;

    /// <summary>The stages that were seen, in order.</summary>
    public IReadOnlyList<StageDrift> Stages => _stages;

    /// <inheritdoc/>
    public void Write(in ThermoRecord record)
    {
        if (_stages.Count == 0)
        {
            (_lastEnergy, _lastTime) = (record.ConservedQuantity, record.Time);
        }

        if (_stages.Count == 0 || _stages[^1].Stage != record.Stage)
        {
            // Reservoirs begin empty, so a stage begins with the total energy at the end of the one before.
            (_start, _startTime) = (_lastEnergy, _lastTime);
            _stages.Add(new StageDrift(record.Stage, 0.0, 0.0));
        }

        _stages[^1] = new StageDrift(record.Stage, record.ConservedQuantity - _start, record.Time - _startTime);
        (_lastEnergy, _lastTime) = (record.TotalEnergy, record.Time);
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("last", [_start, _startTime, _lastEnergy, _lastTime]);
        into.Set("stages", string.Join('\n', _stages.Select(s => s.Stage)));
        into.Set("energies", _stages.Select(s => s.Energy).ToArray());
        into.Set("times", _stages.Select(s => s.Time).ToArray());
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        double[] last = from.Reals("last", 4);
        (_start, _startTime, _lastEnergy, _lastTime) = (last[0], last[1], last[2], last[3]);
        double[] energies = from.Reals("energies");
        double[] times = from.Reals("times", energies.Length);
        string[] names = energies.Length == 0 ? [] : from.Text("stages").Split('\n');
        if (names.Length != energies.Length)
        {
            throw new InputException($"the saved state names {names.Length} stages for {energies.Length} energies");
        }

        _stages.Clear();
        _stages.AddRange(names.Select((name, k) => new StageDrift(name, energies[k], times[k])));
    }

    /// <inheritdoc/>
    public void Finish()
    {
    }
}
