using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Thermostats;

public sealed class LangevinThermostatTests(ITestOutputHelper output)
{
    private const double Temperature = 300.0;
    private const double KT = PhysicalConstants.Boltzmann * Temperature;

    [Fact]
    public void Positions_of_oscillators_are_unbiased_at_any_stable_timestep()
    {
        // omega dt = 1, a sixth of a period a step: BAOAB gives <x^2> = kT/k exactly and <v^2> short by (omega dt)^2/4.
        const double stiffness = 2.0;
        const int atoms = 1000, samples = 100;
        using TestSystem wells = TestSystem.Wells(atoms, stiffness);
        double mass = wells.Atoms.Mass[0] * PhysicalConstants.MassVelocitySquared;
        double timestep = Math.Sqrt(mass / stiffness);
        double x2 = 0.0, v2 = 0.0;
        long count = 0;
        var sampler = new FrameSampler(10, 200, state =>
        {
            AtomState a = state.Atoms;
            for (int i = 0; i < a.Owned; i++)
            {
                double x = a.X[i] - (HarmonicWells.Spacing * a.Id[i]);
                x2 += (x * x) + (a.Y[i] * a.Y[i]) + (a.Z[i] * a.Z[i]);
                v2 += (a.Vx[i] * a.Vx[i]) + (a.Vy[i] * a.Vy[i]) + (a.Vz[i] * a.Vz[i]);
                count += 3;
            }
        });
        var thermostat = new LangevinThermostat(TemperatureRamp.Constant(Temperature), 2.0 * timestep, 7);
        wells.Run(new VelocityVerlet(thermostat), 200 + (10 * (samples - 1)), timestep, sampler);

        double position = x2 / count * stiffness / KT, velocity = v2 / count * mass / KT;
        double error = Math.Sqrt(2.0 / count);
        output.WriteLine($"<x2> {position:f4}, <v2> {velocity:f4} +- {error:f4}");
        // Samples 10 steps (5 relaxation times) apart are independent but for e^-5 or so: 4 standard errors.
        position.ShouldBe(1.0, 4.0 * error);
        velocity.ShouldBe(0.75, 4.0 * error);
    }

    [Fact]
    public void Free_atoms_diffuse_as_Einstein_says()
    {
        // D = kT tau/m; the O step is exact, so the discrete D is kT/m * (dt/2) (1 + c)/(1 - c).
        const double timestep = 20.0, tau = 100.0;
        using TestSystem gas = TestSystem.Wells(500, 0.0);
        MaxwellBoltzmann.Assign(gas.Atoms, Temperature, 5, zeroMomentum: false);
        var msd = new MeanSquareDisplacement();
        var thermostat = new LangevinThermostat(TemperatureRamp.Constant(Temperature), tau, 99);
        gas.Run(new VelocityVerlet(thermostat), 4000, timestep, new FrameSampler(10, 0, msd.Add));
        DiffusionEstimate d = msd.SelfDiffusion(1000.0, 4000.0, blocks: 8);
        double c = Math.Exp(-timestep / tau);
        double expected = KT / (gas.Atoms.Mass[0] * PhysicalConstants.MassVelocitySquared) * 0.5 * timestep * (1 + c) / (1 - c);
        // Displacements are relative to the centre of mass, which takes 1/N of the motion.
        expected *= 1.0 - (1.0 / 500.0);
        output.WriteLine($"D {d.Coefficient:g5} +- {d.StandardError:g2}, expected {expected:g5}");
        // 5 standard errors, of Student's distribution with 7 degrees of freedom: once in 600 seeds.
        d.Coefficient.ShouldBe(expected, 5.0 * d.StandardError);
        d.StandardError.ShouldBeLessThan(0.05 * expected);
    }

    [Fact]
    public void Total_energy_plus_reservoir_is_conserved()
    {
        double Spread(double timestep)
        {
            using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
            MaxwellBoltzmann.Assign(argon.Atoms, 200.0, 4);
            var conserved = Probe.Conserved(1);
            var total = Probe.Total(1);
            var thermostat = new LangevinThermostat(new TemperatureRamp(100.0, 200.0), 200.0, 12);
            argon.Run(new VelocityVerlet(thermostat), (long)(4000.0 / timestep), timestep, conserved, total);
            double ratio = (conserved.Values.Max() - conserved.Values.Min()) / (total.Values.Max() - total.Values.Min());
            output.WriteLine($"dt {timestep}: conserved varies by {ratio:e2} of what total energy does");
            return ratio;
        }

        // What the Verlet steps in between make is of second order.
        double coarse = Spread(8.0), fine = Spread(2.0);
        coarse.ShouldBeLessThan(0.1);
        (coarse / fine).ShouldBeGreaterThan(8.0);
    }

    [Fact]
    public void A_ramp_ends_at_its_end()
    {
        const int atoms = 20_000;
        using TestSystem gas = TestSystem.Wells(atoms, 0.0);
        for (int i = 0; i < atoms; i++)
        {
            gas.Atoms.Mass[i] = i % 3 == 0 ? 4.0 : 131.0;
        }

        MaxwellBoltzmann.Assign(gas.Atoms, 50.0, 8);
        var kinetic = Probe.Kinetic(250);
        var thermostat = new LangevinThermostat(new TemperatureRamp(50.0, 250.0), 20.0, 31);
        gas.Run(new VelocityVerlet(thermostat), 500, 5.0, kinetic);
        double error = Math.Sqrt(2.0 / (3.0 * atoms));
        double[] temperatures = [.. kinetic.Values.Select(k => KineticSums.Temperature(k, 3 * atoms))];
        output.WriteLine($"{string.Join(", ", temperatures)} +- {error:p2}");
        // 4 standard errors. Energy follows the bath tau/2 late: 10 fs of a ramp of 0.08 K/fs.
        const double lag = 0.8;
        temperatures[0].ShouldBe(50.0, 4.0 * error * 50.0);
        temperatures[1].ShouldBe(150.0 - lag, 4.0 * error * 150.0);
        temperatures[2].ShouldBe(250.0 - lag, 4.0 * error * 250.0);
    }

    [Fact]
    public void Noise_belongs_to_identities_not_to_places()
    {
        double[] Velocities(bool shuffled)
        {
            using TestSystem gas = TestSystem.Wells(37, 0.0);
            if (shuffled)
            {
                gas.Atoms.Reorder([.. Enumerable.Range(0, 37).Select(k => (k * 5) % 37)]);
            }

            gas.Run(new VelocityVerlet(new LangevinThermostat(TemperatureRamp.Constant(300.0), 50.0, 4)), 10, 2.0);
            var v = new double[37];
            for (int i = 0; i < 37; i++)
            {
                v[gas.Atoms.Id[i]] = gas.Atoms.Vy[i];
            }

            return v;
        }

        Velocities(true).ShouldBe(Velocities(false));
    }
}
