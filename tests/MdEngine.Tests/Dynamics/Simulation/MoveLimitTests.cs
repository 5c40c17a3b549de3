using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Simulation;

/// <summary>Steps whose length follows the motion.</summary>
public sealed class MoveLimitTests
{
    [Fact]
    public void NoAtomMovesFartherThanTheLimit()
    {
        using TestSystem argon = Hot();
        double limit = 0.02, last = 0.0, farthest = 0.0;
        double[] x = [.. argon.Atoms.X[..argon.Atoms.Owned]];
        var steps = new List<double>();
        argon.Forces.UpdateNeighbors(argon.State);
        Place(argon, x);
        Run(argon, 200, limit, new Probe(1, o =>
        {
            steps.Add(o.State.Time - last);
            last = o.State.Time;
            double[] now = new double[x.Length];
            Place(argon, now);
            farthest = Math.Max(farthest, now.Zip(x).Max(p => Math.Abs(p.First - p.Second)));
            now.CopyTo(x, 0);
            return 0.0;
        }));

        // The estimate leaves out how the force changes within the step: a few per cent here.
        farthest.ShouldBeInRange(0.5 * limit, 1.1 * limit);
        steps[1..].Max().ShouldBeLessThan(4.0);
        steps[1..].Min().ShouldBeGreaterThan(0.0);
        argon.State.Time.ShouldBe(steps.Sum(), 1e-9);
    }

    [Fact]
    public void SlowAtomsKeepTheTimestep()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 10.0, 3);
        RunOutcome outcome = Run(argon, 10, 1.0);
        argon.State.Time.ShouldBe(40.0, 1e-12);
        outcome.Time.ShouldBe(40.0, 1e-12);
    }

    [Fact]
    public void ARunWithSuchStepsGoesOnToTheBit()
    {
        using TestSystem whole = Hot(), first = Hot(), second = Hot();
        Run(whole, 60, 0.02);

        using var stop = new CancellationTokenSource();
        var loop = new SimulationLoop(first.State, first.Forces, first.Workers, [new Probe(1, o =>
        {
            if (o.State.Step == 23)
            {
                stop.Cancel();
            }

            return 0.0;
        })]);
        loop.Run([Stage(60, 0.02)], stop.Token).Completed.ShouldBeFalse();
        var saved = new StateBag();
        loop.Save(saved);
        new SimulationLoop(second.State, second.Forces, second.Workers, []).Run([Stage(60, 0.02)], from: saved)
            .Completed.ShouldBeTrue();

        second.State.Time.ShouldBe(whole.State.Time);
        second.Atoms.X.ToArray().ShouldBe(whole.Atoms.X.ToArray());
        second.Atoms.Vz.ToArray().ShouldBe(whole.Atoms.Vz.ToArray());
    }

    [Fact]
    public void ForcesBeyondAllBoundsAreAFailureOfThePhysics()
    {
        using TestSystem argon = Hot();
        argon.Atoms.Vx[5] = double.NaN;
        Should.Throw<PhysicsException>(() => Run(argon, 5, 0.1)).Message.ShouldContain("no timestep keeps the atoms within 0.1");
        Should.Throw<ArgumentOutOfRangeException>(() => Stage(1, 0.0));
        Should.Throw<ArgumentOutOfRangeException>(() => Stage(1, double.NaN));
    }

    private static TestSystem Hot()
    {
        TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 2000.0, 3);
        return argon;
    }

    private static RunOutcome Run(TestSystem system, long steps, double limit, params Probe[] probes) =>
        new SimulationLoop(system.State, system.Forces, system.Workers, probes).Run([Stage(steps, limit)]);

    private static SimulationStage Stage(long steps, double limit) => new("test", steps, 4.0, new VelocityVerlet(), limit);

    /// <summary>Unwrapped x of each atom by identity.</summary>
    private static void Place(TestSystem system, double[] x)
    {
        for (int i = 0; i < system.Atoms.Owned; i++)
        {
            x[system.Atoms.Id[i]] = system.Atoms.X[i] + (system.Atoms.ImageA[i] * system.State.Cell.Vectors.XX);
        }
    }
}
