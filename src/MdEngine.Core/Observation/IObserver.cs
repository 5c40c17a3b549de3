using MdEngine.Core.Forces;
using MdEngine.Core.Persistence;

namespace MdEngine.Core.Observation;

/// <summary>Watches a run: thermo, trajectory, checkpoint, guards, progress.</summary>
public interface IObserver : IResumable
{
    /// <summary>What must be known of a step that it observes; the loop asks the potential for nothing else.</summary>
    ForceNeeds Needs { get; }

    /// <summary>
    /// True when it wants to see the step of this number. Step 0 of a run is the start; the last step of a stage is
    /// due by <paramref name="lastOfStage"/>.
    /// </summary>
    bool IsDue(long step, int stageIndex, bool lastOfStage);

    /// <summary>Looks at a step that was due. Must not change the state.</summary>
    void Observe(in StepObservation observation);

    /// <summary>Called once when the run ends, also after a failure or an interruption: files are closed whole.</summary>
    void Finish();
}
