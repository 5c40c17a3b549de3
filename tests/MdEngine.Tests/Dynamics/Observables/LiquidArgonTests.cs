using System;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Dynamics.Observables;

/// <summary>
/// Rahman's liquid argon in the small: 256 atoms at 1.374 g/cm^3 about 94.4 K. A. Rahman, Phys. Rev. 136, A405 (1964): first
/// maximum of g(r) at 3.7 Angstrom, D = 2.43e-5 cm^2/s.
/// </summary>
public sealed class LiquidArgonTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Category", "Long")]
    public void Structure_and_diffusion_are_those_of_the_liquid()
    {
        using TestSystem argon = TestSystem.Argon(4, cutoff: 8.0);
        MaxwellBoltzmann.Assign(argon.Atoms, 190.0, 21);
        var rdf = new RadialDistribution(11.0, 220);
        var msd = new MeanSquareDisplacement();
        double temperature = 0.0;
        int samples = 0;
        var thermometer = new Probe(40, o =>
        {
            temperature += KineticSums.Temperature(o.KineticEnergy, o.DegreesOfFreedom);
            return ++samples;
        }, from: 1500);
        var loop = new SimulationLoop(argon.State, argon.Forces, argon.Workers, [
            thermometer,
            new FrameSampler(40, 1500, s => rdf.Add(s.Atoms, s.Cell)),
            new FrameSampler(20, 1500, msd.Add)]);
        loop.Run([
            new SimulationStage("melt", 1500, 6.0, new VelocityVerlet(
                new LangevinThermostat(TemperatureRamp.Constant(94.4), 300.0, 3))),
            new SimulationStage("liquid", 5000, 6.0, new VelocityVerlet())]);

        double[] r = rdf.Distances(), g = rdf.Total();
        int peak = Array.IndexOf(g, Max(g));
        DiffusionEstimate d = msd.SelfDiffusion(1000.0, 4000.0);
        output.WriteLine(
            $"T {temperature / samples:f1} K, peak {g[peak]:f2} at {r[peak]:f3} Angstrom, "
            + $"D ({1e5 * d.InSquareCentimetrePerSecond:f2} +- {1e5 * d.ErrorInSquareCentimetrePerSecond:f2})e-5 cm^2/s");
        // The bin is 0.05 wide, and noise moves the flat top by a bin or so.
        r[peak].ShouldBe(3.7, 0.1);
        g[peak].ShouldBe(2.9, 0.25);
        g[40].ShouldBe(0.0);
        // A small and short run: temperature off by some K (5 % of D each 2 K), D of 256 atoms 15 % below that of an infinite
        // system, 10 % statistics.
        d.InSquareCentimetrePerSecond.ShouldBe(2.4e-5, 0.8e-5);
        d.StandardError.ShouldBeLessThan(0.3 * d.Coefficient);
    }

    private static double Max(double[] values)
    {
        double largest = double.NegativeInfinity;
        foreach (double v in values)
        {
            largest = Math.Max(largest, v);
        }

        return largest;
    }
}
