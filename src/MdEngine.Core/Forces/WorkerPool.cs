using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace MdEngine.Core.Forces;

/// <summary>
/// A fixed set of threads that share out numbered pieces of work. Which thread does which piece is not determined;
/// results must not depend on it.
/// </summary>
/// <remarks>
/// The caller is worker 0. It waits for pieces under way, never for a thread that has not come to take one, so that a
/// busy machine slows a run down no more than it must. <see cref="Run"/> allocates nothing if the delegate is kept by
/// the caller.
/// </remarks>
public sealed class WorkerPool : IDisposable
{
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly int[] _sleeping;
    private readonly int _spinsBeforeSleep;
    private Action<int, int>? _work;
    private Exception? _failure;
    private int _count;
    private int _done;

    // Number of the run (upper half) and items not yet taken (lower half). A worker takes an item by lowering it in one
    // atomic step, which fails when the run is over; until its item is done, work and count cannot change.
    private long _ticket;
    private volatile bool _stop;

    /// <summary>Starts the pool.</summary>
    /// <param name="threads">Number of workers, the caller included; at least 1.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        // Idle threads look again for some 0.1 ms before they sleep: longer than a step's serial parts. With more threads
        // than processors that would keep others from work.
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
        Volatile.Write(ref _done, 0);
        long run = (Volatile.Read(ref _ticket) >> 32) + 1;
        Interlocked.Exchange(ref _ticket, (run << 32) | (uint)count);
        int helpers = Math.Min(_wake.Length, count - 1);
        for (int k = 0; k < helpers; k++)
        {
            Wake(k);
        }

        Share(0);
        var spin = new SpinWait();
        while (Volatile.Read(ref _done) < count)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        Volatile.Write(ref _work, null);
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
        Interlocked.MemoryBarrier();
        for (int k = 0; k < _wake.Length; k++)
        {
            Wake(k);
            _threads[k].Join();
            _wake[k].Dispose();
        }
    }

    private static int Left(long ticket) => (int)(uint)ticket;

    private void Wake(int k)
    {
        if (Interlocked.Exchange(ref _sleeping[k], 0) == 1)
        {
            _wake[k].Release();
        }
    }

    private bool IsIdle => Left(Volatile.Read(ref _ticket)) == 0 && !_stop;

    private void Serve(int worker)
    {
        while (!_stop)
        {
            int spins = 0;
            while (IsIdle)
            {
                if (++spins < _spinsBeforeSleep)
                {
                    Thread.SpinWait(8);
                    continue;
                }

                // Say that it sleeps, then look once more: whoever hands out work does the same in the other order.
                Interlocked.Exchange(ref _sleeping[worker - 1], 1);
                if (IsIdle || Interlocked.Exchange(ref _sleeping[worker - 1], 0) == 0)
                {
                    _wake[worker - 1].Wait();
                }
            }

            Share(worker);
        }
    }

    private void Share(int worker)
    {
        int done = 0;
        long ticket = Volatile.Read(ref _ticket);
        while (Left(ticket) > 0)
        {
            long seen = Interlocked.CompareExchange(ref _ticket, ticket - 1, ticket);
            if (seen != ticket)
            {
                ticket = seen;
                continue;
            }

            try
            {
                _work!(_count - Left(ticket), worker);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
                done += DropRest();
            }

            done++;
            ticket = Volatile.Read(ref _ticket);
        }

        if (done > 0)
        {
            Interlocked.Add(ref _done, done);
        }
    }

    private int DropRest()
    {
        while (true)
        {
            long ticket = Volatile.Read(ref _ticket);
            if (Interlocked.CompareExchange(ref _ticket, ticket - Left(ticket), ticket) == ticket)
            {
                return Left(ticket);
            }
        }
    }
}
