using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Guards;

/// <summary>Every guard strikes when it must, names the atoms, and lets sound runs go.</summary>
public sealed class RunGuardTests
{
    [Fact]
    public void ASoundRunIsLeftAlone()
    {
        using TestSystem argon = TestSystem.Argon(3);
        MaxwellBoltzmann.Assign(argon.Atoms, 150.0, 1);
        SimulationStage stage = Stage(300, 4.0);
        var guard = new RunGuard(new GuardLimits { Every = 1, DistanceEvery = 10 }, [stage], argon.Forces, argon.Workers);
        new SimulationLoop(argon.State, argon.Forces, argon.Workers, [guard, Probe.Total(10)]).Run([stage])
            .Completed.ShouldBeTrue();
    }

    [Fact]
    public void MovesThatAreTooLong()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        argon.Atoms.Vy[7] = 0.3;
        PhysicsException e = Strike(argon, new GuardLimits(), Stage(10, 4.0));
        e.Message.ShouldContain("at step 0 of stage \"test\" (time 0 fs)");
        e.Message.ShouldContain("atoms move 1.2 Angstrom in a step, more than 1: atom 8 (Ar) at (");
        e.Message.ShouldContain("shorter than 4 fs");
        e.Message.ShouldContain("guards.displacement_A");
    }

    [Fact]
    public void TemperaturesThatAreTooHigh()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 500.0, 1, exact: true);
        PhysicsException e = Strike(argon, new GuardLimits { Temperature = 499.0 }, Stage(10, 1.0));
        e.Message.ShouldContain("the temperature is 500 K, more than 499; the hottest is atom ");
        e.Message.ShouldContain("guards.temperature_K");
    }

    [Fact]
    public void ForcesThatAreNoNumbers()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        argon.Forces.UpdateNeighbors(argon.State);
        argon.Forces.Compute(argon.State, ForceNeeds.None);
        int atom = argon.Atoms.Id[11];
        argon.Atoms.Fz[11] = double.NaN;
        SimulationStage stage = Stage(10, 1.0);
        var guard = new RunGuard(new GuardLimits(), [stage], argon.Forces, argon.Workers);
        PhysicsException e = Should.Throw<PhysicsException>(() => guard.Observe(Observation(argon)));
        e.Message.ShouldContain($"forces are not finite on atom {atom + 1} (Ar) at (");
        e.Message.ShouldNotContain("more");

        argon.Atoms.Fz[11] = double.PositiveInfinity;
        Should.Throw<PhysicsException>(() => guard.Observe(Observation(argon))).Message.ShouldContain("forces are not finite");
    }

    [Fact]
    public void EnergiesThatLeaveTheStartFarBehind()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        SimulationStage stage = Stage(10, 1.0);
        var guard = new RunGuard(new GuardLimits { Energy = 0.5 }, [stage], argon.Forces, argon.Workers);
        argon.Forces.UpdateNeighbors(argon.State);
        argon.Forces.Compute(argon.State, ForceNeeds.Energy);
        guard.Observe(Observation(argon));

        // What it knows of the start goes through a checkpoint.
        var saved = new StateBag();
        guard.Save(saved);
        var later = new RunGuard(new GuardLimits { Energy = 0.5 }, [stage], argon.Forces, argon.Workers);
        later.Restore(saved);
        argon.State.Step = 10;
        argon.State.Forces.Energy -= 0.49 * argon.Atoms.Owned;
        later.Observe(Observation(argon));
        argon.State.Step = 20;
        argon.State.Forces.Energy -= 0.02 * argon.Atoms.Owned;
        PhysicsException e = Should.Throw<PhysicsException>(() => later.Observe(Observation(argon)));
        e.Message.ShouldContain("the potential energy is");
        e.Message.ShouldContain("off that of the start");
        e.Message.ShouldContain("guards.energy_eV_per_atom");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AtomsThatAreTooClose(bool acrossTheBoundary)
    {
        using TestSystem argon = TestSystem.Argon(3);
        int a = argon.Atoms.Id.IndexOf(0), b = argon.Atoms.Id.IndexOf(40);
        argon.Atoms.X[b] = argon.Atoms.X[a] + (acrossTheBoundary ? argon.State.Cell.Vectors.XX - 0.15 : 0.15);
        argon.Atoms.Y[b] = argon.Atoms.Y[a];
        argon.Atoms.Z[b] = argon.Atoms.Z[a];
        argon.Forces.UpdateNeighbors(argon.State);
        argon.Forces.Compute(argon.State, ForceNeeds.None);
        SimulationStage stage = Stage(10, 1.0);
        var guard = new RunGuard(new GuardLimits(), [stage], argon.Forces, argon.Workers);
        PhysicsException e = Should.Throw<PhysicsException>(() => guard.Observe(Observation(argon)));
        e.Message.ShouldContain("atom 1 (Ar) at (");
        e.Message.ShouldContain("atom 41 (Ar) at (");
        e.Message.ShouldContain("0.15 Angstrom apart, less than 0.2");

        new RunGuard(new GuardLimits { Distance = 0.14 }, [stage], argon.Forces, argon.Workers).Observe(Observation(argon));
    }

    [Fact]
    public void AtomsThatAreLost()
    {
        using TestSystem wells = TestSystem.Wells(4, 0.0);
        wells.Atoms.X[3] = 1.5e6;
        PhysicsException e = Strike(wells, new GuardLimits(), Stage(10, 1.0));
        e.Message.ShouldContain("lost, beyond 1E+06 Angstrom: atom 4 (Ar) at (1500000, 0, 0)");
        e.Message.ShouldContain("guards.lost_A");
    }

    [Fact]
    public void ListsThatAreTooOld()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.0);
        MaxwellBoltzmann.Assign(argon.Atoms, 300.0, 1);
        SimulationStage stage = Stage(200, 4.0);
        var policy = new MdEngine.Core.Neighbors.NeighborPolicy { Skin = 0.5, RebuildEvery = 50 };
        var forces = new ForceLoop(argon.Forces.Potential, argon.Atoms.Species, argon.Workers, policy);
        var guard = new RunGuard(new GuardLimits { Every = 1000 }, [stage], forces, argon.Workers);
        PhysicsException e = Should.Throw<PhysicsException>(
            () => new SimulationLoop(argon.State, forces, argon.Workers, [guard]).Run([stage]));

        // Seen at the last step of the first lists.
        e.Message.ShouldContain("at step 49 ");
        e.Message.ShouldContain("neighbors.rebuild_every");

        using TestSystem again = TestSystem.Argon(2, cutoff: 5.0);
        MaxwellBoltzmann.Assign(again.Atoms, 300.0, 1);
        var often = new ForceLoop(again.Forces.Potential, again.Atoms.Species, again.Workers, policy with { RebuildEvery = 5 });
        var idle = new RunGuard(new GuardLimits { Every = 1000 }, [stage], often, again.Workers);
        new SimulationLoop(again.State, often, again.Workers, [idle]).Run([stage]).Completed.ShouldBeTrue();
    }

    [Fact]
    public void LimitsCanBeTakenAway()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        argon.Atoms.Vy[7] = 0.3;
        double no = double.PositiveInfinity;
        SimulationStage stage = Stage(3, 4.0);
        var limits = new GuardLimits { Displacement = no, Temperature = no, Energy = no, Distance = 0.0, Lost = no, Lists = false };
        var guard = new RunGuard(limits, [stage], argon.Forces, argon.Workers);
        new SimulationLoop(argon.State, argon.Forces, argon.Workers, [guard]).Run([stage]).Completed.ShouldBeTrue();
    }

    private static SimulationStage Stage(long steps, double timestep) => new("test", steps, timestep, new VelocityVerlet());

    private static StepObservation Observation(TestSystem system) => new(system.State, "test", 0, 1.0, 90, 0.0);

    private static PhysicsException Strike(TestSystem system, GuardLimits limits, SimulationStage stage)
    {
        var guard = new RunGuard(limits, [stage], system.Forces, system.Workers);
        List<IObserver> observers = [guard, Probe.Total(1)];
        return Should.Throw<PhysicsException>(
            () => new SimulationLoop(system.State, system.Forces, system.Workers, observers).Run([stage]));
    }
}
