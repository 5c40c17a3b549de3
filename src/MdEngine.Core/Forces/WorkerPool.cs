using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace MdEngine.Core.Forces;

/// <summary>
/// A fixed set of threads that share out numbered pieces of work. Which thread does which piece is not determined;
/// results must not depend on it.
/// </summary>
/// <remarks>The caller is worker 0. <see cref="Run"/> allocates nothing if the delegate is kept by the caller.</remarks>
public sealed class WorkerPool : IDisposable
{
    // Waiting threads look again for some 0.1 ms before they sleep: shorter than a step's serial parts, longer than
    // it takes to wake. With more threads than processors, spinning would keep others from work.
    private readonly int _spinsBeforeSleep;
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly int[] _sleeping;
    private Action<int, int>? _work;
    private int _count;
    private int _next;
    private int _running;
    private volatile int _generation;
    private volatile bool _stop;
    private Exception? _failure;

    /// <summary>Starts the pool.</summary>
    /// <param name="threads">Number of workers, the caller included; at least 1.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        _spinsBeforeSleep = threads <= Environment.ProcessorCount ? 4000 : 0;
        _threads = new Thread[threads - 1];
        _wake = new SemaphoreSlim[threads - 1];
        _sleeping = new int[threads - 1];
        for (int k = 0; k < _threads.Length; k++)
        {
            int worker = k + 1;
            _wake[k] = new SemaphoreSlim(0);
            _threads[k] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"worker {worker}" };
            _threads[k].Start();
        }
    }

    /// <summary>Number of workers, the caller included.</summary>
    public int Threads { get; }

    /// <summary>
    /// Calls <paramref name="work"/>(item, worker) once for each item from 0 to <paramref name="count"/>-1 and returns
    /// when all are done. An exception in an item is thrown here once the items under way have ended; items not begun by
    /// then are dropped.
    /// </summary>
    /// <exception cref="InvalidOperationException">Called from within an item.</exception>
    /// <exception cref="ObjectDisposedException">The threads have been ended.</exception>
    public void Run(int count, Action<int, int> work)
    {
        ObjectDisposedException.ThrowIf(_stop, this);
        if (_threads.Length == 0 || count <= 1)
        {
            for (int item = 0; item < count; item++)
            {
                work(item, 0);
            }

            return;
        }

        if (Interlocked.CompareExchange(ref _work, work, null) is not null)
        {
            throw new InvalidOperationException("the pool is at work already: an item must not call Run");
        }

        _count = count;
        _failure = null;
        Volatile.Write(ref _next, 0);
        Volatile.Write(ref _running, _threads.Length);
        Interlocked.Increment(ref _generation);
        for (int k = 0; k < _wake.Length; k++)
        {
            if (Interlocked.Exchange(ref _sleeping[k], 0) == 1)
            {
                _wake[k].Release();
            }
        }

        Share(0);
        var spin = new SpinWait();
        while (Volatile.Read(ref _running) > 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        _work = null;
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        if (_stop)
        {
            return;
        }

        _stop = true;
        Interlocked.Increment(ref _generation);
        for (int k = 0; k < _wake.Length; k++)
        {
            _wake[k].Release();
            _threads[k].Join();
            _wake[k].Dispose();
        }
    }

    private void Serve(int worker)
    {
        int seen = 0;
        while (true)
        {
            int spins = 0;
            while (_generation == seen)
            {
                if (++spins < _spinsBeforeSleep)
                {
                    Thread.SpinWait(8);
                    continue;
                }

                Volatile.Write(ref _sleeping[worker - 1], 1);
                Interlocked.MemoryBarrier();
                if (_generation != seen)
                {
                    // The caller may have seen the flag and released: take that release, or take the flag back.
                    if (Interlocked.Exchange(ref _sleeping[worker - 1], 0) == 0)
                    {
                        _wake[worker - 1].Wait();
                    }

                    break;
                }

                _wake[worker - 1].Wait();
            }

            seen = _generation;
            if (_stop)
            {
                return;
            }

            Share(worker);
            Interlocked.Decrement(ref _running);
        }
    }

    private void Share(int worker)
    {
        Action<int, int> work = _work!;
        int count = _count;
        while (true)
        {
            int item = Interlocked.Increment(ref _next) - 1;
            if (item >= count)
            {
                return;
            }

            try
            {
                work(item, worker);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
                Volatile.Write(ref _next, count);
            }
        }
    }
}
