using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Motion;
using MdEngine.Core.Observation;
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
/// Barostats against statistical mechanics, on 32 atoms of argon, a dense fluid or (where the cell changes its shape, which a
/// fluid does not resist) a crystal: whatever the potential, the logarithm of the
/// ratio of the volume distributions at two pressures is a straight line of slope -(P2 - P1)/kT, and that of the enthalpies
/// at two temperatures one of slope -(1/kT2 - 1/kT1). Weak coupling must fail. Compressibility and expansion from the
/// fluctuations must be those from the means at the three states.
/// </summary>
public sealed class EnsembleRatioTests(ITestOutputHelper output)
{
    private const double Timestep = 5.0;

    // Two to three standard deviations of volume and enthalpy between the states, where the ratio tells most.
    private static readonly States Fluid = new(180.0, 215.0, 0.16, 0.26, 5.9);
    private static readonly States Crystal = new(45.0, 55.0, 0.20, 0.30, 5.25);

    public enum Barostat
    {
        Piston,
        AxesPiston,
        FullPiston,
        CellRescaling,
        CellRescalingWithLangevin,
        FullCellRescaling,
        Berendsen,
    }

    // Three standard errors: a right barostat fails once in 370 seeds; the seeds are fixed.
    [Theory]
    [InlineData(Barostat.Piston)]
    [InlineData(Barostat.CellRescaling)]
    public void Ratios_of_distributions_have_the_right_slopes(Barostat barostat) => Check(barostat, 160, 3.0);

    // Twelve slopes: that all lie within 2.9 standard errors is as likely as that one lies within two (95 %).
    [Theory]
    [Trait("Category", "Long")]
    [InlineData(Barostat.Piston, 1500)]
    [InlineData(Barostat.AxesPiston, 600)]
    [InlineData(Barostat.FullPiston, 600)]
    [InlineData(Barostat.CellRescaling, 1500)]
    [InlineData(Barostat.CellRescalingWithLangevin, 1500)]
    [InlineData(Barostat.FullCellRescaling, 700)]
    public void Ratios_of_distributions_have_the_right_slopes_in_many_samples(Barostat barostat, int samples) =>
        Check(barostat, samples, 2.9);

    [Fact]
    [Trait("Category", "Long")]
    public void Barostats_agree_with_each_other()
    {
        const int samples = 1500;
        double[][] volumes =
        [
            .. new[] { Barostat.Piston, Barostat.CellRescaling }.Select(b => Sample(
                b, Fluid, Fluid.Temperature, Fluid.Pressure, samples).Select(s => s.Volume).ToArray()),
        ];
        (double m0, double v0, _) = SampleStatistics.Moments(volumes[0]);
        (double m1, double v1, _) = SampleStatistics.Moments(volumes[1]);
        output.WriteLine($"V/N {m0 / 32:f3} and {m1 / 32:f3}, variance {v0:f0} and {v1:f0} A^6");
        // 3 standard errors of independent samples; a variance errs by sqrt(2/n).
        m1.ShouldBe(m0, 3.0 * Math.Sqrt((v0 + v1) / samples));
        (v1 / v0).ShouldBe(1.0, 3.0 * Math.Sqrt(4.0 / samples));
    }

    [Fact]
    public void Weak_coupling_is_refused()
    {
        // Distributions so narrow overlap at half the distance only.
        States states = Fluid with { High = 0.5 * (Fluid.Pressure + Fluid.High) };
        List<(double Volume, double Enthalpy)> low = Sample(Barostat.Berendsen, states, states.Temperature, states.Pressure, 500);
        List<(double Volume, double Enthalpy)> high = Sample(Barostat.Berendsen, states, states.Temperature, states.High, 500);
        (double slope, double error) = LogisticRatio.Slope([.. low.Select(s => s.Volume)], [.. high.Select(s => s.Volume)]);
        double expected = states.VolumeSlope;
        output.WriteLine($"slope {slope / expected:f3} +- {error / Math.Abs(expected):f3} of what it should be");
        // The volumes hardly fluctuate: the distributions are much narrower than those of the ensemble.
        Math.Abs(slope - expected).ShouldBeGreaterThan(4.0 * error);
        (slope / expected).ShouldBeGreaterThan(1.5);
    }

    private void Check(Barostat barostat, int samples, double sigmas)
    {
        States states = barostat is Barostat.AxesPiston or Barostat.FullPiston or Barostat.FullCellRescaling ? Crystal : Fluid;
        List<(double Volume, double Enthalpy)> start = Sample(barostat, states, states.Temperature, states.Pressure, samples);
        List<(double Volume, double Enthalpy)> high = Sample(barostat, states, states.Temperature, states.High, samples);
        List<(double Volume, double Enthalpy)> hot = Sample(barostat, states, states.Hot, states.Pressure, samples);
        foreach (List<(double Volume, double Enthalpy)> s in new[] { start, high, hot })
        {
            // The errors are those of independent samples. The correlation of n samples errs by 1/sqrt(n).
            SampleStatistics.Moments([.. s.Select(x => x.Volume)]).Correlation.ShouldBeLessThan(0.1 + (3.0 / Math.Sqrt(samples)));
        }

        (double volumeSlope, double volumeError) = LogisticRatio.Slope(
            [.. start.Select(s => s.Volume)], [.. high.Select(s => s.Volume)]);
        (double enthalpySlope, double enthalpyError) = LogisticRatio.Slope(
            [.. start.Select(s => s.Enthalpy)], [.. hot.Select(s => s.Enthalpy)]);
        double volume = states.VolumeSlope, enthalpy = states.EnthalpySlope;
        output.WriteLine(
            $"{barostat}: volume slope {volumeSlope / volume:f4} +- {volumeError / Math.Abs(volume):f4}, "
            + $"enthalpy slope {enthalpySlope / enthalpy:f4} +- {enthalpyError / Math.Abs(enthalpy):f4}");
        volumeSlope.ShouldBe(volume, sigmas * volumeError);
        enthalpySlope.ShouldBe(enthalpy, sigmas * enthalpyError);
        // The errors must be small enough to tell a wrong ensemble.
        volumeError.ShouldBeLessThan(0.2 * Math.Abs(volume));
        enthalpyError.ShouldBeLessThan(0.2 * Math.Abs(enthalpy));
        CompareResponses(states, start, high, hot);
    }

    /// <summary>Fluctuations against differences of means: the same isothermal compressibility and thermal expansion.</summary>
    private void CompareResponses(
        States states, List<(double Volume, double Enthalpy)> start, List<(double Volume, double Enthalpy)> high,
        List<(double Volume, double Enthalpy)> hot)
    {
        double Mean(List<(double Volume, double Enthalpy)> s) => s.Average(x => x.Volume);
        double Cov(List<(double Volume, double Enthalpy)> s, Func<(double Volume, double Enthalpy), double> b) =>
            s.Average(x => x.Volume * b(x)) - (Mean(s) * s.Average(b));

        // Mean of both ends, so that the curvature between them cancels to second order.
        double kT = PhysicalConstants.Boltzmann * states.Temperature, kTHot = PhysicalConstants.Boltzmann * states.Hot;
        double fromVolumes = -0.5 * (Cov(start, x => x.Volume) + Cov(high, x => x.Volume)) / kT;
        double fromPressures = (Mean(high) - Mean(start)) / (states.High - states.Pressure) * PhysicalConstants.GigapascalPerPressure;
        double fromCovariance = 0.5 * PhysicalConstants.Boltzmann
            * ((Cov(start, x => x.Enthalpy) / (kT * kT)) + (Cov(hot, x => x.Enthalpy) / (kTHot * kTHot)));
        double fromTemperatures = (Mean(hot) - Mean(start)) / (states.Hot - states.Temperature);
        output.WriteLine(
            $"V/N {Mean(start) / 32:f3}, {Mean(high) / 32:f3}, {Mean(hot) / 32:f3}; dV/dP {fromVolumes:f1} and {fromPressures:f1} A^6/eV; "
            + $"dV/dT {fromCovariance:f3} and {fromTemperatures:f3} A^3/K");
        // A variance of n samples errs by sqrt(2/n), a covariance by somewhat more; 4 standard errors, and 4 % that
        // the third derivatives may leave.
        double tolerance = (4.0 * Math.Sqrt(2.0 / start.Count)) + 0.04;
        fromVolumes.ShouldBe(fromPressures, tolerance * Math.Abs(fromPressures));
        fromCovariance.ShouldBe(fromTemperatures, 1.3 * tolerance * fromTemperatures);
    }

    private static List<(double Volume, double Enthalpy)> Sample(
        Barostat barostat, States states, double temperature, double pressure, int samples)
    {
        using TestSystem argon = TestSystem.FastArgon(2, cutoff: 6.5, latticeConstant: states.LatticeConstant);
        MaxwellBoltzmann.Assign(argon.Atoms, 2.0 * temperature, 11);
        // Correlation times of volume and energy: 0.3 ps with the piston (1 ps in a crystal), 0.7 ps with
        // cell rescaling.
        const long settle = 2000;
        long every = barostat switch
        {
            Barostat.Piston => 240,
            Barostat.AxesPiston or Barostat.FullPiston => 400,
            Barostat.Berendsen => 150,
            _ => 300,
        };
        var result = new List<(double Volume, double Enthalpy)>();
        double p = pressure / PhysicalConstants.GigapascalPerPressure;
        var probe = new Probe(every, o => Add(o), from: settle);
        argon.Run(Make(barostat, temperature, pressure), settle + (every * (long)samples), Timestep, probe);
        return result;

        double Add(in StepObservation o)
        {
            double volume = o.State.Cell.Volume;
            result.Add((volume, o.KineticEnergy + o.State.Forces.Energy + (p * volume)));
            return 0.0;
        }
    }

    private static IIntegrator Make(Barostat barostat, double temperature, double pressure)
    {
        TemperatureRamp t = TemperatureRamp.Constant(temperature);
        PressureRamp p = PressureRamp.Constant(pressure);
        return barostat switch
        {
            Barostat.Piston => new MartynaTobiasKlein(t, 100.0, p, 300.0),
            Barostat.AxesPiston => Crystalline(CellCoupling.Axes),
            Barostat.FullPiston => Crystalline(CellCoupling.Full),
            Barostat.FullCellRescaling => new VelocityVerlet(
                new LangevinThermostat(t, 200.0, 5),
                barostat: new StochasticCellRescaling(t, p, 200.0, 0.6, 6, new CellFreedom(CellCoupling.Full))),
            Barostat.CellRescaling => new VelocityVerlet(
                new StochasticVelocityRescaling(t, 50.0, 5), barostat: new StochasticCellRescaling(t, p, 200.0, 1.4, 6)),
            Barostat.CellRescalingWithLangevin => new VelocityVerlet(
                new LangevinThermostat(t, 200.0, 5), barostat: new StochasticCellRescaling(t, p, 200.0, 1.4, 6)),
            _ => new VelocityVerlet(
                new StochasticVelocityRescaling(t, 50.0, 5), barostat: new BerendsenBarostat(pressure, 200.0, 1.4)),
        };

        // A crystal is so stiff that a light piston would swing faster than the atoms, hardly coupled to them.
        MartynaTobiasKlein Crystalline(CellCoupling coupling) => new(t, 200.0, p, 1000.0, new CellFreedom(coupling));
    }

    /// <summary>Three states: two temperatures at one pressure, two pressures at one temperature (K, GPa, Angstrom).</summary>
    private sealed record States(double Temperature, double Hot, double Pressure, double High, double LatticeConstant)
    {
        public double VolumeSlope =>
            -(High - Pressure) / PhysicalConstants.GigapascalPerPressure / (PhysicalConstants.Boltzmann * Temperature);

        public double EnthalpySlope => -((1.0 / Hot) - (1.0 / Temperature)) / PhysicalConstants.Boltzmann;
    }
}
