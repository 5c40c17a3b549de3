using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.IO.Files;

namespace MdEngine.IO.Xyz;

/// <summary>
/// Writes a run's trajectory as extended XYZ, gzip when the name ends in ".gz". A step is copied; formatting and
/// writing happen on a thread of its own, a few frames behind at most.
/// </summary>
/// <remarks>
/// Atoms stand in the order of their identity. When a write fails (disk full), the file is cut back to its last whole
/// frame where the format allows it, and the next call throws. Not for use by several threads at once.
/// </remarks>
public sealed class TrajectoryObserver : IObserver
{
    private readonly TrajectoryOptions _options;
    private readonly string _path;
    private readonly FileStream _file;
    private readonly Stream _stream;
    private readonly Thread _writer;
    private readonly object _gate = new();
    private readonly Queue<FrameSnapshot> _free = new();
    private readonly Queue<FrameSnapshot> _waiting = new();
    private Exception? _failure;
    private bool _closing;
    private bool _finished;
    private long _lastStep = -1;

    /// <summary>Opens the file.</summary>
    /// <param name="path">File; ".gz" at its end asks for compression.</param>
    /// <param name="options">What is written and when.</param>
    /// <exception cref="InputException">The file exists and may not be overwritten.</exception>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public TrajectoryObserver(string path, TrajectoryOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Every, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Queue, 1);
        var formatter = new XyzFormatter(options.SignificantDigits);
        _path = path;
        _options = options;
        _file = OutputFile.Open(path, options.Overwrite);
        _stream = OutputFile.IsCompressedName(path) ? new GZipStream(_file, CompressionLevel.Fastest) : _file;
        for (int k = 0; k < options.Queue; k++)
        {
            _free.Enqueue(new FrameSnapshot(options));
        }

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

        FrameSnapshot snapshot;
        lock (_gate)
        {
            while (_free.Count == 0 && _failure is null)
            {
                Monitor.Wait(_gate);
            }

            ThrowIfFailed();
            snapshot = _free.Dequeue();
        }

        snapshot.Take(observation.State);
        _lastStep = observation.State.Step;
        lock (_gate)
        {
            _waiting.Enqueue(snapshot);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Writes what waits and closes the file. Calls after the first do nothing.</summary>
    /// <exception cref="IOException">A frame, or the end of the file, could not be written.</exception>
    public void Finish()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;
        lock (_gate)
        {
            _closing = true;
            Monitor.PulseAll(_gate);
        }

        _writer.Join();
        ThrowIfFailed();
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            throw new IOException($"trajectory {_path}: {_failure.Message}", _failure);
        }
    }

    private void Work(XyzFormatter formatter)
    {
        try
        {
            while (Next() is { } snapshot)
            {
                WriteWhole(formatter, snapshot.Frame);
                lock (_gate)
                {
                    _free.Enqueue(snapshot);
                    Monitor.PulseAll(_gate);
                }
            }

            _stream.Dispose();
        }
        catch (Exception e)
        {
            // Whatever it is, it must reach the run, not end the process from this thread.
            lock (_gate)
            {
                _failure = e;
                Monitor.PulseAll(_gate);
            }

            Abandon();
        }
    }

    private FrameSnapshot? Next()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closing)
            {
                Monitor.Wait(_gate);
            }

            return _waiting.TryDequeue(out FrameSnapshot? snapshot) ? snapshot : null;
        }
    }

    private void WriteWhole(XyzFormatter formatter, XyzFrame frame)
    {
        long start = _file.CanSeek ? _file.Position : -1;
        try
        {
            formatter.Write(frame, _stream);
            _stream.Flush();
        }
        catch when (ReferenceEquals(_stream, _file) && start >= 0)
        {
            CutBack(start);
            throw;
        }
    }

    private void CutBack(long length)
    {
        try
        {
            _file.SetLength(length);
        }
        catch (IOException)
        {
            // Not a file that can be cut; the write that failed is the fault to report.
        }
    }

    private void Abandon()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // The first failure is the one to report.
        }
    }
}
