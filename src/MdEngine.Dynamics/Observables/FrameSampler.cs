using System;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;

namespace MdEngine.Dynamics.Observables;

/// <summary>Hands the state to something that gathers statistics, every so many steps.</summary>
/// <example><c>new FrameSampler(10, 1000, s => rdf.Add(s.Atoms, s.Cell))</c></example>
public sealed class FrameSampler : IObserver
{
    private readonly long _every, _from;
    private readonly Action<SimulationState> _take;

    /// <summary>Makes the observer.</summary>
    /// <param name="every">Steps between samples, at least 1.</param>
    /// <param name="from">First step to sample: what comes before is equilibration.</param>
    /// <param name="take">Takes a sample; must not change the state.</param>
    public FrameSampler(long every, long from, Action<SimulationState> take)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        _every = every;
        _from = from;
        _take = take;
    }

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.None;

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) => step >= _from && (step - _from) % _every == 0;

    /// <inheritdoc/>
    public void Observe(in StepObservation observation) => _take(observation.State);

    /// <inheritdoc/>
    public void Finish()
    {
    }
}
