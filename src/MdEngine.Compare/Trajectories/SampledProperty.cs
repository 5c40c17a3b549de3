using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Barostats;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Dynamics.Thermostats;

namespace MdEngine.Compare.Trajectories;

/// <summary>A property sampled from a short simulation with the potential.</summary>
/// <param name="options">Structure, ensemble, length, analysis.</param>
public sealed class SampledProperty(SampledOptions options) : IProperty
{
    private const double Relaxation = 100.0, CellRelaxation = 500.0, Compressibility = 0.01;

    /// <inheritdoc/>
    public string Kind { get; } = "md-" + options.Sampled.Create().Kind;

    /// <inheritdoc/>
    public PropertyResult Compute(IPotential potential, PropertyContext context)
    {
        Structure structure = options.Structure.Create();
        structure = StructureOperations.Replicate(structure, options.Repeat[0], options.Repeat[1], options.Repeat[2]);
        if (options.Ensemble == SampledEnsemble.Npt && structure.Cell.PeriodicAxes != 3)
        {
            throw new InputException("npt needs a cell that is periodic along all three vectors");
        }

        var species = new SpeciesTable(structure.Elements.Distinct());
        CloseAtoms.Refuse(structure, AtomState.From(structure, species));
        AtomState atoms = AtomState.From(structure, species);
        // A crystal gives half of its kinetic energy to its potential energy; the heat bath makes up for it.
        MaxwellBoltzmann.Assign(atoms, options.Temperature, options.Seed);
        var state = new SimulationState(atoms, structure.Cell);
        var forces = new ForceLoop(potential, species, context.Workers, new NeighborPolicy());
        SimulationStage[] stages =
        [
            new("equilibration", options.EquilibrationSteps, options.Timestep,
                Integrator(options.Ensemble == SampledEnsemble.Npt ? SampledEnsemble.Npt : SampledEnsemble.Nvt, 1)),
            new("sampling", options.Steps, options.Timestep, Integrator(options.Ensemble, 2)),
        ];
        var observer = new AnalysisObserver([options.Sampled.Create()], options.Every, options.EquilibrationSteps);
        var kinetic = new KineticSums();
        var temperatures = new List<double>();
        long total = options.EquilibrationSteps + options.Steps;
        IObserver[] observers =
        [
            new RunGuard(new GuardLimits(), stages, forces, context.Workers),
            observer,
            new FrameSampler(options.Every, options.EquilibrationSteps, s => temperatures.Add(
                KineticSums.Temperature(kinetic.Energy(s.Atoms, context.Workers), Math.Max(1, (3 * s.Atoms.Owned) - 3)))),
            new FrameSampler(Math.Max(1, total / 100), 0, s => context.Progress((double)s.Step / total)),
        ];
        new SimulationLoop(state, forces, context.Workers, observers).Run(stages, context.Stop);
        context.Stop.ThrowIfCancellationRequested();
        return Describe(observer, temperatures, structure);
    }

    private PropertyResult Describe(AnalysisObserver observer, List<double> temperatures, Structure structure)
    {
        PropertyResult found = observer.Results()[0];
        var result = new ResultBuilder(options);
        foreach (PropertyValue value in found.Values)
        {
            result.Value(value.Name, value.Value, value.Unit, value.Error);
        }

        foreach (PropertyCurve curve in found.Curves)
        {
            result.Curve(curve);
        }

        foreach (string note in found.Notes)
        {
            result.Note(note);
        }

        double mean = temperatures.Average();
        result.Value("Temperature of the simulation", mean, "K");
        if (Math.Abs(mean - options.Temperature) > 0.1 * options.Temperature)
        {
            result.Note(FormattableString.Invariant($"The mean temperature was {mean:F0} K, not {options.Temperature:G6} K: the run was too short, ")
                + "or the structure far from rest; equilibrate longer.");
        }

        string ensemble = options.Ensemble.ToString().ToUpperInvariant();
        return result.Build(
            Kind, $"{found.Title} of {options.Structure.Title} at {FormattableString.Invariant($"{options.Temperature:G6}")} K",
            FormattableString.Invariant($"{structure.Count} atoms, {options.EquilibrationSteps} steps of equilibration, then {options.Steps} steps of ")
            + FormattableString.Invariant($"{options.Timestep:G6} fs in {ensemble}, {observer.Frames} samples every {options.Every} steps, seed {options.Seed}. ")
            + found.Method);
    }

    private VelocityVerlet Integrator(SampledEnsemble ensemble, ulong part)
    {
        ulong seed = options.Seed ^ (part * 0xD1B54A32D192ED03UL);
        TemperatureRamp ramp = TemperatureRamp.Constant(options.Temperature);
        return ensemble switch
        {
            SampledEnsemble.Nve => new VelocityVerlet(),
            SampledEnsemble.Nvt => new VelocityVerlet(new StochasticVelocityRescaling(ramp, Relaxation, seed)),
            _ => new VelocityVerlet(
                new StochasticVelocityRescaling(ramp, Relaxation, seed),
                barostat: new StochasticCellRescaling(
                    ramp, PressureRamp.Constant(options.Pressure), CellRelaxation, Compressibility, seed)),
        };
    }
}
