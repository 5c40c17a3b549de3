using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.IO.Logs;
using MdEngine.IO.Xyz;
using Serilog;

namespace MdEngine.Cli.Running;

/// <summary>A run of a deck: puts its parts together, lets it go and sums it up.</summary>
/// <param name="host">What the program stands in.</param>
/// <param name="check">Checks whether the parts fit.</param>
/// <param name="inputs">Finds what the run reads.</param>
public sealed class SimulationRun(HostEnvironment host, DeckCheck check, InputFiles inputs)
{
    /// <summary>Runs a deck.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="threads">Threads, at least 1.</param>
    /// <returns>False when it was interrupted; everything is closed whole all the same.</returns>
    /// <exception cref="InputException">Structure, potential and deck do not fit, or an output file exists.</exception>
    /// <exception cref="PhysicsException">The simulation exploded.</exception>
    /// <exception cref="System.IO.IOException">A file cannot be read or written.</exception>
    public bool Execute(Deck deck, int threads)
    {
        IPotential potential = check.Check(deck);
        Structure structure = StructureSource.Create(deck);
        check.CheckElements(deck, potential, structure.Elements);
        StructureSource.CheckDistances(deck, structure);
        OutputGuard.Check(
            deck.Output.Files().Select(f => ($"output.{f.Key.Replace(':', '.')}", f.File)),
            inputs.Of(deck),
            deck.Output.Overwrite);
        var integrators = new IntegratorFactory(deck, structure);
        SimulationStage[] stages = [.. deck.Stages.Select(integrators.Create)];
        SimulationState state = Prepare(deck, structure);
        using var log = new RunLog(host, deck.Output.Log, deck.Output.Overwrite);
        try
        {
            bool completed = Run(deck, potential, state, stages, threads, log.Logger);
            log.ThrowIfLost();
            return completed;
        }
        catch (Exception e)
        {
            log.Failed(e);
            throw;
        }
    }

    private static SimulationState Prepare(Deck deck, Structure structure)
    {
        var species = new SpeciesTable(structure.Elements.Distinct());
        AtomState atoms = AtomState.From(structure, species);
        if (deck.Velocities is { } velocities)
        {
            MaxwellBoltzmann.Assign(
                atoms, velocities.Temperature, deck.Seed, velocities.Exact, velocities.ZeroMomentum);
        }

        return new SimulationState(atoms, structure.Cell);
    }

    private bool Run(
        Deck deck, IPotential potential, SimulationState state, SimulationStage[] stages, int threads, ILogger log)
    {
        using var workers = new WorkerPool(threads);
        var policy = new NeighborPolicy { Skin = deck.Neighbors.Skin, RebuildEvery = deck.Neighbors.RebuildEvery };
        var forces = new ForceLoop(potential, state.Atoms.Species, workers, policy);
        Announce(deck, potential, state, stages, threads, log);
        var drift = new EnergyDrift();
        var observers = new List<IObserver>();
        try
        {
            AddFiles(deck, potential, workers, log, observers);
            AddTerminal(deck, workers, drift, log, observers);
        }
        catch
        {
            foreach (IObserver open in observers)
            {
                open.Finish();
            }

            throw;
        }

        RunOutcome outcome = new SimulationLoop(state, forces, workers, observers).Run(stages, host.Stop);
        var summary = new RunSummary(
            state.Atoms.Owned, state.Time, threads, outcome, forces.Statistics,
            [.. drift.Stages.Where(d => stages.All(s => s.Name != d.Stage || s.Integrator is not IMinimizer))],
            [.. deck.Output.Files().Select(f => f.File)])
        {
            Minimizations = [.. stages.Where(s => s.Integrator is IMinimizer)
                .Select(s => (s.Name, ((IMinimizer)s.Integrator).Report))],
        };
        summary.Write(host.Output);
        host.Output.Flush();
        log.Information("{Steps} steps, {Rate:l} steps/s", outcome.Steps,
            summary.StepsPerSecond.ToString("G4", CultureInfo.InvariantCulture));
        foreach (string line in forces.Report())
        {
            log.Warning("{Report:l}", line);
        }

        if (outcome.Interrupted)
        {
            log.Warning("interrupted after step {Step} of {Total}; the files are whole up to there", state.Step, deck.TotalSteps);
        }

        return outcome.Completed;
    }

    private static void Announce(
        Deck deck, IPotential potential, SimulationState state, SimulationStage[] stages, int threads, ILogger log)
    {
        if (deck.Title.Length > 0)
        {
            log.Information("{Title:l}", deck.Title);
        }

        AtomState atoms = state.Atoms;
        IEnumerable<string> counts = atoms.Species.Elements.Select(
            (e, type) => $"{atoms.Type[..atoms.Owned].Count(type)} {e}");
        log.Information("{Atoms:l}; {Potential:l} with a cutoff of {Cutoff} Angstrom; {Threads:l}",
            string.Join(", ", counts), deck.Potential.TypeName, potential.Cutoff,
            threads == 1 ? "1 thread" : $"{threads} threads");
        foreach (SimulationStage stage in stages)
        {
            if (stage.Integrator is IMinimizer)
            {
                log.Information("stage {Stage:l}: {Integrator:l}, up to {Steps} steps",
                    stage.Name, stage.Integrator.Name, stage.Steps);
                continue;
            }

            log.Information("stage {Stage:l}: {Integrator:l}, {Steps} steps of {Timestep} fs",
                stage.Name, stage.Integrator.Name, stage.Steps, stage.Timestep);
        }
    }

    private static void AddFiles(
        Deck deck, IPotential potential, WorkerPool workers, ILogger log, List<IObserver> observers)
    {
        OutputDeck output = deck.Output;
        bool IsRecorded(int stage) => deck.Stages[stage].Record;
        if (output.Thermo is { } thermo)
        {
            var writer = new ThermoCsvWriter(thermo.File, output.Overwrite);
            observers.Add(new StageFilter(new ThermoObserver(thermo.Every, workers, [writer]), IsRecorded));
        }

        if (output.Trajectory is { } trajectory)
        {
            var options = new TrajectoryOptions
            {
                Every = trajectory.Every,
                Columns = trajectory.Columns.Aggregate(XyzColumns.None, (all, one) => all | ColumnOf(one)),
                Unwrapped = trajectory.Unwrapped,
                Overwrite = output.Overwrite,
            };
            // The frame that a minimisation is for is its last one.
            observers.Add(new StageFilter(
                new TrajectoryObserver(trajectory.File, options), IsRecorded,
                stage => deck.Stages[stage].Dynamics is MinimizerDeck));
        }

        if (output.Uncertainty is { } uncertainty)
        {
            observers.Add(UncertaintyWatch.Create(uncertainty, potential.Uncertainty!, output.Overwrite, log));
        }
    }

    private void AddTerminal(
        Deck deck, WorkerPool workers, EnergyDrift drift, ILogger log, List<IObserver> observers)
    {
        var progress = new Progress(host, log, deck.TotalSteps);
        var table = new ThermoTable(host.Output, progress, deck.TotalSteps);
        for (int k = 0; k < deck.Stages.Count; k++)
        {
            int index = k;
            long every = deck.Output.TerminalEvery ?? RoundPart(deck.Stages[k].Steps);
            observers.Add(new StageFilter(new ThermoObserver(every, workers, [table, drift]), stage => stage == index));
        }

        observers.Add(progress);
    }

    /// <summary>About a tenth of a number of steps: 1, 2 or 5 times a power of ten.</summary>
    private static long RoundPart(long steps)
    {
        long tenth = Math.Max(1, steps / 10), power = 1;
        while (power <= tenth / 10)
        {
            power *= 10;
        }

        return power * ((tenth / power) switch { >= 5 => 5, >= 2 => 2, _ => 1 });
    }

    private static XyzColumns ColumnOf(TrajectoryColumn column) => column switch
    {
        TrajectoryColumn.Velocities => XyzColumns.Velocities,
        TrajectoryColumn.Forces => XyzColumns.Forces,
        TrajectoryColumn.Masses => XyzColumns.Masses,
        TrajectoryColumn.Charges => XyzColumns.Charges,
        TrajectoryColumn.Id => XyzColumns.Id,
        TrajectoryColumn.Uncertainty => XyzColumns.Uncertainties,
        _ => XyzColumns.None,
    };
}
