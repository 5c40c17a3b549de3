using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Dynamics.Simulation;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Xyz;
using Serilog;

namespace MdEngine.Cli.Running;

/// <summary>A run of a deck: puts its parts together, lets it go and sums it up.</summary>
/// <param name="host">What the program stands in.</param>
/// <param name="check">Checks whether the parts fit.</param>
/// <param name="inputs">Finds what the run reads.</param>
/// <param name="start">Decides where it begins.</param>
public sealed class SimulationRun(HostEnvironment host, DeckCheck check, InputFiles inputs, RunStart start)
{
    /// <summary>Runs a deck.</summary>
    /// <param name="deck">Deck.</param>
    /// <param name="options">What the command line says.</param>
    /// <returns>False when it was interrupted; everything is closed whole all the same.</returns>
    /// <exception cref="InputException">
    /// Structure, potential and deck do not fit; an output file exists, or is being written by another run; the
    /// checkpoint to go on from does not fit.
    /// </exception>
    /// <exception cref="PhysicsException">The simulation exploded.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    public bool Execute(Deck deck, RunOptions options)
    {
        long began = host.Clock.GetTimestamp();
        IPotential potential = check.Check(deck);
        RunPlaces places = RunPlaces.Of(deck);
        OutputGuard.Check(places.Outputs, inputs.Of(deck), overwrite: true);
        using var locks = new OutputLocks(places.Locked);
        StartPoint point = start.Decide(deck, places, options);
        if (point.Finished)
        {
            host.Output.WriteLine(
                $"nothing is left to do: the run has made its {deck.TotalSteps} steps ({places.Checkpoint!.Path})");
            return true;
        }

        Structure structure = StructureSource.Create(deck);
        check.CheckElements(deck, potential, structure.Elements);
        StructureSource.CheckDistances(deck, structure);
        var integrators = new IntegratorFactory(deck, structure);
        SimulationStage[] stages = [.. deck.Stages.Select(integrators.Create)];
        SimulationState state = Prepare(deck, structure);
        RunStart.Claim(places, point);
        bool overwrite = point.OwnsFiles || (options.Resume ? options.Overwrite : deck.Output.Overwrite);
        using var log = new RunLog(host, deck.Output.Log, overwrite, append: point.OwnsFiles);
        try
        {
            foreach (string note in point.Notes)
            {
                log.Logger.Warning("{Note:l}", note);
            }

            var setup = new RunSetup(deck, potential, places, point, overwrite, options, began);
            bool completed = Run(setup, state, stages, log.Logger);
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

    private bool Run(RunSetup setup, SimulationState state, SimulationStage[] stages, ILogger log)
    {
        Deck deck = setup.Deck;
        using var workers = new WorkerPool(setup.Options.Threads);
        var policy = new NeighborPolicy { Skin = deck.Neighbors.Skin, RebuildEvery = deck.Neighbors.RebuildEvery };
        var forces = new ForceLoop(setup.Potential, state.Atoms.Species, workers, policy);
        Announce(setup, state, stages, log);
        var report = new RunReport(host, setup, log);
        report.Announce();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(host.Stop);
        var observers = new RunObservers(host, deck, workers, log);
        var run = new RunState(setup.Start.Digest, observers.Named);
        (CheckpointObserver? checkpoint, TimeLimit? limit) = Observe(setup, observers, run, stages, forces, workers, stop);
        run.Loop = new SimulationLoop(state, forces, workers, [.. observers.Named.Select(o => o.Observer)]);
        RunOutcome outcome;
        try
        {
            outcome = run.Loop.Run(stages, stop.Token, setup.Start.From is { } from ? RunState.LoopOf(from) : null);
        }
        catch (PhysicsException e)
        {
            KeepFrame(setup, state, setup.Start.From is not null || checkpoint is { HasWritten: true }, log);
            report.Write(state.Atoms, null, e.Message);
            throw;
        }

        if (outcome.Completed)
        {
            checkpoint?.Complete(RunState.MarkFinished);
        }

        Conclude(setup, state, stages, outcome, forces, observers, report, limit is { IsOver: true }, log);
        return outcome.Completed;
    }

    private (CheckpointObserver? Checkpoint, TimeLimit? Limit) Observe(
        RunSetup setup,
        RunObservers observers,
        RunState run,
        SimulationStage[] stages,
        ForceLoop forces,
        WorkerPool workers,
        CancellationTokenSource stop)
    {
        Deck deck = setup.Deck;
        CheckpointObserver? checkpoint = null;
        TimeLimit? limit = null;
        try
        {
            RunGuard? guard = GuardFactory.Create(deck, stages, forces, workers);
            if (guard is not null)
            {
                observers.Add("guards", guard);
            }

            observers.AddFiles(setup.Start.From, setup.Overwrite, setup.Potential.Uncertainty);
            observers.AddTerminal();
            if (setup.Places.Checkpoint is { } file)
            {
                checkpoint = new CheckpointObserver(
                    file, PeriodOf(deck.Checkpoint), run.Capture, observers.Outputs, guard, host.Clock);
                observers.Add("checkpoint", checkpoint);
            }

            if (setup.Options.MaxTime is { } time)
            {
                limit = new TimeLimit(
                    time, setup.Began, host.Clock, stop, () => checkpoint?.WriteTime ?? TimeSpan.Zero);
                observers.Add("limit", limit);
            }

            if (setup.Start.From is { } from)
            {
                run.RestoreObservers(from);
                SetProgress(observers.Progress, from);
            }
        }
        catch
        {
            observers.Abandon();
            throw;
        }

        return (checkpoint, limit);
    }

    private static void SetProgress(Progress progress, StateBag from)
    {
        StateBag state = RunState.LoopOf(from).Section("state");
        progress.BeginAt(state.Integer("step"), state.Real("time"));
    }

    private static CheckpointPeriod PeriodOf(CheckpointDeck deck)
    {
        double? minutes = deck.EveryMinutes ?? (deck.EverySteps is null ? CheckpointDeck.DefaultMinutes : null);
        return new CheckpointPeriod(deck.EverySteps, minutes is { } m ? TimeSpan.FromMinutes(m) : null);
    }

    private static void Announce(RunSetup setup, SimulationState state, SimulationStage[] stages, ILogger log)
    {
        Deck deck = setup.Deck;
        if (deck.Title.Length > 0)
        {
            log.Information("{Title:l}", deck.Title);
        }

        AtomState atoms = state.Atoms;
        IEnumerable<string> counts = atoms.Species.Elements.Select(
            (e, type) => $"{atoms.Type[..atoms.Owned].Count(type)} {e}");
        int threads = setup.Options.Threads;
        log.Information("{Atoms:l}; {Potential:l} with a cutoff of {Cutoff} Angstrom; {Threads:l}",
            string.Join(", ", counts), deck.Potential.TypeName, setup.Potential.Cutoff,
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

        if (setup.Start.From is { } from)
        {
            log.Information("going on from step {Step} of {Total}",
                RunState.LoopOf(from).Section("state").Integer("step"), deck.TotalSteps);
        }
    }

    private static void KeepFrame(RunSetup setup, SimulationState state, bool hasCheckpoint, ILogger log)
    {
        if (setup.Places.FailedFrame is { } frame)
        {
            try
            {
                FailureFrame.Write(frame, state);
                log.Error("the frame at fault is in {Frame:l}", frame);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InputException)
            {
                log.Error("the frame at fault could not be written to {Frame:l}: {Reason:l}", frame, e.Message);
            }
        }

        if (hasCheckpoint && setup.Places.Checkpoint is { } file)
        {
            log.Error("the last good checkpoint is {Checkpoint:l}", file.Path);
        }
    }

    private void Conclude(
        RunSetup setup,
        SimulationState state,
        SimulationStage[] stages,
        RunOutcome outcome,
        ForceLoop forces,
        RunObservers observers,
        RunReport report,
        bool isTimeOver,
        ILogger log)
    {
        var summary = new RunSummary(
            state.Atoms.Owned, setup.Options.Threads, outcome, forces.Statistics,
            [.. observers.Drift.Stages.Where(d => stages.All(s => s.Name != d.Stage || s.Integrator is not IMinimizer))],
            [.. setup.Deck.Output.Files().Select(f => f.File).Where(f => f != setup.Deck.Output.ReportFile)])
        {
            // Those of an earlier run, which this one goes on from, have been told.
            Minimizations = [.. stages.Where(s => s.Integrator is IMinimizer { Report.Steps: > 0 })
                .Select(s => (s.Name, ((IMinimizer)s.Integrator).Report))],
        };
        if (outcome.Completed && report.Write(state.Atoms, summary, null))
        {
            summary = summary with { Files = [.. summary.Files, setup.Deck.Output.ReportFile!] };
        }

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
            log.Warning("{Reason:l} after step {Step} of {Total}; {Rest:l}",
                isTimeOver ? "stopped for want of time" : "interrupted", state.Step, setup.Deck.TotalSteps,
                setup.Places.Checkpoint is null
                    ? "the files are whole up to there"
                    : $"the files are whole up to there, and --resume goes on from {setup.Places.Checkpoint.Path}");
        }
    }
}
