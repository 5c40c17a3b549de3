using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;

namespace MdEngine.IO.Xyz;

/// <summary>
/// Writes a run's trajectory as extended XYZ, gzip when the name ends in ".gz". A step is copied; formatting and
/// writing happen on a thread of its own, a few frames behind at most.
/// </summary>
/// <remarks>
/// Atoms stand in the order of their identity. When a write fails (disk full), the file is cut back to its last whole
/// frame, and the next call throws. Not for use by several threads at once.
/// </remarks>
public sealed class TrajectoryObserver : IObserver, IMarkedOutput
{
    private readonly TrajectoryOptions _options;
    private readonly string _path;
    private readonly RecordFile _file;
    private readonly FrameQueue _queue;
    private readonly Thread _writer;
    private bool _finished;
    private long _lastStep = -1;

    /// <summary>Opens the file.</summary>
    /// <param name="path">File; ".gz" at its end asks for compression.</param>
    /// <param name="options">What is written and when.</param>
    /// <param name="mark">Where a checkpoint marked the file, to go on from there; null to begin it.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten, or is not the one marked.</exception>
    /// <exception cref="IOException">The file cannot be made or opened.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public TrajectoryObserver(string path, TrajectoryOptions options, FileMark? mark = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Every, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Queue, 1);
        var formatter = new XyzFormatter(options.SignificantDigits);
        _path = path;
        _options = options;
        _file = mark is null ? RecordFile.Create(path, options.Overwrite) : RecordFile.Resume(path, mark);
        _queue = new FrameQueue(options);
        _writer = new Thread(() => Work(formatter)) { IsBackground = true, Name = "trajectory" };
        _writer.Start();
    }

    /// <inheritdoc/>
    public ForceNeeds Needs =>
        (_options.Energy ? ForceNeeds.Energy : ForceNeeds.None)
        | (_options.Stress ? ForceNeeds.Virial : ForceNeeds.None)
        | (_options.Columns.HasFlag(XyzColumns.Energies) ? ForceNeeds.AtomEnergies : ForceNeeds.None)
        | (_options.Columns.HasFlag(XyzColumns.Uncertainties) ? ForceNeeds.AtomUncertainties : ForceNeeds.None);

    /// <inheritdoc/>
    public bool IsDue(long step, int stageIndex, bool lastOfStage) => step % _options.Every == 0;

    /// <inheritdoc/>
    /// <exception cref="IOException">An earlier frame could not be written.</exception>
    public void Observe(in StepObservation observation)
    {
        ObjectDisposedException.ThrowIf(_finished, this);

        // The last step of a stage is the first of the next: it is one frame.
        if (observation.State.Step == _lastStep)
        {
            return;
        }

        if (!_queue.TryAdd(observation.State))
        {
            ThrowIfFailed();
        }

        _lastStep = observation.State.Step;
    }

    /// <inheritdoc/>
    public Task<FileMark> Mark() => _queue.AddMark();

    /// <inheritdoc/>
    public void FlushToDisk() => _file.FlushToDisk();

    /// <inheritdoc/>
    public void Save(StateBag into) => into.Set("lastStep", _lastStep);

    /// <inheritdoc/>
    public void Restore(StateBag from) => _lastStep = from.Integer("lastStep");

    /// <summary>Writes what waits and closes the file. Calls after the first do nothing.</summary>
    /// <exception cref="IOException">A frame, or the end of the file, could not be written.</exception>
    public void Finish()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;
        _queue.Close();
        _writer.Join();
        ThrowIfFailed();
    }

    private void ThrowIfFailed()
    {
        if (_queue.Failure is { } failure)
        {
            throw new IOException($"trajectory {_path}: {failure.Message}", failure);
        }
    }

    private void Work(XyzFormatter formatter)
    {
        try
        {
            while (_queue.TryTake(out FrameSnapshot? snapshot, out TaskCompletionSource<FileMark>? mark))
            {
                if (mark is not null)
                {
                    Answer(mark);
                }
                else if (snapshot is not null)
                {
                    WriteWhole(formatter, snapshot.Frame);
                    _queue.Release(snapshot);
                }
            }

            _file.Dispose();
        }
        catch (Exception e)
        {
            // Whatever it is, it must reach the run, not end the process from this thread.
            _queue.Fail(e);
            _file.Abandon();
        }
    }

    private void Answer(TaskCompletionSource<FileMark> mark)
    {
        try
        {
            mark.SetResult(_file.Mark());
        }
        catch (Exception e)
        {
            // Whoever waits must not wait for ever.
            mark.SetException(e);
            throw;
        }
    }

    private void WriteWhole(XyzFormatter formatter, XyzFrame frame)
    {
        try
        {
            formatter.Write(frame, _file.Body);
            _file.EndRecord();
        }
        catch
        {
            _file.CutBack();
            throw;
        }
    }
}
