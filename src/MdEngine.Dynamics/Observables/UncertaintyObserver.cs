using System;
using System.Globalization;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Follows how uncertain a potential is of the atoms, and ends a run that has left what the potential knows.
/// </summary>
public sealed class UncertaintyObserver : IObserver
{
    private readonly long _every;
    private readonly double? _limit;
    private readonly UncertaintyMeasure _measure;
    private readonly Sink _write;
    private readonly Action _finish;
    private long _lastStep = -1;

    /// <summary>Makes the observer.</summary>
    /// <param name="every">Steps between records, at least 1; the ends of stages are always recorded.</param>
    /// <param name="limit">Uncertainty of an atom above which the run fails; null for none.</param>
    /// <param name="measure">What the potential tells.</param>
    /// <param name="write">Where records go.</param>
    /// <param name="finish">Called when the run ends.</param>
    public UncertaintyObserver(long every, double? limit, UncertaintyMeasure measure, Sink write, Action finish)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        _every = every;
        _limit = limit;
        _measure = measure;
        _write = write;
        _finish = finish;
    }

    /// <summary>Takes a record.</summary>
    public delegate void Sink(in UncertaintyRecord record);

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.AtomUncertainties;

    /// <summary>A record in words.</summary>
    /// <param name="record">Record.</param>
    /// <param name="measure">What it measures.</param>
    /// <param name="verdict">What is to be said of it.</param>
    public static string Describe(in UncertaintyRecord record, UncertaintyMeasure measure, string verdict) => string.Create(
        CultureInfo.InvariantCulture,
        $"at step {record.Step} the {measure.Name} of atom {record.Atom} ({record.Element}) is {record.Largest:g4} {measure.Unit}, {verdict}");

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) => lastOfStage || step % _every == 0;

    /// <inheritdoc/>
    /// <exception cref="PhysicsException">An atom is beyond the limit.</exception>
    public void Observe(in StepObservation observation)
    {
        SimulationState state = observation.State;
        if (state.Step == _lastStep || state.Atoms.Owned == 0)
        {
            return;
        }

        _lastStep = state.Step;
        AtomState atoms = state.Atoms;
        ReadOnlySpan<double> values = state.Forces.AtomUncertainties;
        int most = 0;
        double sum = 0.0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i];
            // Among equals the first by identity: the order of atoms in memory must not show.
            if (values[i] > values[most] || (values[i] == values[most] && atoms.Id[i] < atoms.Id[most]))
            {
                most = i;
            }
        }

        var record = new UncertaintyRecord(
            state.Step, state.Time, observation.Stage, sum / values.Length, values[most], atoms.Id[most] + 1,
            atoms.Species[atoms.Type[most]].Symbol);
        _write(in record);
        if (record.Largest > _limit)
        {
            throw new PhysicsException(Describe(in record, _measure, string.Create(
                CultureInfo.InvariantCulture, $"above the {_limit:g4} at which the run was to stop; it has left what the potential knows")));
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into) => into.Set("lastStep", _lastStep);

    /// <inheritdoc/>
    public void Restore(StateBag from) => _lastStep = from.Integer("lastStep");

    /// <inheritdoc/>
    public void Finish() => _finish();
}
