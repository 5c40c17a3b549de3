using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Text;

namespace MdEngine.IO.Xyz;

/// <summary>
/// Reads a trajectory in extended or plain XYZ with several threads that run ahead of the caller, and computes something of
/// each frame in the same threads; frames come in the order of the file. Memory does not grow with the file.
/// </summary>
/// <remarks>
/// One thread at a time cuts the text of the next frames from the file; it then reads their numbers while the next one
/// cuts. What is read does not depend on the number of threads. As <see cref="ExtendedXyzReader"/> otherwise.
/// </remarks>
/// <typeparam name="TWork">What is computed of a frame; objects are used again for later frames.</typeparam>
public sealed class FrameStream<TWork> : IDisposable
    where TWork : class
{
    private readonly object _gate = new(), _cutting = new();
    private readonly LineScanner _file;
    private readonly ExtendedXyzReadOptions _options;
    private readonly FrameSelection _selection;
    private readonly Action<Structure, TWork> _compute;
    private readonly Queue<FrameBatch<TWork>> _free = new();
    private readonly FrameBatch<TWork>?[] _ready;
    private readonly Thread[] _threads;
    private FrameBatch<TWork>? _current;
    private long _number, _cut, _taken;
    private FrameParser? _parser;
    private int _at = -1;
    private double _part;
    private bool _allCut, _stop;

    /// <summary>Opens a file, plain or gzip.</summary>
    /// <param name="path">File.</param>
    /// <param name="options">How to read.</param>
    /// <param name="selection">Frames to read; the others are passed over.</param>
    /// <param name="threads">Threads that read; 1 reads in the caller's.</param>
    /// <param name="newWork">Makes what is computed of a frame.</param>
    /// <param name="compute">Computes it of a frame, in any thread.</param>
    /// <exception cref="InputException">There is no such file, or the selection cannot be.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FrameStream(
        string path, ExtendedXyzReadOptions options, FrameSelection selection, int threads, Func<TWork> newWork,
        Action<Structure, TWork> compute)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        selection.Check();
        (_options, _selection, _compute) = (options, selection, compute);
        _file = LineScanner.Open(path);
        int batches = threads == 1 ? 1 : (2 * threads) + 1;
        _ready = new FrameBatch<TWork>?[batches];
        for (int k = 0; k < batches; k++)
        {
            _free.Enqueue(new FrameBatch<TWork>(newWork));
        }

        _threads = new Thread[threads == 1 ? 0 : threads];
        for (int k = 0; k < _threads.Length; k++)
        {
            _threads[k] = new Thread(Work) { IsBackground = true, Name = $"trajectory reader {k + 1}" };
            _threads[k].Start();
        }
    }

    /// <summary>The present frame; its arrays are used again after the next call of <see cref="Next"/>.</summary>
    public Structure Frame => _current!.Frame(_at);

    /// <summary>What was computed of the present frame.</summary>
    public TWork Computed => _current!.Work(_at);

    /// <summary>Number of the present frame in the file, from 0.</summary>
    public long Number => _current!.Text.Number(_at);

    /// <summary>What is wrong with a last frame that is cut off and was left out; null when there is none.</summary>
    public string? CutOff { get; private set; }

    /// <summary>Part of the file that has been cut into frames, from 0 to 1; NaN when its length is not known.</summary>
    public double Part => _part;

    /// <summary>Goes on to the next frame; false at the end.</summary>
    /// <exception cref="InputException">The frame is not sound.</exception>
    /// <exception cref="IOException">The file cannot be read further.</exception>
    public bool Next()
    {
        while (true)
        {
            if (_current is not null && ++_at < _current.Count)
            {
                return true;
            }

            if (_current?.Failure is { } failure)
            {
                _at--;
                bool any = _taken > 1 || _current.Count > 0;
                if (!(_options.AllowCutOffEnd && _current.IsCutOff && any))
                {
                    ExceptionDispatchInfo.Throw(failure);
                }

                CutOff = failure.Message;
                return false;
            }

            if (!TakeBatch())
            {
                return false;
            }
        }
    }

    /// <summary>Ends the threads and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stop = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }

        _file.Dispose();
    }

    private bool TakeBatch()
    {
        if (_threads.Length == 0)
        {
            _current ??= _free.Dequeue();
            if (_allCut)
            {
                return false;
            }

            Cut(_current);
            _current.Read(_parser ??= new FrameParser(_options), _compute);
            (_at, _taken) = (-1, _taken + 1);
            return true;
        }

        lock (_gate)
        {
            if (_current is not null)
            {
                _free.Enqueue(_current);
                _current = null;
                Monitor.PulseAll(_gate);
            }

            int place = (int)(_taken % _ready.Length);
            while (_ready[place] is null)
            {
                if (_allCut && _taken >= _cut)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (_current, _ready[place]) = (_ready[place], null);
            (_at, _taken) = (-1, _taken + 1);
            return true;
        }
    }

    private void Cut(FrameBatch<TWork> batch)
    {
        batch.Text.Fill(_file, _selection, ref _number);
        lock (_gate)
        {
            _cut++;
            _allCut = batch.Text.EndsFile;
            _part = _file.Part;
        }
    }

    private void Work()
    {
        var parser = new FrameParser(_options);
        while (true)
        {
            FrameBatch<TWork>? batch;
            long ticket;
            lock (_cutting)
            {
                batch = Free();
                if (batch is null)
                {
                    return;
                }

                ticket = _cut;
                Cut(batch);
            }

            batch.Read(parser, _compute);
            lock (_gate)
            {
                _ready[ticket % _ready.Length] = batch;
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>A batch to fill; null when there is nothing left to do.</summary>
    private FrameBatch<TWork>? Free()
    {
        lock (_gate)
        {
            while (_free.Count == 0 && !_stop && !_allCut)
            {
                Monitor.Wait(_gate);
            }

            return _stop || _allCut ? null : _free.Dequeue();
        }
    }
}
