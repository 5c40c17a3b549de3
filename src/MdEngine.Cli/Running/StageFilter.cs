using System;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;

namespace MdEngine.Cli.Running;

/// <summary>Lets an observer see some stages only.</summary>
/// <param name="inner">The observer.</param>
/// <param name="sees">Whether it sees the stage of an index.</param>
/// <param name="seesEnd">Whether it sees the last step of a stage even if that is not due; none if not given.</param>
public sealed class StageFilter(IObserver inner, Func<int, bool> sees, Func<int, bool>? seesEnd = null) : IObserver
{
    /// <inheritdoc/>
    public ForceNeeds Needs => inner.Needs;

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) =>
        sees(stageIndex) && (inner.IsDue(step, stageIndex, lastOfStage)
            || (lastOfStage && seesEnd?.Invoke(stageIndex) == true));

    /// <inheritdoc/>
    public void Observe(in StepObservation observation) => inner.Observe(in observation);

    /// <inheritdoc/>
    public void Save(StateBag into) => inner.Save(into);

    /// <inheritdoc/>
    public void Restore(StateBag from) => inner.Restore(from);

    /// <inheritdoc/>
    public void Finish() => inner.Finish();
}
