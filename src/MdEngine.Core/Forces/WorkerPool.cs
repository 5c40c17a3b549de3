using System;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace MdEngine.Core.Forces;

/// <summary>
/// A fixed set of threads that share out numbered pieces of work. Each begins with its own part of the numbers, the same
/// in every run of as many pieces, so that data stay in its cache; then it helps the others. Which thread does which
/// piece is not determined: results must not depend on it.
/// </summary>
/// <remarks>
/// The caller is worker 0. It waits for pieces under way, never for a thread that has not come to take one, so that a
/// busy machine slows a run down no more than it must. <see cref="Run"/> allocates nothing if the delegate is kept by
/// the caller.
/// </remarks>
public sealed class WorkerPool : IDisposable
{
    // Tickets stand a cache line and its neighbour apart.
    private const int Stride = 16;
    private readonly Thread[] _threads;
    private readonly SemaphoreSlim[] _wake;
    private readonly int[] _sleeping;
    private readonly int _spinsBeforeSleep;

    // For each worker's part: number of the run (upper half) and items not yet taken (lower half). An item is taken by
    // lowering it in one atomic step, which fails when the run is over; until its item is done, work and count cannot
    // change.
    private readonly long[] _tickets;
    private Action<int, int>? _work;
    private Exception? _failure;
    private int _count;
    private int _done;
    private int _run;
    private volatile bool _stop;

    /// <summary>Starts the pool.</summary>
    /// <param name="threads">Number of workers, the caller included; at least 1.</param>
    public WorkerPool(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        // Idle threads look again for a millisecond or so before they sleep: longer than a step's serial parts. With more threads
        // than processors that would keep others from work.
        _spinsBeforeSleep = threads <= Environment.ProcessorCount ? 4000 : 0;
        _tickets = new long[(threads + 1) * Stride];
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
        long run = (uint)(_run + 1);
        for (int part = 0; part < Threads; part++)
        {
            Interlocked.Exchange(ref Ticket(part), (run << 32) | (uint)(End(part) - End(part - 1)));
        }

        Interlocked.Exchange(ref _run, (int)run);
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

    /// <summary>Number after the last item with which a worker begins, of <paramref name="count"/> items.</summary>
    public static int PartEnd(int count, int worker, int threads) => (int)((long)count * (worker + 1) / threads);

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

    private ref long Ticket(int part) => ref _tickets[(part + 1) * Stride];

    private int End(int part) => PartEnd(_count, part, Threads);

    private void Wake(int k)
    {
        if (Interlocked.Exchange(ref _sleeping[k], 0) == 1)
        {
            _wake[k].Release();
        }
    }

    private void Serve(int worker)
    {
        int seen = 0;
        while (!_stop)
        {
            int spins = 0;
            while (IsIdle(seen))
            {
                if (++spins < _spinsBeforeSleep)
                {
                    Thread.SpinWait(8);
                    continue;
                }

                // Say that it sleeps, then look once more: whoever hands out work does the same in the other order.
                Interlocked.Exchange(ref _sleeping[worker - 1], 1);
                if (IsIdle(seen) || Interlocked.Exchange(ref _sleeping[worker - 1], 0) == 0)
                {
                    _wake[worker - 1].Wait();
                }
            }

            seen = Volatile.Read(ref _run);
            Share(worker);
        }
    }

    private bool IsIdle(int seen) => Volatile.Read(ref _run) == seen && !_stop;

    private void Share(int worker)
    {
        int done = 0;
        for (int k = 0; k < Threads; k++)
        {
            int part = worker + k < Threads ? worker + k : worker + k - Threads;
            done += Take(part, worker);
        }

        if (done > 0)
        {
            Interlocked.Add(ref _done, done);
        }
    }

    /// <summary>Does what is left of a part, until no item is left; returns the number of items done or dropped.</summary>
    private int Take(int part, int worker)
    {
        int done = 0;
        ref long from = ref Ticket(part);
        long ticket = Volatile.Read(ref from);
        while (Left(ticket) > 0)
        {
            long seen = Interlocked.CompareExchange(ref from, ticket - 1, ticket);
            if (seen != ticket)
            {
                ticket = seen;
                continue;
            }

            try
            {
                _work!(End(part) - Left(ticket), worker);
            }
            catch (Exception e)
            {
                Interlocked.CompareExchange(ref _failure, e, null);
                done += DropRest();
            }

            done++;
            ticket = Volatile.Read(ref from);
        }

        return done;
    }

    private int DropRest()
    {
        int dropped = 0;
        for (int part = 0; part < Threads; part++)
        {
            ref long from = ref Ticket(part);
            long ticket;
            do
            {
                ticket = Volatile.Read(ref from);
            }
            while (Interlocked.CompareExchange(ref from, ticket - Left(ticket), ticket) != ticket);
            dropped += Left(ticket);
        }

        return dropped;
    }
}
