using MdEngine.Compare.Trust;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Trust;

/// <summary>Correlations against cases computed by hand.</summary>
public sealed class CorrelationTests
{
    [Fact]
    public void PearsonIsLinear()
    {
        Correlation.Pearson([1, 2, 3], [2, 4, 6]).ShouldBe(1.0, 1e-14);
        Correlation.Pearson([1, 2, 3], [3, 2, 1]).ShouldBe(-1.0, 1e-14);
        // Deviations (-1, 0, 1) and (-4/3, -1/3, 5/3): 3 / sqrt(2 * 14/3).
        Correlation.Pearson([1, 2, 3], [1, 2, 4]).ShouldBe(3.0 / System.Math.Sqrt(28.0 / 3.0), 1e-14);
        Correlation.Pearson([1, 1, 1], [1, 2, 3]).ShouldBe(double.NaN);
        Correlation.Pearson([1], [1]).ShouldBe(double.NaN);
    }

    [Fact]
    public void SpearmanIsOfRanks()
    {
        Correlation.Spearman([1, 10, 100, 1000], [0.1, 0.2, 0.3, 9]).ShouldBe(1.0, 1e-14);
        // Equal values share their rank: 0.5, 0.5, 2 against 0, 1, 2.
        Correlation.Spearman([5, 5, 7], [1, 2, 3]).ShouldBe(System.Math.Sqrt(0.75), 1e-14);
    }
}
