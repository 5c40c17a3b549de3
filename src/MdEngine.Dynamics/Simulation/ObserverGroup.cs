using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Dynamics.Simulation;

/// <summary>The observers of a run: asks them what the coming step must tell, and shows it to those that are due.</summary>
internal sealed class ObserverGroup
{
    private readonly IObserver[] _observers;
    private readonly bool[] _due;
    private readonly WorkerPool _workers;
    private readonly KineticSums _kinetic = new();
    private bool _any;

    public ObserverGroup(IReadOnlyList<IObserver> observers, WorkerPool workers)
    {
        _observers = [.. observers];
        _due = new bool[_observers.Length];
        _workers = workers;
    }

    /// <summary>What the force evaluation of a step must give the observers that are due at it.</summary>
    public ForceNeeds Plan(long step, int stageIndex, bool lastOfStage)
    {
        ForceNeeds needs = ForceNeeds.None;
        _any = false;
        for (int k = 0; k < _observers.Length; k++)
        {
            _due[k] = _observers[k].IsDue(step, stageIndex, lastOfStage);
            if (_due[k])
            {
                needs |= _observers[k].Needs;
                _any = true;
            }
        }

        return needs;
    }

    /// <summary>Shows the planned step to the observers that were due.</summary>
    /// <exception cref="PhysicsException">Kinetic or potential energy is not finite.</exception>
    public void Observe(SimulationState state, SimulationStage stage, int stageIndex)
    {
        if (!_any)
        {
            return;
        }

        int degrees = Math.Max(1, (3 * state.Atoms.Owned) - stage.Integrator.ConstrainedDegrees);
        double kinetic = _kinetic.Energy(state.Atoms, _workers);
        bool hasEnergy = (state.Forces.Valid & ForceNeeds.Energy) != 0;
        double potential = hasEnergy ? state.Forces.Energy : double.NaN;
        Check(state, stage, "kinetic energy", kinetic);
        if (hasEnergy)
        {
            Check(state, stage, "potential energy", potential);
        }

        var observation = new StepObservation(
            state, stage.Name, stageIndex, kinetic, degrees,
            kinetic + potential + stage.Integrator.ReservoirEnergy);
        for (int k = 0; k < _observers.Length; k++)
        {
            if (_due[k])
            {
                _observers[k].Observe(in observation);
            }
        }
    }

    /// <summary>Tells those that want to know that the run has stopped without a failure.</summary>
    public void End(bool completed)
    {
        foreach (IRunEndObserver observer in _observers.OfType<IRunEndObserver>())
        {
            observer.End(completed);
        }
    }

    /// <summary>Has every observer finish, then throws the first failure: the run's, or that of an observer.</summary>
    public void Finish(ExceptionDispatchInfo? failure)
    {
        foreach (IObserver observer in _observers)
        {
            try
            {
                observer.Finish();
            }
            catch (Exception e)
            {
                failure ??= ExceptionDispatchInfo.Capture(e);
            }
        }

        failure?.Throw();
    }

    private static string Broken(AtomState atoms)
    {
        string worst = AtomReport.Worst(atoms, double.MaxValue, i =>
            (atoms.Vx[i] * atoms.Vx[i]) + (atoms.Vy[i] * atoms.Vy[i]) + (atoms.Vz[i] * atoms.Vz[i])
            + (atoms.Fx[i] * atoms.Fx[i]) + (atoms.Fy[i] * atoms.Fy[i]) + (atoms.Fz[i] * atoms.Fz[i]));
        return worst.Length == 0 ? "though velocity and force of each atom are" : worst;
    }

    private static void Check(SimulationState state, SimulationStage stage, string what, double value)
    {
        if (!double.IsFinite(value))
        {
            throw new PhysicsException(
                $"the {what} is not finite ({value}) at step {state.Step} of stage \"{stage.Name}\" "
                + $"(time {state.Time:g6} fs), {Broken(state.Atoms)}: the simulation has exploded; take a timestep shorter than "
                + $"{stage.Timestep:g4} fs, a lower temperature, or a start without atoms too close to each other");
        }
    }
}
