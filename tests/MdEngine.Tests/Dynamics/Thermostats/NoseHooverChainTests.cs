using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Thermostats;

public sealed class NoseHooverChainTests(ITestOutputHelper output)
{
    private const double Temperature = 300.0;
    private const double KT = PhysicalConstants.Boltzmann * Temperature;

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, true)]
    public void One_oscillator_is_ergodic_under_a_chain_only(int length, bool ergodic)
    {
        const double stiffness = 0.5;
        using TestSystem wells = TestSystem.Wells(1, stiffness);
        double mass = wells.Atoms.Mass[0] * PhysicalConstants.MassVelocitySquared;
        double period = 2.0 * Math.PI * Math.Sqrt(mass / stiffness);
        wells.Atoms.Vx[0] = 1.5 * Math.Sqrt(KT / mass);
        var position = new Probe(50, o => o.State.Atoms.X[0]);
        var thermostat = new NoseHooverChain(
            TemperatureRamp.Constant(Temperature), period / (2.0 * Math.PI), length, degreesOfFreedom: 1);
        wells.Run(new VelocityVerlet(thermostat, momentumConserved: false), 1_000_000, period / 50.0, position);

        double[] sorted = [.. position.Values.Order()];
        double distance = SampleStatistics.Distance(
            sorted, new Normal(0.0, Math.Sqrt(KT / stiffness)).CumulativeDistribution);
        output.WriteLine($"length {length}: Kolmogorov distance {distance:f4}");
        // 20,000 periods with a correlation time of some periods leave 0.01 or so; a single thermostat runs on a torus.
        if (ergodic)
        {
            distance.ShouldBeLessThan(0.02);
        }
        else
        {
            distance.ShouldBeGreaterThan(0.05);
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 3, 1)]
    [InlineData(3, 5, 2)]
    [InlineData(5, 7, 1)]
    public void Conserved_quantity_holds_to_second_order(int length, int parts, int substeps)
    {
        double Deviation(double timestep)
        {
            using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
            MaxwellBoltzmann.Assign(argon.Atoms, 200.0, 4);
            var conserved = Probe.Conserved(1);
            var total = Probe.Total(1);
            // A ramp: what the target's change does to the bath is accounted for too.
            var thermostat = new NoseHooverChain(new TemperatureRamp(80.0, 160.0), 200.0, length, parts, substeps);
            argon.Run(new VelocityVerlet(thermostat), (long)(3200.0 / timestep), timestep, conserved, total);
            double spread = conserved.Values.Max() - conserved.Values.Min();
            output.WriteLine($"dt {timestep}: {spread:e3} eV of {total.Values.Max() - total.Values.Min():e3} eV");
            spread.ShouldBeLessThan(0.05 * (total.Values.Max() - total.Values.Min()));
            return spread;
        }

        double coarse = Deviation(8.0), fine = Deviation(2.0);
        // 4^2 = 16; the extremes of a fluctuation scatter.
        (coarse / fine).ShouldBeInRange(10.0, 25.0);
    }

    [Fact]
    public void A_start_far_from_the_target_is_survived()
    {
        // 2916 atoms 30 times too hot: the second thermostat is driven by thousands of times its share.
        using TestSystem argon = TestSystem.Argon(9, cutoff: 4.5, skin: 0.3);
        MaxwellBoltzmann.Assign(argon.Atoms, 600.0, 2);
        var kinetic = Probe.Kinetic(1);
        var conserved = Probe.Conserved(1);
        var thermostat = new NoseHooverChain(TemperatureRamp.Constant(20.0), 100.0);
        argon.Run(new VelocityVerlet(thermostat), 400, 4.0, kinetic, conserved);
        output.WriteLine(string.Join(" ", kinetic.Values.Where((_, k) => k % 20 == 0).Select(k => (k / kinetic.Values[0]).ToString("f3"))));
        double spread = conserved.Values.Max() - conserved.Values.Min();
        output.WriteLine($"{spread / kinetic.Values[0]:e2}");
        spread.ShouldBeLessThan(0.01 * kinetic.Values[0]);
    }

    [Fact]
    public void A_ramp_ends_at_its_end()
    {
        using TestSystem argon = TestSystem.Argon(3, cutoff: 6.0);
        MaxwellBoltzmann.Assign(argon.Atoms, 240.0, 8);
        var kinetic = Probe.Kinetic(1, from: 2600);
        var thermostat = new NoseHooverChain(new TemperatureRamp(100.0, 200.0), 100.0);
        argon.Run(new VelocityVerlet(thermostat), 3000, 5.0, kinetic);
        double temperature = KineticSums.Temperature(kinetic.Values.Average(), (3 * argon.Atoms.Owned) - 3);
        output.WriteLine($"{temperature} K");
        // Mean over the last 2 ps of 15: target 193.3 K in the mean; one sample scatters by sqrt(2/321) = 7.9 %, and the 2 ps hold
        // at least six independent ones (the bath's period is 0.6 ps or less): 4 standard errors.
        temperature.ShouldBe(193.3, 4.0 * 0.079 / Math.Sqrt(6.0) * 193.3);
        temperature.ShouldBeGreaterThan(165.0);
    }

    [Fact]
    public void Momentum_stays_zero()
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 200.0, 4);
        argon.Run(new VelocityVerlet(new NoseHooverChain(TemperatureRamp.Constant(100.0), 100.0)), 500, 4.0);
        Double3 p = KineticSums.Momentum(argon.Atoms);
        double typical = 40.0 * Math.Sqrt(32.0) * 1.4e-3; // u Angstrom/fs
        // 500 steps of sums over 32 atoms, each to 1e-16 of a typical momentum.
        p.Length.ShouldBeLessThan(1e-12 * typical);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(7)]
    public void Weights_are_symmetric_and_meet_the_order_conditions(int parts)
    {
        double[] w = SuzukiYoshida.Weights(parts);
        w.Length.ShouldBe(parts);
        w.Sum().ShouldBe(1.0, 1e-14);
        w.Reverse().ShouldBe(w);
        if (parts > 1)
        {
            // The error of third order vanishes; Yoshida's figures are printed to 15 digits.
            w.Sum(x => x * x * x).ShouldBe(0.0, 1e-13);
        }

        if (parts == 7)
        {
            w.Sum(x => Math.Pow(x, 5)).ShouldBe(0.0, 1e-12);
        }
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        TemperatureRamp ramp = TemperatureRamp.Constant(300.0);
        Should.Throw<ArgumentOutOfRangeException>(() => new NoseHooverChain(ramp, 0.0));
        Should.Throw<ArgumentOutOfRangeException>(() => new NoseHooverChain(ramp, 100.0, length: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new NoseHooverChain(ramp, 100.0, parts: 2));
        Should.Throw<ArgumentOutOfRangeException>(() => new NoseHooverChain(ramp, 100.0, substeps: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new NoseHooverChain(TemperatureRamp.Constant(0.0), 100.0));
        Should.Throw<ArgumentOutOfRangeException>(() => new LangevinThermostat(ramp, double.NaN, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new TemperatureRamp(-1.0, 10.0));
    }
}
