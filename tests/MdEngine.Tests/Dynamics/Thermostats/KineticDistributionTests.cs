using System;
using System.Collections.Generic;
using MathNet.Numerics.Distributions;
using MdEngine.Core.Motion;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Thermostats;

/// <summary>
/// The kinetic energy of g degrees of freedom in the canonical ensemble follows a Gamma distribution of shape g/2 and
/// scale kT, each velocity component a normal one. Liquid argon, 32 atoms; samples so far apart that they are
/// independent (tested too). The same test must refuse weak coupling.
/// </summary>
public sealed class KineticDistributionTests(ITestOutputHelper output)
{
    private const double Temperature = 120.0, Timestep = 5.0;
    private const double KT = PhysicalConstants.Boltzmann * Temperature;

    // A correct thermostat fails once in a thousand seeds; the seeds are fixed.
    private const double Refused = 1e-3;

    [Fact]
    public void Langevin_samples_the_canonical_ensemble() =>
        ShouldBeCanonical(Langevin, 96, 400, every: 60);

    [Fact]
    [Trait("Category", "Long")]
    public void Langevin_samples_the_canonical_ensemble_in_many_samples() =>
        ShouldBeCanonical(Langevin, 96, 5000, every: 100);

    [Fact]
    public void Chain_samples_the_canonical_ensemble() =>
        ShouldBeCanonical(Chain, 93, 400, every: 100);

    [Fact]
    [Trait("Category", "Long")]
    public void Chain_samples_the_canonical_ensemble_in_many_samples() =>
        ShouldBeCanonical(Chain, 93, 5000, every: 200);

    [Fact]
    public void Velocity_rescaling_samples_the_canonical_ensemble() =>
        ShouldBeCanonical(Rescaling, 93, 400, every: 60);

    [Fact]
    [Trait("Category", "Long")]
    public void Velocity_rescaling_samples_the_canonical_ensemble_in_many_samples() =>
        ShouldBeCanonical(Rescaling, 93, 5000, every: 100);

    [Fact]
    public void Weak_coupling_is_refused()
    {
        (List<double> kinetic, _) = Sample(() => new BerendsenThermostat(Temperature, 100.0), 400, 60);
        (double mean, double variance, _) = SampleStatistics.Moments(kinetic);
        double p = SampleStatistics.KolmogorovSmirnov(kinetic, Gamma(93).CumulativeDistribution);
        output.WriteLine($"p {p:e2}, mean {mean / (46.5 * KT)}, variance {variance / (46.5 * KT * KT)}");
        // The mean is right: it is the distribution that gives weak coupling away.
        mean.ShouldBe(46.5 * KT, 0.02 * 46.5 * KT);
        p.ShouldBeLessThan(1e-6);
        variance.ShouldBeLessThan(0.8 * 46.5 * KT * KT);
    }

    private static LangevinThermostat Langevin() => new(TemperatureRamp.Constant(Temperature), 50.0, 2024);

    private static NoseHooverChain Chain() => new(TemperatureRamp.Constant(Temperature), 100.0, length: 4);

    private static StochasticVelocityRescaling Rescaling() => new(TemperatureRamp.Constant(Temperature), 50.0, 2007);

    private static Gamma Gamma(int degrees) => new(0.5 * degrees, 1.0 / KT);

    private void ShouldBeCanonical(Func<IThermostat> thermostat, int degrees, int samples, int every)
    {
        (List<double> kinetic, List<double> components) = Sample(thermostat, samples, every);
        (double mean, double variance, double correlation) = SampleStatistics.Moments(kinetic);
        double p = SampleStatistics.KolmogorovSmirnov(kinetic, Gamma(degrees).CumulativeDistribution);

        // Of a Gamma distribution of shape a and scale s: mean a s, variance a s^2, fourth central moment 3 a (a+2) s^4.
        double a = 0.5 * degrees;
        double meanError = Math.Sqrt(a / samples) * KT;
        double varianceError = KT * KT * Math.Sqrt(((3.0 * a * (a + 2.0)) - (a * a)) / samples);
        // Without drift of the whole each of the 96 components has its share less.
        double width = Math.Sqrt(degrees / 96.0);
        double pComponents = SampleStatistics.KolmogorovSmirnov(
            components, new Normal(0.0, width).CumulativeDistribution);
        output.WriteLine(
            $"p(K) {p:f3}, p(v) {pComponents:f3}, mean {mean / (a * KT):f4} +- {meanError / (a * KT):f4}, "
            + $"variance {variance / (a * KT * KT):f3} +- {varianceError / (a * KT * KT):f3}, correlation {correlation:f3}");

        // 4 standard errors: once in 16,000 seeds.
        Math.Abs(correlation).ShouldBeLessThan(4.0 / Math.Sqrt(samples));
        mean.ShouldBe(a * KT, 4.0 * meanError);
        variance.ShouldBe(a * KT * KT, 4.0 * varianceError);
        p.ShouldBeGreaterThan(Refused);
        pComponents.ShouldBeGreaterThan(Refused);
    }

    /// <summary>Kinetic energies, and velocity components of one atom an axis in units of sqrt(kT/m).</summary>
    private static (List<double> Kinetic, List<double> Components) Sample(
        Func<IThermostat> thermostat, int samples, int every)
    {
        using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
        MaxwellBoltzmann.Assign(argon.Atoms, 2.0 * Temperature, 1);
        double unit = Math.Sqrt(KT / (argon.Atoms.Mass[0] * PhysicalConstants.MassVelocitySquared));
        var components = new List<double>();
        const long settle = 1000;
        var kinetic = new Probe(every, o =>
        {
            var atoms = o.State.Atoms;
            components.Add(atoms.Vx[atoms.Id.IndexOf(3)] / unit);
            components.Add(atoms.Vy[atoms.Id.IndexOf(14)] / unit);
            components.Add(atoms.Vz[atoms.Id.IndexOf(25)] / unit);
            return o.KineticEnergy;
        }, from: settle);
        argon.Run(new VelocityVerlet(thermostat()), settle + (every * (long)samples), Timestep, kinetic);
        return (kinetic.Values, components);
    }
}
