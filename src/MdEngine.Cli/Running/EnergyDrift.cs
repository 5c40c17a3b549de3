using System.Collections.Generic;
using MdEngine.Core.Observation;

namespace MdEngine.Cli.Running;

/// <summary>How far the conserved quantity of each stage wandered from where it began.</summary>
public sealed class EnergyDrift : IThermoSink
{
    private readonly List<StageDrift> _stages = [];
    private ThermoRecord? _last;
    private double _start;
    private double _startTime;

    /// <summary>The stages that were seen, in order.</summary>
    public IReadOnlyList<StageDrift> Stages => _stages;

    /// <inheritdoc/>
    public void Write(in ThermoRecord record)
    {
        if (_last?.Stage != record.Stage)
        {
            // Reservoirs begin empty, so a stage begins with the total energy at the end of the one before.
            _start = _last?.TotalEnergy ?? record.ConservedQuantity;
            _startTime = _last?.Time ?? record.Time;
            _stages.Add(new StageDrift(record.Stage, 0.0, 0.0));
        }

        _stages[^1] = new StageDrift(record.Stage, record.ConservedQuantity - _start, record.Time - _startTime);
        _last = record;
    }

    /// <inheritdoc/>
    public void Finish()
    {
    }
}
