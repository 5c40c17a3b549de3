using System;
using System.Linq;
using MdEngine.Compare.Reporting;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Reporting;

/// <summary>What is left of long traces.</summary>
public sealed class ThinningTests
{
    [Theory]
    [InlineData(5, 100)]
    [InlineData(100, 100)]
    public void ShortTracesStayAsTheyAre(int count, int most)
    {
        double[] y = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        Thinning.OfLine(y, most).ShouldBe(Enumerable.Range(0, count));
        Thinning.OfCloud(y, y, most).ShouldBe(Enumerable.Range(0, count));
    }

    [Theory]
    [InlineData(1001)]
    [InlineData(50_000)]
    public void ALineKeepsItsSpikesAndEnds(int count)
    {
        double[] y = [.. Enumerable.Range(0, count).Select(i => SampleReport.Noise(i))];
        y[count / 3] = 50;
        y[count / 2] = -50;
        y[1] = double.NaN;
        int[] kept = Thinning.OfLine(y, 1000);
        kept.Length.ShouldBeInRange(500, 1000);
        kept.ShouldBe(kept.Distinct().Order());
        kept.ShouldContain(0);
        kept.ShouldContain(count - 1);
        kept.ShouldContain(count / 3);
        kept.ShouldContain(count / 2);
    }

    [Fact]
    public void ACloudKeepsItsOutliersAndItsBulk()
    {
        int count = 40_000;
        double[] x = [.. Enumerable.Range(0, count).Select(i => 5 * SampleReport.Noise(i))];
        double[] y = [.. x.Select((v, i) => v + (0.01 * SampleReport.Noise(i + count)))];
        y[12_345] = x[12_345] + 0.5;
        int[] kept = Thinning.OfCloud(x, y, 2000);
        kept.Length.ShouldBe(2000);
        kept.ShouldContain(12_345);
        kept.ShouldContain(Array.IndexOf(x, x.Max()));
        kept.ShouldContain(Array.IndexOf(x, x.Min()));
        // Half of the points are an even choice of 40 000: 250 of them to each quarter of the file, within rounding.
        kept.Count(i => i < count / 4).ShouldBeInRange(250, 1000);
    }
}
