using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;
using MdEngine.IO.Logs;
using MdEngine.IO.Xyz;
using Serilog;

namespace MdEngine.Cli.Running;

/// <summary>The observers of a run in their order, by name, and the files among them.</summary>
/// <param name="host">What the program stands in.</param>
/// <param name="deck">Deck.</param>
/// <param name="workers">Threads.</param>
/// <param name="log">Log.</param>
public sealed class RunObservers(HostEnvironment host, Deck deck, WorkerPool workers, ILogger log)
{
    private readonly List<(string Name, IObserver Observer)> _observers = [];
    private readonly List<(string Name, IMarkedOutput Output)> _outputs = [];

    /// <summary>All of them.</summary>
    public IReadOnlyList<(string Name, IObserver Observer)> Named => _observers;

    /// <summary>Files to which the run appends, by the keys that name them.</summary>
    public IReadOnlyList<(string Name, IMarkedOutput Output)> Outputs => _outputs;

    /// <summary>How far the conserved quantities went.</summary>
    public EnergyDrift Drift { get; } = new();

    /// <summary>The line that tells how far the run is.</summary>
    public Progress Progress { get; } = new(host, log, deck.TotalSteps);

    /// <summary>Adds one.</summary>
    public void Add(string name, IObserver observer) => _observers.Add((name, observer));

    /// <summary>Opens the files of the deck.</summary>
    /// <param name="from">Checkpoint whose marks they go on from; null to begin them.</param>
    /// <param name="overwrite">Whether files that exist are replaced, where they are begun.</param>
    /// <param name="measure">What the potential tells of its uncertainty, if it does.</param>
    /// <exception cref="InputException">A file stands in the way, or is not the one marked.</exception>
    /// <exception cref="System.IO.IOException">A file cannot be made or opened.</exception>
    public void AddFiles(StateBag? from, bool overwrite, UncertaintyMeasure? measure)
    {
        OutputDeck output = deck.Output;
        bool IsRecorded(int stage) => deck.Stages[stage].Record;
        FileMark? MarkOf(string key) => from is null ? null : CheckpointObserver.MarkOf(from, key);
        if (output.Thermo is { } thermo)
        {
            ThermoCsvWriter writer = MarkOf(OutputDeck.ThermoKey) is { } mark
                ? new ThermoCsvWriter(thermo.File, mark)
                : new ThermoCsvWriter(thermo.File, overwrite);
            _outputs.Add((OutputDeck.ThermoKey, writer));
            Add("thermo", new StageFilter(new ThermoObserver(thermo.Every, workers, [writer]), IsRecorded));
        }

        if (output.Trajectory is { } trajectory)
        {
            var options = new TrajectoryOptions
            {
                Every = trajectory.Every,
                Columns = trajectory.Columns.Aggregate(XyzColumns.None, (all, one) => all | ColumnOf(one)),
                Unwrapped = trajectory.Unwrapped,
                Overwrite = overwrite,
            };
            var observer = new TrajectoryObserver(trajectory.File, options, MarkOf(OutputDeck.TrajectoryKey));
            _outputs.Add((OutputDeck.TrajectoryKey, observer));
            // The frame that a minimisation is for is its last one.
            Add("trajectory", new StageFilter(
                observer, IsRecorded, stage => deck.Stages[stage].Dynamics is MinimizerDeck));
        }

        if (output.Uncertainty is { } uncertainty)
        {
            UncertaintyCsvWriter writer = MarkOf(OutputDeck.UncertaintyKey) is { } mark
                ? new UncertaintyCsvWriter(uncertainty.File, mark)
                : new UncertaintyCsvWriter(uncertainty.File, overwrite);
            _outputs.Add((OutputDeck.UncertaintyKey, writer));
            Add("uncertainty", UncertaintyWatch.Create(uncertainty, measure!, writer, log));
        }
    }

    /// <summary>Adds what the terminal shows.</summary>
    public void AddTerminal()
    {
        var table = new ThermoTable(host.Output, Progress, deck.TotalSteps);
        for (int k = 0; k < deck.Stages.Count; k++)
        {
            int index = k;
            long every = deck.Output.TerminalEvery ?? RoundPart(deck.Stages[k].Steps);
            Add($"terminal{k}", new StageFilter(
                new ThermoObserver(every, workers, [table, Drift]), stage => stage == index));
        }

        Add("progress", Progress);
    }

    /// <summary>Closes what is open, after a failure before the run.</summary>
    public void Abandon()
    {
        foreach ((_, IObserver observer) in _observers)
        {
            try
            {
                observer.Finish();
            }
            catch (System.IO.IOException)
            {
                // The first failure is the one to report.
            }
        }
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
