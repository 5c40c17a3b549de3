using System;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Tests.Dynamics.Integrators;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Observables;

public sealed class MeanSquareDisplacementTests
{
    [Fact]
    public void Free_flight_goes_with_the_square_of_time()
    {
        using TestSystem gas = TestSystem.Wells(10, 0.0);
        MaxwellBoltzmann.Assign(gas.Atoms, 300.0, 4);
        double v2 = 0.0;
        for (int i = 0; i < 10; i++)
        {
            v2 += (gas.Atoms.Vx[i] * gas.Atoms.Vx[i]) + (gas.Atoms.Vy[i] * gas.Atoms.Vy[i])
                + (gas.Atoms.Vz[i] * gas.Atoms.Vz[i]);
            // The drift of the whole is no diffusion.
            gas.Atoms.Vz[i] += 0.01;
        }

        var msd = new MeanSquareDisplacement();
        gas.Run(new VelocityVerlet(), 100, 2.0, new FrameSampler(5, 20, msd.Add));
        msd.Frames.ShouldBe(17);
        msd.Interval.ShouldBe(10.0, 1e-9);
        double[] lags = msd.Lags(), curve = msd.Curve();
        curve.Length.ShouldBe(9);
        for (int k = 0; k <= 8; k++)
        {
            lags[k].ShouldBe(10.0 * k, 1e-9);
            curve[k].ShouldBe(v2 / 10.0 * Math.Pow(10.0 * k, 2), 1e-9);
        }
    }

    [Fact]
    public void Wrapping_and_reordering_do_not_show()
    {
        // Hot enough for atoms to cross the small cell several times.
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5, skin: 0.3);
        MaxwellBoltzmann.Assign(argon.Atoms, 3000.0, 4);
        var msd = new MeanSquareDisplacement(PeriodicTable.Get("Ar"));
        argon.Forces.UpdateNeighbors(argon.State);
        var start = VelocityVerletTests.Unwrapped(argon);
        argon.Run(new VelocityVerlet(), 1000, 2.0, new FrameSampler(1000, 0, msd.Add));
        var end = VelocityVerletTests.Unwrapped(argon);
        argon.Atoms.ImageA.ToArray().Max().ShouldBeGreaterThan(0);
        double expected = start.Zip(end, (a, b) => Math.Pow((b - a).Length, 2)).Average();
        // The centre of mass rests to rounding.
        msd.Curve()[1].ShouldBe(expected, 1e-9 * expected);
        expected.ShouldBeGreaterThan(30.0);
    }

    [Fact]
    public void Series_that_cannot_be_used_are_refused()
    {
        using TestSystem gas = TestSystem.Wells(10, 0.0);
        var msd = new MeanSquareDisplacement();
        gas.Run(new VelocityVerlet(), 20, 2.0, new FrameSampler(1, 0, msd.Add));
        Should.Throw<ArgumentException>(() => msd.Add(gas.State)).Message.ShouldContain("evenly spaced");
        Should.Throw<ArgumentException>(() => msd.SelfDiffusion(2.0, 20.0, blocks: 3)).Message.ShouldContain("blocks");
        Should.Throw<ArgumentException>(() => msd.SelfDiffusion(4.0, 4.0, blocks: 2));
        Should.Throw<ArgumentException>(() => new MeanSquareDisplacement(PeriodicTable.Get("He")).Add(gas.State))
            .Message.ShouldContain("He");
    }
}
