using System;
using System.Threading;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;

namespace MdEngine.Cli.Running;

/// <summary>
/// Stops a run while there is time left to close its files and to write a checkpoint: for queues that kill what takes
/// longer than it said.
/// </summary>
/// <param name="limit">Wall time from <paramref name="start"/> on.</param>
/// <param name="start">Time stamp of the beginning.</param>
/// <param name="clock">Wall time.</param>
/// <param name="stop">Cancelled when time is nearly up.</param>
/// <param name="closing">Time that the last checkpoint took.</param>
public sealed class TimeLimit(
    TimeSpan limit, long start, TimeProvider clock, CancellationTokenSource stop, Func<TimeSpan> closing) : IObserver
{
    // For what cannot be foreseen: a fiftieth of the time, at most five seconds.
    private readonly TimeSpan _spare = TimeSpan.FromSeconds(Math.Min(5.0, 0.02 * limit.TotalSeconds));
    private TimeSpan _last = clock.GetElapsedTime(start);
    private TimeSpan _longest;

    /// <summary>True when it has stopped the run.</summary>
    public bool IsOver { get; private set; }

    /// <inheritdoc/>
    public ForceNeeds Needs => ForceNeeds.None;

    /// <inheritdoc/>
    /// <remarks>Asked once a step, so it sees how long steps take.</remarks>
    public bool IsDue(long step, int stageIndex, bool lastOfStage)
    {
        TimeSpan now = clock.GetElapsedTime(start);
        _longest = now - _last > _longest ? now - _last : _longest;
        _last = now;
        return now + (2 * (_longest + closing())) + _spare >= limit;
    }

    /// <inheritdoc/>
    public void Observe(in StepObservation observation)
    {
        IsOver = true;
        stop.Cancel();
    }

    /// <inheritdoc/>
    public void Finish()
    {
    }
}
