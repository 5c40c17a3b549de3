using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Dynamics.Guards;

/// <summary>
/// Stops a run whose physics has failed: forces that are not finite, temperature, energy or moves beyond a limit, atoms
/// too close, lost atoms, lists too old. Comes before the other observers, so that nothing broken is written.
/// </summary>
/// <param name="limits">Limits.</param>
/// <param name="stages">Stages of the run.</param>
/// <param name="forces">Lists to be checked.</param>
/// <param name="workers">Threads.</param>
public sealed class RunGuard(
    GuardLimits limits, IReadOnlyList<SimulationStage> stages, ForceLoop forces, WorkerPool workers) : IObserver
{
    private readonly MotionExtremes _extremes = new();
    private readonly ClosestPair _closest = new();
    private double _energy = double.NaN;
    private long _checked = -1;

    /// <inheritdoc/>
    /// <remarks>Nothing: energy is checked at steps at which something else needs it.</remarks>
    public ForceNeeds Needs => ForceNeeds.None;

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) =>
        lastOfStage || step % limits.Every == 0 || (limits.Distance > 0.0 && step % limits.DistanceEvery == 0)
        || (limits.Lists && forces.IsLastStepOfLists);

    /// <inheritdoc/>
    /// <exception cref="PhysicsException">Something is beyond its limit.</exception>
    public void Observe(in StepObservation observation)
    {
        SimulationState state = observation.State;
        if (_checked == state.Step)
        {
            return;
        }

        SimulationStage stage = stages[observation.StageIndex];
        CheckMotion(state, stage);
        CheckTemperature(in observation, stage);
        CheckEnergy(state, stage);
        if (limits.Lists && forces.MayMissNeighbors(state))
        {
            throw Fault(state, stage, "atoms have moved so far since the neighbour lists were built that neighbours may be missing",
                "rebuild more often (neighbors.rebuild_every; 0 looks after itself), or widen neighbors.skin_A", "lists");
        }

        if (limits.Distance > 0.0 && state.Step % limits.DistanceEvery == 0)
        {
            CheckDistances(state, stage);
        }

        _checked = state.Step;
    }

    /// <inheritdoc/>
    public void Save(StateBag into) => into.Set("energy", _energy);

    /// <inheritdoc/>
    public void Restore(StateBag from) => _energy = from.Real("energy");

    /// <inheritdoc/>
    public void Finish()
    {
    }

    private void CheckMotion(SimulationState state, SimulationStage stage)
    {
        AtomState atoms = state.Atoms;
        _extremes.Take(atoms, workers);
        if (!double.IsFinite(_extremes.Force))
        {
            throw Fault(state, stage, "forces are not finite on " + AtomReport.Worst(
                    atoms, double.MaxValue, i => Norm(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i])),
                Remedy(stage) + ", or a potential that knows such surroundings", null);
        }

        if (!(_extremes.Coordinate <= limits.Lost))
        {
            throw Fault(state, stage, FormattableString.Invariant($"lost, beyond {limits.Lost:g4} Angstrom: ") + AtomReport.Worst(
                    atoms, limits.Lost, i => Math.Max(Math.Abs(atoms.X[i]), Math.Max(Math.Abs(atoms.Y[i]), Math.Abs(atoms.Z[i])))),
                "close the cell with periodic boundaries, or look for what drives atoms away", "lost_A");
        }

        // Where the timestep is adapted to the motion, a step has its own limit.
        double farthest = Math.Sqrt(_extremes.Velocity) * stage.Timestep;
        if (!(farthest <= limits.Displacement) && stage.LargestMove is null)
        {
            throw Fault(state, stage,
                FormattableString.Invariant($"atoms move {farthest:g4} Angstrom in a step, more than {limits.Displacement:g4}: ")
                + AtomReport.Worst(
                    atoms, limits.Displacement, i => stage.Timestep * Norm(atoms.Vx[i], atoms.Vy[i], atoms.Vz[i])),
                Remedy(stage), "displacement_A");
        }
    }

    private void CheckTemperature(in StepObservation observation, SimulationStage stage)
    {
        double temperature = KineticSums.Temperature(observation.KineticEnergy, observation.DegreesOfFreedom);
        if (!(temperature <= limits.Temperature))
        {
            AtomState atoms = observation.State.Atoms;
            int fastest = Fastest(atoms);
            throw Fault(observation.State, stage,
                FormattableString.Invariant($"the temperature is {temperature:g5} K, more than {limits.Temperature:g5}; the hottest is ")
                + AtomReport.Place(atoms, fastest),
                Remedy(stage), "temperature_K");
        }
    }

    private void CheckEnergy(SimulationState state, SimulationStage stage)
    {
        if ((state.Forces.Valid & ForceNeeds.Energy) == 0 || state.Atoms.Owned == 0)
        {
            return;
        }

        double energy = state.Forces.Energy / state.Atoms.Owned;
        _energy = double.IsNaN(_energy) ? energy : _energy;
        if (!(Math.Abs(energy - _energy) <= limits.Energy))
        {
            AtomState atoms = state.Atoms;
            double most = Math.Sqrt(_extremes.Force);
            throw Fault(state, stage, FormattableString.Invariant(
                    $"the potential energy is {energy:g6} eV per atom, {Math.Abs(energy - _energy):g4} off that of the start ({_energy:g6}); the largest force is on ")
                + AtomReport.Worst(atoms, 0.999999 * most, i => Norm(atoms.Fx[i], atoms.Fy[i], atoms.Fz[i])),
                Remedy(stage) + ", or a potential that knows such surroundings", "energy_eV_per_atom");
        }
    }

    private void CheckDistances(SimulationState state, SimulationStage stage)
    {
        AtomState atoms = state.Atoms;
        if (_closest.Find(atoms, limits.Distance) is { } pair)
        {
            int other = ClosestPair.OwnedOf(atoms, state.Cell, pair.J);
            throw Fault(state, stage, FormattableString.Invariant(
                    $"{AtomReport.Place(atoms, pair.I)} and {AtomReport.Place(atoms, other)} are {pair.Distance:g4} Angstrom apart, less than {limits.Distance:g4}"),
                Remedy(stage) + ", or a potential that repels at short distance (add zbl)", "distance_A");
        }
    }

    private static int Fastest(AtomState atoms)
    {
        int fastest = 0;
        for (int i = 1; i < atoms.Owned; i++)
        {
            if (Heat(atoms, i) > Heat(atoms, fastest))
            {
                fastest = i;
            }
        }

        return fastest;
    }

    private static double Heat(AtomState atoms, int i) =>
        atoms.Mass[i] * ((atoms.Vx[i] * atoms.Vx[i]) + (atoms.Vy[i] * atoms.Vy[i]) + (atoms.Vz[i] * atoms.Vz[i]));

    private static double Norm(double x, double y, double z) => Math.Sqrt((x * x) + (y * y) + (z * z));

    private static string Remedy(SimulationStage stage) => FormattableString.Invariant(
        $"take a timestep shorter than {stage.Timestep:g4} fs (or largest_move_A), a lower temperature, a start without atoms too close to each other");

    private static PhysicsException Fault(SimulationState state, SimulationStage stage, string what, string remedy, string? key) =>
        new($"{AtomReport.When(state, stage.Name)}: {what}; {remedy}" + (key is null ? "" : $" (limit: guards.{key})"));
}
