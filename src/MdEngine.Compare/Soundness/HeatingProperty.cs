using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Compare.Soundness;

/// <summary>Heats a crystal at constant volume until the ramp ends or the run fails.</summary>
/// <param name="options">Options.</param>
public sealed class HeatingProperty(HeatingOptions options) : CrystalCheck<HeatingOptions>(options)
{
    private const double Relaxation = 50.0;

    /// <inheritdoc/>
    public override string Kind => "heating";

    /// <inheritdoc/>
    public override PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var verdict = new Verdict(Options);
        Structure crystal = Start.Relaxed(new StaticSolver(potential, context), Crystal, Options, verdict);
        Structure supercell = Start.Supercell(crystal, Options.Replicate, Options.LeastLength);
        var thermostat = new StochasticVelocityRescaling(
            new TemperatureRamp(Options.Temperature, Options.TemperatureEnd), Relaxation, Options.Seed);
        double hottest = Math.Max(Options.Temperature, Options.TemperatureEnd);
        MotionOutcome outcome = new ShortRun(potential, context).Run(
            supercell, Options.Temperature, Options.Seed, Survival.Limits(hottest),
            new SimulationStage("heating ramp", Options.Steps, Options.Timestep, new VelocityVerlet(thermostat)));
        Survival.Judge(verdict, outcome, Options, crystal.Energy!.Value / crystal.Count, supercell.Count);
        verdict.Result.Value(
            "Highest temperature", outcome.Records.Select(r => r.Temperature).DefaultIfEmpty(double.NaN).Max(), "K");
        Survival.AddCurve(verdict, outcome, "temperature", "Temperature (K)", r => r.Temperature);
        return verdict.Build(Kind, $"Heating ramp of {Options.Structure.Title}", FormattableString.Invariant(
            $"{supercell.Count} atoms at constant volume from {Options.Temperature:G4} to {Options.TemperatureEnd:G5} K in {Options.Steps} steps of {Options.Timestep:G3} fs, stochastic velocity rescaling (seed {Options.Seed}). {Survival.Method}"));
    }
}
