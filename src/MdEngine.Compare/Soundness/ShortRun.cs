using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Compare.Soundness;

/// <summary>A short run under guards, of which a failure is a result.</summary>
/// <param name="potential">Potential.</param>
/// <param name="context">Threads, progress and stop.</param>
internal sealed class ShortRun(IPotential potential, PropertyContext context)
{
    // A cell of less than this part of its first volume has collapsed.
    private const double LeastVolume = 0.05, MostVolume = 100.0;

    /// <summary>Runs stages one after another.</summary>
    /// <param name="structure">Atoms.</param>
    /// <param name="temperature">Of the first velocities, K.</param>
    /// <param name="seed">Of the velocities.</param>
    /// <param name="limits">Limits beyond which the run has failed.</param>
    /// <param name="stages">Stages; what the last one does is recorded.</param>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public MotionOutcome Run(
        Structure structure, double temperature, ulong seed, GuardLimits limits, params SimulationStage[] stages)
    {
        var species = new SpeciesTable(potential.Elements);
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, temperature, seed, exact: true);
        var forces = new ForceLoop(potential, species, context.Workers, new NeighborPolicy());
        var recorder = new Recorder(stages, structure.Cell.Volume, context.Progress);
        var guard = new RunGuard(limits, stages, forces, context.Workers);
        var loop = new SimulationLoop(
            state, forces, context.Workers, [guard, new ThermoObserver(1, context.Workers, [recorder])]);
        string? failure = null;
        try
        {
            RunOutcome outcome = loop.Run(stages, context.Stop);
            if (outcome.Interrupted)
            {
                throw new OperationCanceledException(context.Stop);
            }
        }
        catch (Exception e) when (e is PhysicsException or InputException)
        {
            failure = e.Message;
        }

        double earlier = stages[..^1].Sum(s => s.Steps * s.Timestep);
        return new MotionOutcome(recorder.Records, Math.Max(0.0, state.Time - earlier), failure);
    }

    private sealed class Recorder(SimulationStage[] stages, double volume, Action<double> progress) : IThermoSink
    {
        private readonly double _steps = stages.Sum(s => s.Steps);

        public List<ThermoRecord> Records { get; } = [];

        public void Write(in ThermoRecord record)
        {
            double part = record.Volume / volume;
            if (part is < LeastVolume or > MostVolume)
            {
                throw new PhysicsException(FormattableString.Invariant(
                    $"step {record.Step}: the cell has {part:G3} times its first volume: it {(part < 1.0 ? "has collapsed" : "flies apart")}"));
            }

            if (record.Stage == stages[^1].Name)
            {
                Records.Add(record);
            }

            progress(record.Step / _steps);
        }

        public void Finish()
        {
        }
    }
}
