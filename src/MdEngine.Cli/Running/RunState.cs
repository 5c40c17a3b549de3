using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Cli.Running;

/// <summary>The parts of a run whose state a checkpoint holds.</summary>
/// <param name="digest">What decides over its course.</param>
/// <param name="observers">Observers by name.</param>
public sealed class RunState(string digest, IReadOnlyList<(string Name, IObserver Observer)> observers)
{
    private const string LoopSection = "loop", ObserverSection = "observers", FinishedKey = "finished";

    /// <summary>The loop; known only after the observers.</summary>
    public SimulationLoop? Loop { get; set; }

    /// <summary>True when a checkpoint holds the state of a step.</summary>
    public static bool HasBegun(StateBag checkpoint) => checkpoint.Contains(LoopSection);

    /// <summary>True when a checkpoint is of a run that has made all its steps and closed its files.</summary>
    public static bool IsFinished(StateBag checkpoint) =>
        checkpoint.Contains(FinishedKey) && checkpoint.Flag(FinishedKey);

    /// <summary>Says of a checkpoint that the run is done.</summary>
    public static void MarkFinished(StateBag checkpoint) => checkpoint.Set(FinishedKey, true);

    /// <summary>The state of the loop in a checkpoint.</summary>
    public static StateBag LoopOf(StateBag checkpoint) => checkpoint.Section(LoopSection);

    /// <summary>The present state of the run, copied.</summary>
    public StateBag Capture()
    {
        var state = new StateBag();
        RunStart.Describe(state, digest);
        Loop!.Save(state.Section(LoopSection));
        StateBag section = state.Section(ObserverSection);
        foreach ((string name, IObserver observer) in observers)
        {
            observer.Save(section.Section(name));
        }

        return state;
    }

    /// <summary>Gives the observers back what they knew; one that is new begins afresh.</summary>
    /// <exception cref="InputException">What was saved does not fit.</exception>
    public void RestoreObservers(StateBag checkpoint)
    {
        StateBag section = checkpoint.Section(ObserverSection);
        foreach ((string name, IObserver observer) in observers)
        {
            if (section.Contains(name))
            {
                observer.Restore(section.Section(name));
            }
        }
    }
}
