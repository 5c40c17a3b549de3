using System;
using System.Linq;
using System.Threading;
using MdEngine.Core.Forces;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Forces;

public sealed class WorkerPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void EveryItemIsDoneOnceInManyShortRuns(int threads)
    {
        using var pool = new WorkerPool(threads);
        pool.Threads.ShouldBe(threads);
        int[] done = new int[64];
        int wrongWorker = 0;
        for (int run = 0; run < 5000; run++)
        {
            Array.Clear(done);
            int count = run % done.Length;
            pool.Run(count, (item, worker) =>
            {
                Interlocked.Increment(ref done[item]);
                if (worker < 0 || worker >= threads)
                {
                    Interlocked.Increment(ref wrongWorker);
                }
            });
            // All effects are seen by the caller as soon as Run returns.
            for (int item = 0; item < done.Length; item++)
            {
                if (done[item] != (item < count ? 1 : 0))
                {
                    done[item].ShouldBe(item < count ? 1 : 0, $"item {item} of {count} in run {run}");
                }
            }
        }

        wrongWorker.ShouldBe(0);
    }

    [Fact]
    public void WorkersHaveTheirOwnSlots()
    {
        // Two items of one worker never overlap: sums kept by worker need no lock.
        using var pool = new WorkerPool(4);
        long[] sums = new long[4];
        for (int run = 0; run < 200; run++)
        {
            pool.Run(100, (item, worker) => sums[worker] += item);
        }

        sums.Sum().ShouldBe(200L * 4950);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void AnExceptionReachesTheCallerAndThePoolLivesOn(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (int run = 0; run < 50; run++)
        {
            var thrown = Should.Throw<FormatException>(() => pool.Run(20, (item, _) =>
            {
                if (item == 7)
                {
                    throw new FormatException("item 7");
                }
            }));
            thrown.Message.ShouldBe("item 7");
            int done = 0;
            pool.Run(20, (_, _) => Interlocked.Increment(ref done));
            done.ShouldBe(20);
        }
    }

    [Fact]
    public void ARunWithinARunIsRefused()
    {
        using var pool = new WorkerPool(2);
        Should.Throw<InvalidOperationException>(() => pool.Run(4, (_, _) => pool.Run(4, (_, _) => { })));
    }

    [Fact]
    public void ADisposedPoolIsRefused()
    {
        var pool = new WorkerPool(2);
        pool.Run(4, (_, _) => { });
        pool.Dispose();
        pool.Dispose();
        Should.Throw<ObjectDisposedException>(() => pool.Run(4, (_, _) => { }));
        Should.Throw<ArgumentOutOfRangeException>(() => new WorkerPool(0));
    }

    [Fact]
    public void ARunAllocatesNothing()
    {
        using var pool = new WorkerPool(2);
        long sum = 0;
        Action<int, int> work = (item, _) => Interlocked.Add(ref sum, item);
        pool.Run(10, work);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int run = 0; run < 1000; run++)
        {
            pool.Run(10, work);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        sum.ShouldBe(1001 * 45);
    }
}
