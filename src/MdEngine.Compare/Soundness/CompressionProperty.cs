using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Dynamics.Barostats;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Compare.Soundness;

/// <summary>Compresses a crystal at constant temperature until the ramp ends or the run fails.</summary>
/// <param name="options">Options.</param>
public sealed class CompressionProperty(CompressionOptions options) : CrystalCheck<CompressionOptions>(options)
{
    private const double Relaxation = 50.0, CellRelaxation = 200.0;

    // Bulk moduli, GPa, within which the barostat's speed is set: it sets no result.
    private const double Softest = 1.0, Hardest = 1000.0;
    private const double Strain = 1e-3;

    /// <inheritdoc/>
    public override string Kind => "compression";

    /// <inheritdoc/>
    public override PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        var verdict = new Verdict(Options);
        var solver = new StaticSolver(potential, context);
        Structure crystal = Start.Relaxed(solver, Crystal, Options, verdict);
        Structure supercell = Start.Supercell(crystal, Options.Replicate, Options.LeastLength);
        TemperatureRamp temperature = TemperatureRamp.Constant(Options.Temperature);
        var barostat = new StochasticCellRescaling(
            temperature, PressureRamp.Linear(0.0, Options.PressureEnd), CellRelaxation, 1.0 / BulkModulus(solver, crystal), Options.Seed);
        var thermostat = new StochasticVelocityRescaling(temperature, Relaxation, Options.Seed);
        MotionOutcome outcome = new ShortRun(potential, context).Run(
            supercell, 2.0 * Options.Temperature, Options.Seed, Survival.Limits(2.0 * Options.Temperature),
            new SimulationStage("compression ramp", Options.Steps, Options.Timestep, new VelocityVerlet(thermostat, barostat: barostat)));
        Survival.Judge(verdict, outcome, Options, crystal.Energy!.Value / crystal.Count, supercell.Count);
        verdict.Result.Value(
            "Highest pressure", outcome.Records.Select(r => r.Pressure).DefaultIfEmpty(double.NaN).Max(), "GPa");
        verdict.Result.Value(
            "Least volume", outcome.Records.Select(r => r.Volume).DefaultIfEmpty(double.NaN).Min() / supercell.Count, "Angstrom^3/atom");
        Survival.AddCurve(verdict, outcome, "pressure", "Pressure (GPa)", r => r.Pressure);
        Survival.AddCurve(verdict, outcome, "volume", "Volume (Angstrom^3/atom)", r => r.Volume / supercell.Count);
        return verdict.Build(Kind, $"Compression ramp of {Options.Structure.Title}", FormattableString.Invariant(
            $"{supercell.Count} atoms at {Options.Temperature:G4} K from no pressure to {Options.PressureEnd:G4} GPa in {Options.Steps} steps of {Options.Timestep:G3} fs, stochastic velocity and isotropic cell rescaling (seed {Options.Seed}). {Survival.Method}"));
    }

    /// <summary>About the bulk modulus, GPa.</summary>
    private static double BulkModulus(StaticSolver solver, Structure crystal)
    {
        double Pressure(double strain) =>
            StaticSolver.Gigapascal(solver.Evaluate(StructureOperations.Strain(crystal, strain * Matrix3.Identity))).Trace / -3.0;
        double modulus = (Pressure(-Strain) - Pressure(Strain)) / (6.0 * Strain);
        return double.IsFinite(modulus) ? Math.Clamp(modulus, Softest, Hardest) : Hardest;
    }
}
