using System;
using System.Collections.Generic;
using System.Runtime.ExceptionServices;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
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
    private readonly StageCursor _cursor = new();
    private readonly MoveLimit _limit = new();
    private IReadOnlyList<SimulationStage> _stages = [];
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
    /// <param name="from">
    /// What <see cref="Save"/> wrote in an earlier run of the same stages, to go on from there; the step at which that
    /// stood is not observed again. Observers are restored by who made them.
    /// </param>
    /// <exception cref="PhysicsException">Energy, temperature or a position is not finite.</exception>
    /// <exception cref="InputException"><paramref name="from"/> does not fit atoms or stages.</exception>
    public RunOutcome Run(
        IReadOnlyList<SimulationStage> stages, CancellationToken cancellation = default, StateBag? from = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(stages.Count, nameof(stages));
        _stages = stages;
        _skipped = 0;
        var clock = new PhaseClock(_forces.Statistics);
        long first = _state.Step;
        double start = _state.Time;
        bool completed = false;
        ExceptionDispatchInfo? failure = null;
        try
        {
            if (from is not null)
            {
                Restore(from);
                (first, start) = (_state.Step, _state.Time);
            }

            completed = Advance(from is not null, clock, cancellation);
            _observers.End(completed);
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        _observers.Finish(failure);
        return new RunOutcome(completed, _state.Step - first - _skipped, _state.Time - start, clock.Times());
    }

    /// <summary>Saves where the run stands, for <see cref="Run"/>; called by an observer, or when the run has stopped.</summary>
    public void Save(StateBag into)
    {
        _state.Save(into.Section("state"));
        _forces.Save(into.Section("lists"));
        _cursor.Save(into.Section("cursor"));
        _stages[_cursor.Index].Integrator.Save(into.Section("integrator"));
    }

    private void Restore(StateBag from)
    {
        _cursor.Restore(from.Section("cursor"));
        if (_cursor.Index >= _stages.Count)
        {
            throw new InputException($"the saved run stands in stage {_cursor.Index + 1}, but there are {_stages.Count}");
        }

        // A beginning sets up what follows from the stage; whatever it does to the atoms is undone.
        SimulationStage stage = _stages[_cursor.Index];
        _state.Restore(from.Section("state"));
        stage.Integrator.Begin(Context(stage, stage.Timestep));
        stage.Integrator.Restore(from.Section("integrator"));
        _state.Restore(from.Section("state"));
        _forces.Restore(_state, from.Section("lists"));
    }

    private bool Advance(bool resumed, PhaseClock clock, CancellationToken cancellation)
    {
        if (!resumed)
        {
            _forces.UpdateNeighbors(_state);
            _forces.Compute(_state, _observers.Plan(_state.Step, 0, _stages[0].Steps == 0) | _stages[0].Integrator.Needs);
            clock.EndForces();
            Enter(0);
            clock.EndIntegrate();
            _observers.Observe(_state, _stages[0], 0);
            clock.EndOutput();
        }

        while (true)
        {
            SimulationStage stage = _stages[_cursor.Index];
            var minimizer = stage.Integrator as IMinimizer;
            long end = _cursor.Begin + stage.Steps;
            while (_state.Step < end && minimizer is not { IsDone: true })
            {
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                MakeStep(stage, clock);
            }

            if (minimizer is not null)
            {
                // The count goes on where the stage would have ended: later steps have the numbers that the deck gives them.
                _skipped += end - _state.Step;
                _state.Step = end;
                minimizer.CheckEnd(stage.Name);
            }

            if (_cursor.Index + 1 == _stages.Count)
            {
                return true;
            }

            Enter(_cursor.Index + 1);
            clock.EndIntegrate();
        }
    }

    private void Enter(int index)
    {
        _cursor.Enter(index, _state);
        _stages[index].Integrator.Begin(Context(_stages[index], _stages[index].Timestep));
    }

    private void MakeStep(SimulationStage stage, PhaseClock clock)
    {
        IIntegrator integrator = stage.Integrator;
        var minimizer = integrator as IMinimizer;
        double timestep = _limit.Timestep(stage, _state, _workers);
        // Time stands still in a minimisation.
        _cursor.Advance(_state, stage, minimizer is null ? timestep : 0.0);
        StepContext context = Context(stage, timestep);
        bool last = _state.Step == _cursor.Begin + stage.Steps;
        ForceNeeds needs = integrator.Needs | _observers.Plan(_state.Step, _cursor.Index, last);
        if (last && _cursor.Index + 1 < _stages.Count)
        {
            needs |= _stages[_cursor.Index + 1].Integrator.Needs;
        }

        integrator.FirstHalf(in context);
        clock.EndIntegrate();
        _forces.UpdateNeighbors(_state);
        _forces.Compute(_state, needs);
        clock.EndForces();
        integrator.SecondHalf(in context);
        clock.EndIntegrate();
        if (!last && minimizer is { IsDone: true })
        {
            PlanEarlyEnd(integrator);
            clock.EndForces();
        }

        _observers.Observe(_state, stage, _cursor.Index);
        clock.EndOutput();
    }

    /// <summary>A minimisation is done before its last step: what its last step must tell is made up for.</summary>
    private void PlanEarlyEnd(IIntegrator integrator)
    {
        ForceNeeds needs = _observers.Plan(_state.Step, _cursor.Index, lastOfStage: true);
        needs |= _cursor.Index + 1 < _stages.Count ? _stages[_cursor.Index + 1].Integrator.Needs : ForceNeeds.None;
        if ((needs & ~_state.Forces.Valid) != 0)
        {
            _forces.Compute(_state, needs | integrator.Needs);
        }
    }

    private StepContext Context(SimulationStage stage, double timestep) => new(
        _state, _workers, _state.Step, timestep,
        stage.Steps == 0 ? 1.0 : (_state.Step - _cursor.Begin) / (double)stage.Steps);
}
