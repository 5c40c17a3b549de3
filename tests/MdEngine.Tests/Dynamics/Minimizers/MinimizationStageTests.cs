using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Minimizers;

/// <summary>Minimisations as stages of a run.</summary>
public class MinimizationStageTests
{
    [Fact]
    public void AStageEndsWhenItIsDoneAndTheNextGoesOnAtItsStep()
    {
        using TestSystem argon = Shaken();
        MaxwellBoltzmann.Assign(argon.Atoms, 50, 1);
        double before = argon.KineticEnergy;
        var minimizer = new LbfgsMinimizer(new MinimizationTarget { ForceTolerance = 1e-5 });
        var sink = new Rows();
        RunOutcome outcome = new SimulationLoop(argon.State, argon.Forces, argon.Workers, [new ThermoObserver(100, argon.Workers, [sink])]).Run([
            new SimulationStage("relax", 500, 2.0, minimizer),
            new SimulationStage("free", 50, 2.0, new FreshVelocities(new VelocityVerlet(), 30, 5, exact: true, zeroMomentum: true))]);

        outcome.Completed.ShouldBeTrue();
        long steps = minimizer.Report.Steps;
        steps.ShouldBeInRange(5, 100);
        outcome.Steps.ShouldBe(steps + 50);
        argon.State.Step.ShouldBe(550);
        argon.State.Time.ShouldBe(100.0);

        // Start and end of the minimisation, end of the run; time stands still and atoms at rest while it lasts.
        sink.All.Select(r => r.Step).ShouldBe([0, steps, 550]);
        sink.All.Select(r => r.Time).ShouldBe([0.0, 0.0, 100.0]);
        sink.All.Take(2).ShouldAllBe(r => r.KineticEnergy == 0.0);
        sink.All[1].PotentialEnergy.ShouldBe(minimizer.Report.Energy, 1e-12);
        double.IsFinite(sink.All[1].Pressure).ShouldBeTrue();
        // What it took out, the kinetic energy too, counts as given to a reservoir.
        sink.All[0].ConservedQuantity.ShouldBe(sink.All[0].PotentialEnergy + before, 1e-12 * Math.Abs(sink.All[0].PotentialEnergy));
        sink.All[1].ConservedQuantity.ShouldBe(sink.All[0].ConservedQuantity, 1e-12 * Math.Abs(sink.All[0].PotentialEnergy));
        // Velocities of 30 K, exact, were then given, and counted: half of them is potential energy after a while.
        int degrees = (3 * argon.Atoms.Owned) - 3;
        double given = 0.5 * degrees * 30 * MdEngine.Core.Units.PhysicalConstants.Boltzmann;
        sink.All[2].TotalEnergy.ShouldBe(minimizer.Report.Energy + given, 1e-3 * given); // fourth digit: velocity Verlet at 2 fs
        sink.All[2].ConservedQuantity.ShouldBe(minimizer.Report.Energy, 1e-3 * given);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WithoutConvergenceTheRunFailsAndSaysSo(bool fire)
    {
        using TestSystem argon = Shaken();
        var target = new MinimizationTarget { ForceTolerance = 1e-9 };
        MinimizerBase minimizer = fire ? new FireMinimizer(target) : new LbfgsMinimizer(target);
        string message = Should.Throw<PhysicsException>(() => argon.Run(minimizer, 4, 2.0)).Message;
        message.ShouldContain("stage \"test\" is not converged after 4 steps: the largest force is ");
        message.ShouldContain("(tolerance 1E-09)");
        message.ShouldContain("give the stage more steps");
        minimizer.Report.Status.ShouldBe(MinimizationStatus.Running);

        using TestSystem again = Shaken();
        target = target with { RequireConvergence = false };
        again.Run(fire ? new FireMinimizer(target) : new LbfgsMinimizer(target), 4, 2.0).Completed.ShouldBeTrue();
    }

    [Fact]
    public void LbfgsNeverEndsHigherThanItBegan()
    {
        for (int steps = 1; steps < 25; steps++)
        {
            using TestSystem argon = Shaken();
            argon.Forces.UpdateNeighbors(argon.State);
            argon.Forces.Compute(argon.State, ForceNeeds.Energy);
            double start = argon.State.Forces.Energy;
            argon.Run(new LbfgsMinimizer(new MinimizationTarget { ForceTolerance = 1e-12, RequireConvergence = false }), steps, 1.0);
            argon.State.Forces.Energy.ShouldBeLessThanOrEqualTo(start + (1e-12 * Math.Abs(start)));
        }
    }

    [Fact]
    public void AMinimumNeedsNoStep()
    {
        using TestSystem argon = TestSystem.Argon(3, cutoff: 7.0);
        var minimizer = new FireMinimizer(new MinimizationTarget { ForceTolerance = 1e-8 });
        RunOutcome outcome = argon.Run(minimizer, 100, 2.0);
        (outcome.Completed, outcome.Steps, minimizer.Report.Steps).ShouldBe((true, 0L, 0L));
        minimizer.Report.Status.ShouldBe(MinimizationStatus.Converged);
    }

    [Fact]
    public void ForcesThatAreNotThoseOfTheEnergyStallAtTheBestPoint()
    {
        using TestSystem argon = Shaken(potential => new Reversed(potential));
        double[] start = argon.Atoms.X[..argon.Atoms.Owned].ToArray();
        var minimizer = new LbfgsMinimizer(new MinimizationTarget { ForceTolerance = 1e-9 });
        Should.Throw<PhysicsException>(() => argon.Run(minimizer, 500, 1.0)).Message.ShouldContain("the energy falls no further along the forces");
        minimizer.Report.Status.ShouldBe(MinimizationStatus.Stalled);
        for (int i = 0; i < start.Length; i++)
        {
            double moved = argon.Atoms.X[i] - start[argon.Atoms.Id[i]];
            // Back where it was, to rounding; perhaps on the other side of the cell.
            (moved - (17.3898 * Math.Round(moved / 17.3898))).ShouldBe(0.0, 1e-3);
        }
    }

    [Fact]
    public void BothMethodsQuenchALiquidAcrossTheFacesOfItsCell()
    {
        var energies = new List<double>();
        foreach (bool fire in (bool[])[true, false])
        {
            using TestSystem argon = TestSystem.Argon(3, cutoff: 7.0);
            MaxwellBoltzmann.Assign(argon.Atoms, 1500, 4);
            argon.Run(new VelocityVerlet(), 200, 4.0);
            argon.Forces.Compute(argon.State, ForceNeeds.Energy);
            double start = argon.State.Forces.Energy;
            var target = new MinimizationTarget { ForceTolerance = 1e-6 };
            MinimizerBase minimizer = fire ? new FireMinimizer(target) : new LbfgsMinimizer(target);
            argon.Run(minimizer, 6000, 4.0);
            minimizer.Report.Status.ShouldBe(MinimizationStatus.Converged);
            minimizer.Report.Energy.ShouldBeLessThan(start);
            energies.Add(minimizer.Report.Energy / argon.Atoms.Owned);
        }

        // Glasses of one substance: different minima, a few per cent of 0.07 eV apart.
        energies[0].ShouldBe(energies[1], 5e-3);
    }

    private static TestSystem Shaken(Func<IPotential, IPotential>? change = null)
    {
        TestSystem argon = TestSystem.Argon(3, cutoff: 7.0, change: change);
        for (int i = 0; i < argon.Atoms.Owned; i++)
        {
            (double x, double y) = Philox.Normal(new RandomStream(1, RandomPurpose.Other), 0, argon.Atoms.Id[i]);
            (argon.Atoms.X[i], argon.Atoms.Y[i]) = (argon.Atoms.X[i] + (0.2 * x), argon.Atoms.Y[i] + (0.2 * y));
        }

        return argon;
    }

    private sealed class Rows : IThermoSink
    {
        public List<ThermoRecord> All { get; } = [];

        public void Write(in ThermoRecord record) => All.Add(record);

        public void Finish()
        {
        }
    }

    /// <summary>A potential of the opposite energy and the same forces.</summary>
    private sealed class Reversed(IPotential inner) : IPotential
    {
        public IReadOnlyList<Element> Elements => inner.Elements;

        public MdEngine.Core.Neighbors.NeighborRequest Neighbors => inner.Neighbors;

        public object? CreateWorkspace() => inner.CreateWorkspace();

        public void Compute(in ForceBlock block, ForceAccumulator into)
        {
            inner.Compute(in block, into);
            into.Energy = -into.Energy;
        }
    }
}
