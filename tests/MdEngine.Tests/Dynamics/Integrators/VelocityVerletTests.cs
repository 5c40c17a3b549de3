using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Integrators;

public sealed class VelocityVerletTests(ITestOutputHelper output)
{
    [Fact]
    public void Energy_error_scales_as_timestep_squared()
    {
        double[] timesteps = [2.0, 4.0, 8.0, 16.0];
        var deviations = new List<double>();
        foreach (double timestep in timesteps)
        {
            using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
            MaxwellBoltzmann.Assign(argon.Atoms, 190.0, 11);
            var total = Probe.Total(1);
            argon.Run(new VelocityVerlet(), (long)(3200.0 / timestep), timestep, total);
            deviations.Add(Math.Sqrt(SampleStatistics.Moments(total.Values).Variance));
        }

        (double _, double slope) = Fit.Line([.. timesteps.Select(v => Math.Log(v))], [.. deviations.Select(v => Math.Log(v))]);
        output.WriteLine($"slope {slope:f4}, deviations {string.Join(", ", deviations)} eV");
        slope.ShouldBe(2.0, 0.05);
    }

    [Fact]
    public void A_run_with_flipped_velocities_returns_to_the_start()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 94.4, 3);
        Double3[] start = Unwrapped(argon);
        argon.Run(new VelocityVerlet(), 300, 4.0);
        Double3[] far = Unwrapped(argon);
        for (int i = 0; i < argon.Atoms.Owned; i++)
        {
            argon.Atoms.Vx[i] *= -1.0;
            argon.Atoms.Vy[i] *= -1.0;
            argon.Atoms.Vz[i] *= -1.0;
        }

        argon.Run(new VelocityVerlet(), 300, 4.0);
        double error = Largest(Unwrapped(argon), start);
        output.WriteLine($"back to {error:e1} Angstrom after {Largest(far, start):f2} Angstrom");
        error.ShouldBeLessThan(1e-9);

        // Rounding errors of 1e-15 Angstrom grow in 1.2 ps there and back by Lyapunov's exponent of about 1/ps and the
        // number of steps, to some 1e-12; without reversibility they would be of the order of the way gone.
        Largest(far, start).ShouldBeGreaterThan(0.5);
    }

    [Fact]
    public void Total_energy_has_no_trend()
    {
        // The second derivative jumps at the cutoff, and total energy walks at random for it: whether there is a trend
        // can be told from independent runs only.
        const int runs = 10, steps = 2000, quarter = steps / 4;
        const double timestep = 4.0;
        var slopes = new List<double>();
        for (int run = 0; run < runs; run++)
        {
            using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
            MaxwellBoltzmann.Assign(argon.Atoms, 190.0, (ulong)run);
            var total = Probe.Total(1, from: 251);
            argon.Run(new VelocityVerlet(), 250 + steps, timestep, total);
            double change = total.Values.Skip(3 * quarter).Average() - total.Values.Take(quarter).Average();
            slopes.Add(change / (3 * quarter * timestep * 1e-6));
        }

        (double slope, double variance, _) = SampleStatistics.Moments(slopes);
        double error = Math.Sqrt(variance / runs);
        output.WriteLine($"trend {slope:e2} +- {error:e2} eV/ns for 32 atoms");
        // 4.3 standard errors of Student's distribution with 9 degrees of freedom: once in 500 choices of the seeds.
        Math.Abs(slope).ShouldBeLessThan(4.3 * error);
        // The error bar itself must be small enough to mean something: 0.02 meV an atom and ns.
        error.ShouldBeLessThan(2e-5 * 32);
    }

    [Fact]
    public void Oscillator_follows_the_exact_solution_of_the_discrete_equations()
    {
        const double stiffness = 0.5, timestep = 10.0, amplitude = 0.3;
        using TestSystem wells = TestSystem.Wells(5, stiffness);
        for (int i = 0; i < 5; i++)
        {
            wells.Atoms.Y[i] = amplitude;
        }

        var y = new Probe(1, o => o.State.Atoms.Y[4]);
        wells.Run(new VelocityVerlet(momentumConserved: false), 1000, timestep, y);
        double mass = wells.Atoms.Mass[0] * PhysicalConstants.MassVelocitySquared;
        // x_n = x_0 cos(n phi) with cos phi = 1 - (omega dt)^2/2.
        double phi = Math.Acos(1.0 - (0.5 * stiffness / mass * timestep * timestep));
        for (int n = 0; n <= 1000; n++)
        {
            // Rounding: 1000 steps of 1e-16, amplified no more than by their number.
            y.Values[n].ShouldBe(amplitude * Math.Cos(n * phi), 1e-11);
        }
    }

    [Fact]
    public void Momentum_stays_zero()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 94.4, 3);
        argon.Run(new VelocityVerlet(), 1000, 4.0);
        Double3 p = KineticSums.Momentum(argon.Atoms);
        double typical = 40.0 * Math.Sqrt(argon.Atoms.Owned) * 1.4e-3; // u Angstrom/fs
        // 1000 steps of sums over 32 atoms, each to 1e-16 of a typical momentum.
        p.Length.ShouldBeLessThan(1e-12 * typical);
    }

    internal static Double3[] Unwrapped(TestSystem system)
    {
        var r = new Double3[system.Atoms.Owned];
        for (int i = 0; i < r.Length; i++)
        {
            var image = new Double3(system.Atoms.ImageA[i], system.Atoms.ImageB[i], system.Atoms.ImageC[i]);
            r[system.Atoms.Id[i]] = new Double3(system.Atoms.X[i], system.Atoms.Y[i], system.Atoms.Z[i])
                + system.State.Cell.ToCartesian(image);
        }

        return r;
    }

    private static double Largest(Double3[] a, Double3[] b) => a.Zip(b, (x, y) => (x - y).Length).Max();
}
