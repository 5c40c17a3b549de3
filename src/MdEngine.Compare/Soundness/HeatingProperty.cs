using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Compare.Soundness;

/// <summary>Heats a crystal at constant volume until the ramp ends or the run fails.</summary>
public sealed class HeatingProperty : IProperty
{
    private const double Relaxation = 50.0;
    private readonly HeatingOptions _options;
    private readonly Structure _crystal;

    /// <summary>Makes the check; reads or builds the crystal.</summary>
    /// <exception cref="InputException">The structure does not serve.</exception>
    /// <exception cref="System.IO.IOException">The structure file cannot be read.</exception>
    public HeatingProperty(HeatingOptions options)
    {
        _options = options;
        _crystal = options.Structure.CreateCrystal();
    }

    /// <inheritdoc/>
    public string Kind => "heating";

    /// <inheritdoc/>
    public PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var verdict = new Verdict(_options);
        Structure crystal = Start.Relaxed(new StaticSolver(potential, context), _crystal, _options, verdict);
        Structure supercell = Start.Supercell(crystal, _options.Replicate, _options.LeastLength);
        var thermostat = new StochasticVelocityRescaling(
            new TemperatureRamp(_options.Temperature, _options.TemperatureEnd), Relaxation, _options.Seed);
        double hottest = Math.Max(_options.Temperature, _options.TemperatureEnd);
        MotionOutcome outcome = new ShortRun(potential, context).Run(
            supercell, _options.Temperature, _options.Seed, Survival.Limits(hottest),
            new SimulationStage("heating ramp", _options.Steps, _options.Timestep, new VelocityVerlet(thermostat)));
        Survival.Judge(verdict, outcome, _options, crystal.Energy!.Value / crystal.Count, supercell.Count);
        verdict.Result.Value(
            "Highest temperature", outcome.Records.Select(r => r.Temperature).DefaultIfEmpty(double.NaN).Max(), "K");
        Survival.AddCurve(verdict, outcome, "temperature", "Temperature (K)", r => r.Temperature);
        return verdict.Build(Kind, $"Heating ramp of {_options.Structure.Title}", FormattableString.Invariant(
            $"{supercell.Count} atoms at constant volume from {_options.Temperature:G4} to {_options.TemperatureEnd:G5} K in {_options.Steps} steps of {_options.Timestep:G3} fs, stochastic velocity rescaling (seed {_options.Seed}). {Survival.Method}"));
    }
}
