using MdEngine.Core.Building;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Minimizers;
using MdEngine.Potentials.LennardJones;
using MdEngine.Tests.Potentials.LennardJones;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Dynamics.Minimizers;

/// <summary>A minimisation that was saved and restored goes on bit for bit.</summary>
public class MinimizerResumeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AMinimisationGoesOnWhereItWasSaved(bool fire)
    {
        const int total = 40;
        using LennardJonesRun whole = Start();
        MinimizerBase through = Of(fire);
        Steps(whole, through, 0, total, total);

        // Saved after each of several numbers of steps, also within line searches.
        for (int at = 0; at < 30; at += 3)
        {
            using LennardJonesRun first = Start();
            MinimizerBase before = Of(fire);
            Steps(first, before, 0, at, total);
            var bag = new StateBag();
            first.State.Save(bag.Section("state"));
            first.Forces.Save(bag.Section("lists"));
            before.Save(bag.Section("minimizer"));

            using LennardJonesRun second = Start();
            MinimizerBase after = Of(fire);
            after.Begin(new StepContext(second.State, second.Workers, at, 5.0, at / (double)total));
            second.State.Restore(bag.Section("state"));
            after.Restore(bag.Section("minimizer"));
            second.Forces.Restore(second.State, bag.Section("lists"));
            Steps(second, after, at, total, total);

            after.Report.ShouldBe(through.Report);
            second.Bits().ShouldBe(whole.Bits());
            second.State.Cell.Vectors.ShouldBe(whole.State.Cell.Vectors);
        }
    }

    [Fact]
    public void WhatIsNotASavedMinimisationIsRefused()
    {
        using LennardJonesRun run = Start();
        MinimizerBase minimizer = Of(fire: false);
        Steps(run, minimizer, 0, 5, 10);
        var bag = new StateBag();
        minimizer.Save(bag);
        bag.Set("x", (double[])[1, 2]);
        Should.Throw<MdEngine.Core.InputException>(() => Of(fire: false).Restore(bag)).Message.ShouldContain("2 coordinates");
        Should.Throw<MdEngine.Core.InputException>(() => Of(fire: false).Restore(new StateBag()));
    }

    private static MinimizerBase Of(bool fire)
    {
        var target = new MinimizationTarget { ForceTolerance = 1e-12, Cell = CellRelaxation.Full, RequireConvergence = false };
        return fire ? new FireMinimizer(target) : new LbfgsMinimizer(target, memory: 4);
    }

    private static LennardJonesRun Start()
    {
        var structure = StructureOperations.Strain(
            LennardJonesSystems.Fcc(3, 1.57 * LennardJonesSystems.Sigma), new Matrix3(0.02, 0.01, 0, 0.01, 0, 0, 0, 0, -0.03));
        StructureOperations.Displace(structure, 0.4, 6);
        return new LennardJonesRun(
            structure, LennardJonesSystems.Potential(LennardJonesSystems.Argon(2.2 * LennardJonesSystems.Sigma, LennardJonesTruncation.Force)));
    }

    private static void Steps(LennardJonesRun run, MinimizerBase minimizer, int from, int to, int total)
    {
        if (from == 0)
        {
            run.Forces.UpdateNeighbors(run.State);
            run.Forces.Compute(run.State, minimizer.Needs);
            minimizer.Begin(new StepContext(run.State, run.Workers, 0, 5.0, 0.0));
        }

        for (int step = from + 1; step <= to; step++)
        {
            var context = new StepContext(run.State, run.Workers, step, 5.0, step / (double)total);
            minimizer.FirstHalf(in context);
            run.Forces.UpdateNeighbors(run.State);
            run.Forces.Compute(run.State, minimizer.Needs);
            minimizer.SecondHalf(in context);
        }
    }
}
