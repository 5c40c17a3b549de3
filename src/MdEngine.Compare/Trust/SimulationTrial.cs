using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.IO.Xyz;

namespace MdEngine.Compare.Trust;

/// <summary>Runs a simulation with a potential, to see how long it lasts and what it does.</summary>
/// <param name="plan">Simulation.</param>
public sealed class SimulationTrial(SimulationPlan plan)
{
    private const int MostSamples = 500;

    /// <summary>Runs it. A simulation that fails is a result, with what it did until then.</summary>
    /// <param name="potential">Potential.</param>
    /// <param name="workers">Threads.</param>
    /// <param name="trajectory">Extended-XYZ file to write; replaced where it exists.</param>
    /// <param name="progress">Told the part that is done, from 0 to 1.</param>
    /// <param name="stop">Asks it to stop.</param>
    /// <exception cref="InputException">The potential does not cover the elements, or atoms stand on top of each other.</exception>
    /// <exception cref="System.IO.IOException">The trajectory cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public SimulationResult Execute(
        IPotential potential, WorkerPool workers, string trajectory, Action<double> progress, CancellationToken stop)
    {
        Structure structure = plan.Structure;
        var species = new SpeciesTable(structure.Elements.Distinct());
        CloseAtoms.Refuse(structure, AtomState.From(structure, species));
        AtomState atoms = AtomState.From(structure, species);
        plan.Prepare(atoms);
        var state = new SimulationState(atoms, structure.Cell);
        IReadOnlyList<SimulationStage> stages = plan.Stages();
        var forces = new ForceLoop(potential, species, workers, plan.Neighbors);
        var sink = new ThermoTally(structure.Count);
        long steps = stages.Sum(s => s.Steps);
        long every = Math.Max(plan.FrameEvery, (steps + MostSamples - 1) / MostSamples);
        string? failure = null;
        bool hasFrames = false;
        try
        {
            RunOutcome outcome = Loop(state, forces, workers, stages, sink, every, trajectory, progress, steps).Run(stages, stop);
            stop.ThrowIfCancellationRequested();
            failure = outcome.Completed ? null : "it ended before its last step";
            hasFrames = true;
        }
        catch (PhysicsException e)
        {
            failure = e.Message;
            hasFrames = System.IO.File.Exists(trajectory);
        }

        return new SimulationResult(
            plan.Name, structure.Count, steps, state.Step, state.Time, failure is null, failure, sink.Series,
            sink.Stages, hasFrames ? System.IO.Path.GetFileName(trajectory) : null, [.. forces.Report()]);
    }

    private SimulationLoop Loop(
        SimulationState state,
        ForceLoop forces,
        WorkerPool workers,
        IReadOnlyList<SimulationStage> stages,
        ThermoTally sink,
        long every,
        string trajectory,
        Action<double> progress,
        long steps)
    {
        var observers = new List<IObserver>();
        if (plan.Guard(stages, forces, workers) is { } guard)
        {
            observers.Add(guard);
        }

        observers.Add(new ThermoObserver(every, workers, [sink]));
        observers.Add(new TrajectoryObserver(trajectory, new TrajectoryOptions
        {
            Every = plan.FrameEvery,
            Columns = XyzColumns.Forces | XyzColumns.Velocities
                | (forces.Potential.Uncertainty is null ? XyzColumns.None : XyzColumns.Uncertainties),
            Unwrapped = true,
            Overwrite = true,
        }));
        observers.Add(new FrameSampler(
            Math.Max(1, steps / 100), 0, s => progress(s.Step / (double)Math.Max(1, steps))));
        return new SimulationLoop(state, forces, workers, observers);
    }
}
