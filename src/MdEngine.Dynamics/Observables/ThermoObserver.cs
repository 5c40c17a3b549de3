using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.ExceptionServices;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Core.Units;

namespace MdEngine.Dynamics.Observables;

/// <summary>Makes thermodynamic records of a run and hands them to its sinks.</summary>
public sealed class ThermoObserver : IObserver
{
    private static readonly Matrix3 Undefined = new(
        double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);

    private readonly long _every;
    private readonly WorkerPool _workers;
    private readonly IReadOnlyList<IThermoSink> _sinks;
    private readonly KineticSums _kinetic = new();

    /// <summary>Makes the observer.</summary>
    /// <param name="every">Steps between records, at least 1; start and end of stages are always recorded.</param>
    /// <param name="workers">Threads for the sums over atoms.</param>
    /// <param name="sinks">Where records go.</param>
    public ThermoObserver(long every, WorkerPool workers, IReadOnlyList<IThermoSink> sinks)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        _every = every;
        _workers = workers;
        _sinks = sinks;
    }

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.Energy | ForceNeeds.Virial;

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) => lastOfStage || step % _every == 0;

    /// <inheritdoc/>
    public void Observe(in StepObservation observation)
    {
        ThermoRecord record = Record(in observation);
        foreach (IThermoSink sink in _sinks)
        {
            sink.Write(in record);
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        for (int k = 0; k < _sinks.Count; k++)
        {
            _sinks[k].Save(into.Section(SectionOf(k)));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        for (int k = 0; k < _sinks.Count; k++)
        {
            _sinks[k].Restore(from.Section(SectionOf(k)));
        }
    }

    /// <inheritdoc/>
    public void Finish()
    {
        ExceptionDispatchInfo? failure = null;
        foreach (IThermoSink sink in _sinks)
        {
            try
            {
                sink.Finish();
            }
            catch (Exception e)
            {
                // The other sinks are closed all the same.
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        failure?.Throw();
    }

    private static string SectionOf(int sink) => string.Create(CultureInfo.InvariantCulture, $"sink{sink}");

    /// <summary>
    /// The record of a step of which energy and virial are known. Pressure tensor: (sum of m v (x) v + W)/V.
    /// </summary>
    private ThermoRecord Record(in StepObservation observation)
    {
        SimulationState state = observation.State;
        bool hasVolume = state.Cell.HasVolume;
        Matrix3 pressure = hasVolume
            ? (PhysicalConstants.GigapascalPerPressure / state.Cell.Volume)
                * (_kinetic.Tensor(state.Atoms, _workers) + state.Forces.Virial)
            : Undefined;
        return new ThermoRecord(
            state.Step,
            state.Time,
            observation.Stage,
            KineticSums.Temperature(observation.KineticEnergy, observation.DegreesOfFreedom),
            observation.KineticEnergy,
            state.Forces.Energy,
            observation.KineticEnergy + state.Forces.Energy,
            observation.ConservedQuantity,
            pressure.Trace / 3.0,
            pressure,
            hasVolume ? state.Cell.Volume : double.NaN,
            state.Cell.Vectors);
    }
}
