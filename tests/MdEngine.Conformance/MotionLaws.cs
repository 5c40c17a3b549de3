using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;

namespace MdEngine.Conformance;

/// <summary>Moving atoms: lists stay right, energy is conserved.</summary>
internal static class MotionLaws
{
    public static void StaleList(IPotential potential, Structure structure, ConformanceOptions options)
    {
        var compare = new Comparison("stale-list", options);
        using var workers = new WorkerPool(1);
        SimulationState state = Evaluation.StateOf(Transform.Rattled(structure, options.Rattle, options.Seed));
        AtomState atoms = state.Atoms;
        var loop = new ForceLoop(potential, atoms.Species, workers, new NeighborPolicy { Skin = options.Skin });
        loop.UpdateNeighbors(state);
        // Each move is at most 0.09 skin along each axis, 0.16 skin in all: three stay within half a skin.
        for (int move = 1; move <= 4; move++)
        {
            for (int i = 0; i < atoms.Owned; i++)
            {
                Double3 step = (move < 4 ? 0.09 : 2.0) * options.Skin
                    * Transform.Cube(options.Seed + (ulong)(10 * move), atoms.Id[i]);
                atoms.X[i] += step.X;
                atoms.Y[i] += step.Y;
                atoms.Z[i] += step.Z;
            }

            bool rebuilt = loop.UpdateNeighbors(state);
            if (move < 4 && rebuilt)
            {
                throw compare.Broken("the list was rebuilt although no atom had moved by half the skin");
            }

            Structure now = Snapshot(state, structure);
            loop.Compute(state, Evaluation.All);
            compare.Same(Evaluation.Of(state, potential), Evaluation.Of(potential, now, skin: options.Skin));
        }
    }

    public static void EnergyConservation(IPotential potential, Structure structure, ConformanceOptions options)
    {
        // Without a continuous force the error of a step is not that of the integrator.
        if (options.Continuity != CutoffContinuity.Force || structure.Count < 2)
        {
            return;
        }

        (double coarse, double kinetic) = Fluctuation(potential, structure, options, 1);
        (double fine, _) = Fluctuation(potential, structure, options, 2);
        // Velocity Verlet errs by the square of the timestep: half the step, a quarter of the error. 0.35 leaves room for
        // the next order; the floor is the rounding of some hundred steps.
        double allowed = (0.35 * coarse) + (1e-11 * kinetic);
        if (!(fine <= allowed))
        {
            throw new Comparison("energy-conservation", options).Broken(FormattableString.Invariant(
                $"the total energy wanders by {fine:g4} eV at half the timestep against {coarse:g4} eV at {options.Timestep} fs; ")
                + FormattableString.Invariant($"allowed is {allowed:g4}, as the error goes with the square of the timestep"));
        }
    }

    /// <summary>Largest deviation of the total energy from its start, and the initial kinetic energy, eV.</summary>
    private static (double Fluctuation, double Kinetic) Fluctuation(
        IPotential potential, Structure structure, ConformanceOptions options, int divide)
    {
        using var workers = new WorkerPool(1);
        SimulationState state = Evaluation.StateOf(Transform.Rattled(structure, options.Rattle, options.Seed));
        AtomState atoms = state.Atoms;
        var loop = new ForceLoop(potential, atoms.Species, workers, new NeighborPolicy { Skin = options.Skin });
        StartVelocities(atoms, options);
        loop.UpdateNeighbors(state);
        loop.Compute(state, ForceNeeds.Energy);
        double dt = options.Timestep / divide;
        double kinetic = Kinetic(atoms);
        double start = kinetic + state.Forces.Energy;
        double largest = 0.0;
        for (int step = 1; step <= divide * options.Steps; step++)
        {
            Kick(atoms, dt / 2.0);
            for (int i = 0; i < atoms.Owned; i++)
            {
                atoms.X[i] += dt * atoms.Vx[i];
                atoms.Y[i] += dt * atoms.Vy[i];
                atoms.Z[i] += dt * atoms.Vz[i];
            }

            loop.UpdateNeighbors(state);
            loop.Compute(state, ForceNeeds.Energy);
            Kick(atoms, dt / 2.0);
            if (step % divide == 0)
            {
                largest = Math.Max(largest, Math.Abs(Kinetic(atoms) + state.Forces.Energy - start));
            }
        }

        return (largest, kinetic);
    }

    private static void StartVelocities(AtomState atoms, ConformanceOptions options)
    {
        var stream = new RandomStream(options.Seed, RandomPurpose.Other);
        for (int i = 0; i < atoms.Owned; i++)
        {
            double width = Math.Sqrt(
                PhysicalConstants.Boltzmann * options.Temperature / (atoms.Mass[i] * PhysicalConstants.MassVelocitySquared));
            (double a, double b) = Philox.Normal(stream, 5, atoms.Id[i]);
            double c = Philox.Normal(stream, 6, atoms.Id[i]).A;
            atoms.Vx[i] = width * a;
            atoms.Vy[i] = width * b;
            atoms.Vz[i] = width * c;
        }
    }

    private static void Kick(AtomState atoms, double dt)
    {
        for (int i = 0; i < atoms.Owned; i++)
        {
            double s = dt / (atoms.Mass[i] * PhysicalConstants.MassVelocitySquared);
            atoms.Vx[i] += s * atoms.Fx[i];
            atoms.Vy[i] += s * atoms.Fy[i];
            atoms.Vz[i] += s * atoms.Fz[i];
        }
    }

    private static double Kinetic(AtomState atoms)
    {
        double sum = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            sum += atoms.Mass[i]
                * ((atoms.Vx[i] * atoms.Vx[i]) + (atoms.Vy[i] * atoms.Vy[i]) + (atoms.Vz[i] * atoms.Vz[i]));
        }

        return 0.5 * PhysicalConstants.MassVelocitySquared * sum;
    }

    private static Structure Snapshot(SimulationState state, Structure like)
    {
        AtomState atoms = state.Atoms;
        var positions = new Double3[atoms.Owned];
        for (int i = 0; i < atoms.Owned; i++)
        {
            positions[atoms.Id[i]] = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]);
        }

        return Transform.With(like, state.Cell, positions);
    }
}
