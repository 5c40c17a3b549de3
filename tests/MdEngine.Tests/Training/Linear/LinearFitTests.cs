using System;
using System.Linq;
using System.Threading;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Tests.Training.Data;
using MdEngine.Tests.Training.Gap;
using MdEngine.Training.Data;
using MdEngine.Training.Linear;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Linear;

/// <summary>Linear models other than Gaussian processes: descriptors as rows, a ridge, and nothing else.</summary>
public sealed class LinearFitTests
{
    private static readonly LabelSigmas s_sigmas = new(1e-3, 1e-2, 1e-2);

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-6)]
    public void ALinearModelOfTheLabelsOwnFormIsFound(double ridge)
    {
        double[] found = Solve(FitDesk.Frames(TrainingSets.Copper(20), s_sigmas), ridge, 1);

        // What the labels were made with; the files of the set are not in between, and a ridge of 1e-6 shifts a weight of
        // 160 by some 1e-12 of itself where the labels determine it.
        double[] made = [-9.0, 20.0, -40.0, 160.0];
        for (int k = 0; k < made.Length; k++)
        {
            found[k].ShouldBe(made[k], 1e-6 * Math.Abs(made[k]));
        }
    }

    [Fact]
    public void WeightsDoNotDependOnThreadsAndAStrongRidgeHoldsThemDown()
    {
        // Enough frames for several stages of rows.
        TrainingFrame[] frames = FitDesk.Frames(TrainingSets.Copper(300), s_sigmas);
        double[] one = Solve(frames, 1e-3, 1);
        Solve(frames, 1e-3, 2).ShouldBe(one);
        Solve(frames, 1e6, 1).Sum(Math.Abs).ShouldBeLessThan(0.1 * one.Sum(Math.Abs));
    }

    [Fact]
    public void AFitThatIsStoppedBetweenStagesGoesOnToTheBit()
    {
        TrainingFrame[] frames = FitDesk.Frames(TrainingSets.Copper(300), s_sigmas);
        double[] whole = Solve(frames, 1e-3, 1);
        using var workers = new WorkerPool(2);
        using var source = new CancellationTokenSource();
        var desk = new FitDesk { OnFraction = (_, _) => source.Cancel() };
        desk.Stage("solve");
        Should.Throw<OperationCanceledException>(() => Fit(frames, 1e-3, workers).Solve(desk, desk, source.Token));
        desk.Saved!.Integer("stage").ShouldBe(1);
        Fit(frames, 1e-3, workers).Solve(desk, desk, CancellationToken.None).ShouldBe(whole);
    }

    private static double[] Solve(TrainingFrame[] frames, double ridge, int threads)
    {
        using var workers = new WorkerPool(threads);
        var desk = new FitDesk();
        return Fit(frames, ridge, workers).Solve(desk, desk, CancellationToken.None)!;
    }

    private static LinearFit Fit(TrainingFrame[] frames, double ridge, WorkerPool workers) => new(
        new PairPowers(PeriodicTable.Get("Cu"), TrainingSets.Cutoff, 4, ridge), frames, [TrainingSets.Atom], perAtomNoise: false, workers);
}
