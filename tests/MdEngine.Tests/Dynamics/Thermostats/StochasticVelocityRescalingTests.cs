using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Groups;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Thermostats;

public sealed class StochasticVelocityRescalingTests(ITestOutputHelper output)
{
    private const double Temperature = 300.0;
    private const double KT = PhysicalConstants.Boltzmann * Temperature;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(1000)]
    public void Sums_of_squares_follow_the_chi_squared_distribution(int count)
    {
        var stream = new RandomStream(42, RandomPurpose.VelocityRescaling);
        double[] sums = [.. Enumerable.Range(0, 20_000).Select(step => GaussianSquares.Sum(stream, step, 3, count, draw: 1))];
        double p = SampleStatistics.KolmogorovSmirnov(sums, new Gamma(0.5 * count, 0.5).CumulativeDistribution);
        output.WriteLine($"{count} squares: p {p:f3}, mean {sums.Average()}");
        // Once in a thousand seeds; the seed is fixed.
        p.ShouldBeGreaterThan(1e-3);
        GaussianSquares.Sum(stream, 1, 3, 0, 1).ShouldBe(0.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Few_degrees_of_freedom_are_canonical(int atoms)
    {
        // Free atoms: the kinetic energy is the thermostat's business alone, and its relaxation time is what the paper says.
        using TestSystem gas = TestSystem.Wells(atoms, 0.0);
        MaxwellBoltzmann.Assign(gas.Atoms, Temperature, 5, zeroMomentum: false);
        const double timestep = 5.0, tau = 100.0;
        var kinetic = Probe.Kinetic(100);
        var soon = Probe.Kinetic(5);
        gas.Run(
            new VelocityVerlet(new StochasticVelocityRescaling(TemperatureRamp.Constant(Temperature), tau, 6), momentumConserved: false),
            100_000, timestep, kinetic, soon);
        double p = SampleStatistics.KolmogorovSmirnov(kinetic.Values, new Gamma(1.5 * atoms, 1.0 / KT).CumulativeDistribution);
        (_, _, double correlation) = SampleStatistics.Moments(soon.Values);
        output.WriteLine($"{atoms} atoms: p {p:f3}, correlation after 25 fs {correlation:f4}");
        p.ShouldBeGreaterThan(1e-3);
        // 20,000 samples over 5,000 relaxation times.
        correlation.ShouldBe(Math.Exp(-5 * timestep / tau), 4.0 / Math.Sqrt(5_000));
    }

    [Fact]
    public void Total_energy_plus_reservoir_is_conserved()
    {
        double Ratio(double timestep)
        {
            using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
            MaxwellBoltzmann.Assign(argon.Atoms, 200.0, 4);
            var conserved = Probe.Conserved(1);
            var total = Probe.Total(1);
            argon.Run(
                new VelocityVerlet(new StochasticVelocityRescaling(new TemperatureRamp(100.0, 200.0), 200.0, 12)),
                (long)(4000.0 / timestep), timestep, conserved, total);
            double ratio = (conserved.Values.Max() - conserved.Values.Min()) / (total.Values.Max() - total.Values.Min());
            output.WriteLine($"dt {timestep}: conserved varies by {ratio:e2} of what total energy does");
            return ratio;
        }

        // What the Verlet steps make is of second order.
        double coarse = Ratio(8.0), fine = Ratio(2.0);
        coarse.ShouldBeLessThan(0.1);
        (coarse / fine).ShouldBeGreaterThan(8.0);
    }

    [Fact]
    public void A_ramp_ends_at_its_end_and_momentum_stays_zero()
    {
        using TestSystem argon = TestSystem.FastArgon(3, cutoff: 6.0, latticeConstant: 5.7966);
        MaxwellBoltzmann.Assign(argon.Atoms, 240.0, 8);
        var kinetic = Probe.Kinetic(1, from: 2600);
        argon.Run(
            new VelocityVerlet(new StochasticVelocityRescaling(new TemperatureRamp(100.0, 200.0), 50.0, 4)), 3000, 5.0, kinetic);
        double temperature = KineticSums.Temperature(kinetic.Values.Average(), (3 * argon.Atoms.Owned) - 3);
        output.WriteLine($"{temperature} K");
        // Target 193.3 K in the mean of the last 2 ps. One sample scatters by sqrt(2/321) = 7.9 %; with 0.1 ps of
        // correlation, with the potential energy's slow part 0.4 ps, 5 are independent: 4 standard errors.
        temperature.ShouldBe(193.3, 4.0 * 0.079 / Math.Sqrt(5.0) * 193.3);
        double typical = 40.0 * Math.Sqrt(108.0) * 1.4e-3; // u Angstrom/fs
        // 3000 steps of sums over 108 atoms, each to 1e-16 of a typical momentum.
        KineticSums.Momentum(argon.Atoms).Length.ShouldBeLessThan(1e-11 * typical);
    }

    [Fact]
    public void Groups_have_temperatures_of_their_own()
    {
        // Free atoms: nothing but the thermostats changes them.
        const int atoms = 6000;
        using TestSystem gas = TestSystem.Wells(atoms, 0.0);
        MaxwellBoltzmann.Assign(gas.Atoms, 100.0, 5, zeroMomentum: false);
        AtomGroup first = Group("first", atoms, id => id < 2000), second = Group("second", atoms, id => id is >= 2000 and < 4000);
        double[] before = Energies(gas);
        var conserved = Probe.Conserved(100);
        var both = new ThermostatSet(
        [
            new StochasticVelocityRescaling(TemperatureRamp.Constant(300.0), 50.0, 7, first),
            new LangevinThermostat(TemperatureRamp.Constant(600.0), 50.0, 7, second),
        ]);
        both.ConservesMomentum.ShouldBeFalse();
        both.SplitsDrift.ShouldBeTrue();
        gas.Run(new VelocityVerlet(both, momentumConserved: false), 300, 5.0, conserved);
        double[] after = Energies(gas);
        output.WriteLine(string.Join(", ", after));
        // 6000 degrees of freedom each scatter by sqrt(2/6000) = 1.8 %: 4 standard errors.
        after[0].ShouldBe(300.0, 0.073 * 300.0);
        after[1].ShouldBe(600.0, 0.073 * 600.0);
        after[2].ShouldBe(before[2], 1e-9 * before[2]);
        // No potential: what the atoms gain is what the reservoirs lose, to rounding of sums over 6000 atoms.
        conserved.Values.Max().ShouldBe(conserved.Values.Min(), 1e-10 * conserved.Values[0]);

        static double[] Energies(TestSystem gas)
        {
            var energies = new double[3];
            for (int i = 0; i < gas.Atoms.Owned; i++)
            {
                double v2 = (gas.Atoms.Vx[i] * gas.Atoms.Vx[i]) + (gas.Atoms.Vy[i] * gas.Atoms.Vy[i]) + (gas.Atoms.Vz[i] * gas.Atoms.Vz[i]);
                energies[gas.Atoms.Id[i] / 2000] += 0.5 * PhysicalConstants.MassVelocitySquared * gas.Atoms.Mass[i] * v2;
            }

            return [.. energies.Select(e => KineticSums.Temperature(e, 6000))];
        }
    }

    [Fact]
    public void A_group_of_all_atoms_is_the_whole()
    {
        double[] Run(AtomGroup? group)
        {
            using TestSystem argon = TestSystem.Argon(2, cutoff: 5.5);
            MaxwellBoltzmann.Assign(argon.Atoms, 200.0, 4);
            argon.Run(
                new VelocityVerlet(new StochasticVelocityRescaling(TemperatureRamp.Constant(100.0), 50.0, 3, group)), 20, 4.0);
            return argon.Atoms.Vx.ToArray();
        }

        Run(Group("all", 32, _ => true)).ShouldBe(Run(null));
    }

    private static AtomGroup Group(string name, int atoms, Func<int, bool> holds) =>
        new(name, (bool[])[.. Enumerable.Range(0, atoms).Select(holds)]);
}
