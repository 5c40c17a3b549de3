using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Compare.Soundness;

/// <summary>Whether forces and energy belong together in motion: drift and scatter of the total energy at constant energy.</summary>
/// <param name="options">Options.</param>
public sealed class NveDriftProperty(NveDriftOptions options) : CrystalCheck<NveDriftOptions>(options)
{
    private const double Relaxation = 50.0;

    /// <inheritdoc/>
    public override string Kind => "nve-drift";

    /// <inheritdoc/>
    public override PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var verdict = new Verdict(Options);
        Structure crystal = Start.Relaxed(new StaticSolver(potential, context), Crystal, Options, verdict);
        Structure supercell = Start.Supercell(crystal, Options.Replicate, Options.LeastLength);
        var thermostat = new StochasticVelocityRescaling(TemperatureRamp.Constant(Options.Temperature), Relaxation, Options.Seed);
        MotionOutcome outcome = new ShortRun(potential, context).Run(
            supercell, 2.0 * Options.Temperature, Options.Seed, new GuardLimits { Every = 1 },
            new SimulationStage("equilibration", Options.Equilibration, Options.Timestep, new VelocityVerlet(thermostat)),
            new SimulationStage("constant energy", Options.Steps, Options.Timestep, new VelocityVerlet()));
        Judge(verdict, outcome, supercell.Count);
        return verdict.Build(Kind, $"Energy conservation in {Options.Structure.Title}", FormattableString.Invariant(
            $"{supercell.Count} atoms at about {Options.Temperature:G4} K, {Options.Steps} steps of {Options.Timestep:G3} fs by velocity Verlet after {Options.Equilibration} with a thermostat (seed {Options.Seed}). Sound: drift over the run and scatter of the total energy below {Options.Most} times the standard deviation of the kinetic energy."));
    }

    private void Judge(Verdict verdict, MotionOutcome outcome, int atoms)
    {
        ThermoRecord[] records = [.. outcome.Records];
        if (outcome.Failure is { } failure)
        {
            verdict.Fault($"The run failed: {failure}.");
        }

        if (records.Length < 10)
        {
            verdict.Result.Value("Survived", outcome.Time / 1000.0, "ps");
            return;
        }

        double[] time = [.. records.Select(r => (r.Time - records[0].Time) / 1000.0)], total = [.. records.Select(r => r.TotalEnergy / atoms)];
        double slope = Slope(time, total), spread = Deviation([.. records.Select(r => r.KineticEnergy / atoms)]);
        double drift = Math.Abs(slope) * time[^1], scatter = Deviation(total);
        verdict.Result.Value("Drift", 1000.0 * slope, "meV/atom/ps");
        verdict.Result.Value("Drift over the run / spread of the kinetic energy", drift / spread, "");
        verdict.Result.Value("Scatter of the total energy / spread of the kinetic energy", scatter / spread, "");
        verdict.Result.Value("Spread of the kinetic energy", 1000.0 * spread, "meV/atom");
        verdict.Result.Value("Temperature", records.Average(r => r.Temperature), "K");
        verdict.Result.Value("Survived", outcome.Time / 1000.0, "ps");
        verdict.Result.Curve(new PropertyCurve(
            "total energy", "Time (ps)", "Energy less its first value (meV/atom)", time, Array.ConvertAll(total, e => 1000.0 * (e - total[0]))));
        verdict.Demand(
            drift <= Options.Most * spread, $"The total energy drifts by {1000.0 * slope:G3} meV/atom/ps, {drift / spread:G3} times the spread of the kinetic energy in the run.");
        verdict.Demand(
            scatter <= Options.Most * spread, $"The total energy scatters by {scatter / spread:G3} times the spread of the kinetic energy: it is not conserved.");
    }

    private static double Deviation(double[] values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    private static double Slope(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average(), xx = 0.0, xy = 0.0;
        for (int k = 0; k < x.Length; k++)
        {
            xx += (x[k] - meanX) * (x[k] - meanX);
            xy += (x[k] - meanX) * (y[k] - meanY);
        }

        return xy / xx;
    }
}
