using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Core.Persistence;
using MdEngine.IO.Checkpoints;
using MdEngine.IO.Files;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.IO.Checkpoints;

/// <summary>When checkpoints are written, and in which order with the output that they belong to.</summary>
public sealed class CheckpointObserverTests
{
    [Fact]
    public void IsDueBySteps()
    {
        using var folder = new TempFolder();
        CheckpointObserver observer = Make(folder, new CheckpointPeriod(50, null), new ManualClock());
        (observer.IsDue(0, 0, false), observer.IsDue(50, 0, false), observer.IsDue(75, 1, true)).ShouldBe((false, true, false));
        observer.Needs.ShouldBe(ForceNeeds.None);
    }

    [Fact]
    public void IsDueByTimeSinceTheLastOne()
    {
        using var folder = new TempFolder();
        var clock = new ManualClock();
        CheckpointObserver observer = Make(folder, new CheckpointPeriod(null, TimeSpan.FromMinutes(10)), clock);
        clock.Seconds = 599;
        observer.IsDue(7, 0, false).ShouldBeFalse();
        clock.Seconds = 600;
        observer.IsDue(8, 0, false).ShouldBeTrue();
        observer.Observe(default);
        observer.IsDue(9, 0, false).ShouldBeFalse();
        clock.Seconds = 1200;
        observer.IsDue(10, 0, false).ShouldBeTrue();
        observer.Finish();
        observer.HasWritten.ShouldBeTrue();
    }

    [Fact]
    public void OutputIsOnDiskBeforeTheCheckpointThatCountsOnIt()
    {
        using var folder = new TempFolder();
        var output = new Output();
        CheckpointObserver observer = Make(folder, new CheckpointPeriod(1, null), new ManualClock(), output);
        string path = folder.File("c");

        observer.Observe(default);
        output.Flushed.ShouldBe(0);
        File.Exists(path).ShouldBeFalse();
        output.Asked.SetResult(new FileMark(42, [1], [2, 3]));
        observer.Finish();

        output.Flushed.ShouldBe(1);
        StateBag written = CheckpointFile.Read(path);
        CheckpointObserver.MarkOf(written, "out")!.Length.ShouldBe(42);
        CheckpointObserver.MarkOf(written, "other").ShouldBeNull();
    }

    [Fact]
    public void AFailureSurfacesAndLeavesTheLastOne()
    {
        using var folder = new TempFolder();
        var output = new Output();
        CheckpointObserver observer = Make(folder, new CheckpointPeriod(1, null), new ManualClock(), output);
        output.Asked.SetResult(new FileMark(1, [], []));
        observer.Observe(default);
        observer.Finish();
        output.Failure = new IOException("disk full");
        observer.Observe(default);
        Should.Throw<IOException>(observer.Finish).Message.ShouldBe("disk full");
        observer.Finish();
        CheckpointFile.Read(folder.File("c")).Integer("n").ShouldBe(1);
    }

    [Fact]
    public void ACompletedRunIsMarkedOnlyWhenItsFilesAreClosed()
    {
        using var folder = new TempFolder();
        CheckpointObserver observer = Make(folder, new CheckpointPeriod(1000, null), new ManualClock());
        observer.End(completed: true);
        observer.Finish();
        File.Exists(folder.File("c")).ShouldBeFalse();
        observer.Complete(state => state.Set("done", true));
        CheckpointFile.Read(folder.File("c")).Flag("done").ShouldBeTrue();
    }

    [Fact]
    public void AnInterruptedRunIsWrittenAtOnce()
    {
        using var folder = new TempFolder();
        CheckpointObserver observer = Make(folder, new CheckpointPeriod(1000, null), new ManualClock());
        observer.End(completed: false);
        CheckpointFile.Read(folder.File("c")).Integer("n").ShouldBe(1);
    }

    [Fact]
    public void AGuardLooksFirst()
    {
        using var folder = new TempFolder();
        var guard = new Guard();
        var observer = new CheckpointObserver(
            new CheckpointFile(folder.File("c")), new CheckpointPeriod(1, null), () => new StateBag(), [], guard, new ManualClock());
        Should.Throw<InvalidOperationException>(() => observer.Observe(default)).Message.ShouldBe("broken");
        observer.Finish();
        File.Exists(folder.File("c")).ShouldBeFalse();
    }

    private static CheckpointObserver Make(TempFolder folder, CheckpointPeriod period, TimeProvider clock, Output? output = null)
    {
        int count = 0;
        List<(string, IMarkedOutput)> outputs = output is null ? [] : [("out", output)];
        return new CheckpointObserver(
            new CheckpointFile(folder.File("c")),
            period,
            () =>
            {
                var bag = new StateBag();
                bag.Set("n", ++count);
                return bag;
            },
            outputs, null, clock);
    }

    private sealed class Output : IMarkedOutput
    {
        private int _flushed;

        public TaskCompletionSource<FileMark> Asked { get; } = new();

        public IOException? Failure { get; set; }

        public int Flushed => Volatile.Read(ref _flushed);

        public Task<FileMark> Mark() => Asked.Task;

        public void FlushToDisk()
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Interlocked.Increment(ref _flushed);
        }
    }

    private sealed class Guard : IObserver
    {
        public ForceNeeds Needs => ForceNeeds.None;

        public bool IsDue(long step, int stageIndex, bool lastOfStage) => false;

        public void Observe(in StepObservation observation) => throw new InvalidOperationException("broken");

        public void Finish()
        {
        }
    }
}
