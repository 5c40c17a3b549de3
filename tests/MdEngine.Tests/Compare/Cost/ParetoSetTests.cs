using System.Linq;
using System.Threading;
using MdEngine.Compare.Cost;
using MdEngine.Core;
using MdEngine.Tests.Compare.Running;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Cost;

/// <summary>Cost and what is worth it.</summary>
public sealed class ParetoSetTests
{
    [Fact]
    public void OnlyWhatNothingBeatsBelongs()
    {
        (double, double)[] points =
        [
            (1.0, 10.0), (2.0, 5.0), (3.0, 5.0), (4.0, 1.0), (5.0, 2.0), (0.5, double.NaN), (double.NaN, 0.1), (2.0, 5.0),
        ];
        ParetoSet.Of(points).ShouldBe([true, true, false, true, false, false, false, true]);
    }

    [Fact]
    public void CostIsMeasuredForEverySizeAndThread()
    {
        var options = new CostOptions
        {
            Structures = [Argon.Crystal(2), Argon.Crystal(3)],
            Threads = [1, 2],
            Repeats = 3,
            Seconds = 0.0,
            WarmUpSeconds = 0.0,
        };
        double last = 0.0;
        CostResult result = new CostRun(options).Execute(Argon.Potential(0.0104), p => last = p, CancellationToken.None);

        result.Points.Select(p => (p.Atoms, p.Threads)).ShouldBe([(32, 1), (32, 2), (108, 1), (108, 2)]);
        result.Points.ShouldAllBe(p => p.Lowest > 0.0 && p.Lowest <= p.Median && p.Median <= p.Highest && p.Spread >= 0.0 && p.Repeats == 3);
        result.Processor.Cores.ShouldBeGreaterThan(0);
        last.ShouldBe(1.0);
    }

    [Fact]
    public void APotentialOfOtherElementsHasNoCost()
    {
        var options = new CostOptions { Structures = [Argon.Crystal(2)], Repeats = 1, Seconds = 0.0, WarmUpSeconds = 0.0 };
        Should.Throw<InputException>(() => new CostRun(options).Execute(Argon.Potential(0.01, "Ne"), _ => { }, CancellationToken.None))
            .Message.ShouldContain("Ar");
    }
}
