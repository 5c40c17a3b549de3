using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Minimizers;

namespace MdEngine.Dynamics.Simulation;

/// <summary>
/// The loop over steps: the only place that knows their order. First half of the integrator (half kick, drift), halo
/// and lists, forces, second half (half kick), observers.
/// </summary>
public sealed class SimulationLoop
{
    private readonly SimulationState _state;
    private readonly ForceLoop _forces;
    private readonly WorkerPool _workers;
    private readonly ObserverGroup _observers;
    private long _skipped;

    /// <summary>Sets up a run.</summary>
    /// <param name="state">Atoms, cell and clock.</param>
    /// <param name="forces">Forces and lists.</param>
    /// <param name="workers">Threads; the same as those of <paramref name="forces"/>.</param>
    /// <param name="observers">What watches; they see each step in this order.</param>
    public SimulationLoop(
        SimulationState state, ForceLoop forces, WorkerPool workers, IReadOnlyList<IObserver> observers)
    {
        _state = state;
        _forces = forces;
        _workers = workers;
        _observers = new ObserverGroup(observers, workers);
    }

    /// <summary>Makes the steps of the stages one after another, and has the observers finish however it ends.</summary>
    /// <param name="stages">Stages, at least one.</param>
    /// <param name="cancellation">Honoured between steps.</param>
    /// <param name="stepsDone">
    /// Steps of these stages that an earlier run has made, for a run that goes on: the start is not observed again.
    /// </param>
    /// <exception cref="PhysicsException">Energy, temperature or a position is not finite.</exception>
    public RunOutcome Run(
        IReadOnlyList<SimulationStage> stages, CancellationToken cancellation = default, long stepsDone = 0)
    {
        ArgumentOutOfRangeException.ThrowIfZero(stages.Count, nameof(stages));
        var clock = new PhaseClock(_forces.Statistics);
        long first = _state.Step;
        ExceptionDispatchInfo? failure = null;
        try
        {
            Advance(stages, first - stepsDone, stepsDone > 0, clock, cancellation);
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        _observers.Finish(failure);
        long done = _state.Step - first;
        return new RunOutcome(stepsDone + done == stages.Sum(s => s.Steps), done - _skipped, clock.Times());
    }

    private void Advance(
        IReadOnlyList<SimulationStage> stages, long begin, bool resumed, PhaseClock clock, CancellationToken cancellation)
    {
        _forces.UpdateNeighbors(_state);
        _forces.Compute(_state, _observers.Plan(_state.Step, 0, stages[0].Steps == 0) | stages[0].Integrator.Needs);
        clock.EndForces();
        for (int k = 0; k < stages.Count; begin += stages[k++].Steps)
        {
            SimulationStage stage = stages[k];
            long end = begin + stage.Steps;
            if (_state.Step >= end && _state.Step > begin)
            {
                continue;
            }

            IIntegrator integrator = stage.Integrator;
            var minimizer = integrator as IMinimizer;
            double timestep = minimizer is null ? stage.Timestep : 0.0;
            double startTime = _state.Time - ((_state.Step - begin) * timestep);
            integrator.Begin(Context(stage, begin));
            clock.EndIntegrate();
            if (k == 0 && !resumed)
            {
                _observers.Observe(_state, stage, 0);
            }

            clock.EndOutput();
            while (_state.Step < end && minimizer is not { IsDone: true } && !cancellation.IsCancellationRequested)
            {
                long step = ++_state.Step;
                _state.Time = startTime + ((step - begin) * timestep);
                StepContext context = Context(stage, begin);
                ForceNeeds needs = integrator.Needs | _observers.Plan(step, k, step == end);
                if (step == end && k + 1 < stages.Count)
                {
                    needs |= stages[k + 1].Integrator.Needs;
                }

                integrator.FirstHalf(in context);
                clock.EndIntegrate();
                _forces.UpdateNeighbors(_state);
                _forces.Compute(_state, needs);
                clock.EndForces();
                integrator.SecondHalf(in context);
                clock.EndIntegrate();
                if (minimizer is { IsDone: true } && step < end)
                {
                    PlanEarlyEnd(stages, k);
                    clock.EndForces();
                }

                _observers.Observe(_state, stage, k);
                clock.EndOutput();
            }

            if (minimizer is { IsDone: true })
            {
                // The count goes on where the stage would have ended: later steps have the numbers that the deck gives them.
                _skipped += end - _state.Step;
                _state.Step = end;
            }

            if (_state.Step < end)
            {
                return;
            }

            minimizer?.CheckEnd(stage.Name);
        }
    }

    /// <summary>A minimisation is done before its last step: what its last step must tell is made up for.</summary>
    private void PlanEarlyEnd(IReadOnlyList<SimulationStage> stages, int k)
    {
        ForceNeeds needs = _observers.Plan(_state.Step, k, lastOfStage: true);
        needs |= k + 1 < stages.Count ? stages[k + 1].Integrator.Needs : ForceNeeds.None;
        if ((needs & ~_state.Forces.Valid) != 0)
        {
            _forces.Compute(_state, needs | stages[k].Integrator.Needs);
        }
    }

    private StepContext Context(SimulationStage stage, long begin) => new(
        _state, _workers, _state.Step, stage.Timestep, stage.Steps == 0 ? 1.0 : (_state.Step - begin) / (double)stage.Steps);
}
