using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Barostats;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Barostats;

/// <summary>
/// The volume of an ideal gas at constant pressure is known: V^N exp(-P V/kT), a Gamma distribution of shape N + 1, or
/// of shape N when the total momentum is fixed (g = 3 N - 3 degrees of freedom: shape g/3 + 1). Few atoms, so that a
/// wrong term of order 1/N would show at once.
/// </summary>
public sealed class IdealGasTests(ITestOutputHelper output)
{
    private const double Temperature = 300.0, Pressure = 0.05;
    private const double KT = PhysicalConstants.Boltzmann * Temperature;

    // Volume of an atom in the mean, the scale of the distribution.
    private const double Unit = KT * PhysicalConstants.GigapascalPerPressure / Pressure;

    [Theory]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public void A_piston_samples_the_volumes_of_the_ideal_gas(int atoms, bool fixedMomentum) =>
        ShouldBeGamma(atoms, fixedMomentum, 5.0, 400, every: 470, () => new MartynaTobiasKlein(
            TemperatureRamp.Constant(Temperature), 100.0, PressureRamp.Constant(Pressure), 300.0,
            momentumConserved: fixedMomentum));

    [Theory]
    [InlineData(16, false, CellCoupling.Isotropic)]
    [InlineData(16, true, CellCoupling.Isotropic)]
    [InlineData(16, true, CellCoupling.Axes)]
    public void Cell_rescaling_samples_the_volumes_of_the_ideal_gas(int atoms, bool fixedMomentum, CellCoupling coupling) =>
        ShouldBeGamma(atoms, fixedMomentum, 5.0, 250, every: 600, () => new VelocityVerlet(
            fixedMomentum
                ? new StochasticVelocityRescaling(TemperatureRamp.Constant(Temperature), 50.0, 8)
                : new LangevinThermostat(TemperatureRamp.Constant(Temperature), 50.0, 8),
            barostat: new StochasticCellRescaling(
                TemperatureRamp.Constant(Temperature), PressureRamp.Constant(Pressure), 1000.0, 1.0 / Pressure, 9,
                new CellFreedom(coupling))));

    [Fact]
    public void The_test_tells_the_law_of_one_power_of_the_volume_less()
    {
        // What the piston would sample without its term 2 K/g, which adds kT/V to the pressure.
        List<double> volumes = Sample(4, false, 5.0, 200, 470, () => new MartynaTobiasKlein(
            TemperatureRamp.Constant(Temperature), 100.0, PressureRamp.Constant(Pressure), 300.0, momentumConserved: false));
        SampleStatistics.KolmogorovSmirnov(volumes, new Gamma(4.0, 1.0 / Unit).CumulativeDistribution).ShouldBeLessThan(1e-4);
    }

    private void ShouldBeGamma(
        int atoms, bool fixedMomentum, double timestep, int samples, long every, Func<IIntegrator> integrator)
    {
        List<double> volumes = Sample(atoms, fixedMomentum, timestep, samples, every, integrator);
        double shape = atoms + (fixedMomentum ? 0.0 : 1.0);
        (double mean, double variance, double correlation) = SampleStatistics.Moments(volumes);
        double p = SampleStatistics.KolmogorovSmirnov(volumes, new Gamma(shape, 1.0 / Unit).CumulativeDistribution);
        output.WriteLine(
            $"p {p:f3}, mean {mean / Unit:f3}, variance {variance / (Unit * Unit):f3} of {shape}, correlation {correlation:f3}");
        // The test of Kolmogorov and Smirnov wants independent samples; a right barostat fails once in a thousand seeds.
        Math.Abs(correlation).ShouldBeLessThan(0.15);
        p.ShouldBeGreaterThan(1e-3);
        // 4 standard errors, some 15 % larger by what correlation there may be.
        mean.ShouldBe(shape * Unit, 4.0 * 1.15 * Math.Sqrt(shape / samples) * Unit);
    }

    private static List<double> Sample(
        int atoms, bool fixedMomentum, double timestep, int samples, long every, Func<IIntegrator> integrator)
    {
        using TestSystem gas = TestSystem.Gas(atoms, Math.Cbrt(atoms * Unit));
        MaxwellBoltzmann.Assign(gas.Atoms, Temperature, 3, zeroMomentum: fixedMomentum);
        const long settle = 2000;
        var volume = new Probe(every, o => o.State.Cell.Volume, from: settle);
        gas.Run(integrator(), settle + (every * (long)samples), timestep, volume);
        return volume.Values;
    }
}
