using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using MdEngine.Core.Motion;
using MdEngine.IO.Files;

namespace MdEngine.IO.Xyz;

/// <summary>
/// Frames on their way from the run's thread to the one that writes them, and requests to mark the file in between.
/// </summary>
internal sealed class FrameQueue
{
    private readonly object _gate = new();
    private readonly Queue<FrameSnapshot> _free = new();
    private readonly Queue<(FrameSnapshot? Frame, TaskCompletionSource<FileMark>? Mark)> _waiting = new();
    private Exception? _failure;
    private bool _closing;

    public FrameQueue(TrajectoryOptions options)
    {
        for (int k = 0; k < options.Queue; k++)
        {
            _free.Enqueue(new FrameSnapshot(options));
        }
    }

    /// <summary>Why nothing can be written any more.</summary>
    public Exception? Failure
    {
        get
        {
            lock (_gate)
            {
                return _failure;
            }
        }
    }

    /// <summary>Copies a state; waits while all frames are in use. False when writing has failed.</summary>
    public bool TryAdd(SimulationState state)
    {
        FrameSnapshot snapshot;
        lock (_gate)
        {
            while (_free.Count == 0 && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            if (_failure is not null)
            {
                return false;
            }

            snapshot = _free.Dequeue();
        }

        snapshot.Take(state);
        Enqueue((snapshot, null));
        return true;
    }

    /// <summary>Asks for a mark after all frames that were added.</summary>
    public Task<FileMark> AddMark()
    {
        // Who waits for it must not go on in the writer's thread.
        var mark = new TaskCompletionSource<FileMark>(TaskCreationOptions.RunContinuationsAsynchronously);
        Enqueue((null, mark));
        return mark.Task;
    }

    /// <summary>What is to be done next, in the order of the calls; false at the end.</summary>
    public bool TryTake(out FrameSnapshot? frame, out TaskCompletionSource<FileMark>? mark)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closing)
            {
                Monitor.Wait(_gate);
            }

            bool any = _waiting.TryDequeue(out (FrameSnapshot? Frame, TaskCompletionSource<FileMark>? Mark) next);
            (frame, mark) = next;
            return any;
        }
    }

    /// <summary>Gives a frame back when it is written.</summary>
    public void Release(FrameSnapshot frame)
    {
        lock (_gate)
        {
            _free.Enqueue(frame);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nothing more will be added.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nothing more can be written.</summary>
    public void Fail(Exception failure)
    {
        lock (_gate)
        {
            _failure = failure;
            foreach ((_, TaskCompletionSource<FileMark>? mark) in _waiting)
            {
                mark?.TrySetException(failure);
            }

            Monitor.PulseAll(_gate);
        }
    }

    private void Enqueue((FrameSnapshot? Frame, TaskCompletionSource<FileMark>? Mark) item)
    {
        lock (_gate)
        {
            if (_failure is not null)
            {
                item.Mark?.TrySetException(_failure);
            }

            _waiting.Enqueue(item);
            Monitor.PulseAll(_gate);
        }
    }
}
