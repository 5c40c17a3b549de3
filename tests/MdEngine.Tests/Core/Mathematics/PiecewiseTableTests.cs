using System;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

/// <summary>Tables of functions that are known.</summary>
public sealed unsafe class PiecewiseTableTests
{
    private static readonly Func<double, double>[] Functions = [Math.Sin, x => Math.Exp(-x * x), x => x * x * x, x => 1.0 / (2.0 + x)];
    private static readonly Func<double, double>[] Slopes =
        [Math.Cos, x => -2.0 * x * Math.Exp(-x * x), x => 3.0 * x * x, x => -1.0 / ((2.0 + x) * (2.0 + x))];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ValuesAndSlopesAreExactToRounding(bool bySlopes)
    {
        var table = new PiecewiseTable(4, [0.0, 1.3, 4.0], 0.1, Fill(Functions), bySlopes ? Fill(Slopes) : null);
        double* x = stackalloc double[4];
        double* values = stackalloc double[16];
        double* across = stackalloc double[16];
        double* slopes = stackalloc double[16];
        for (int k = 0; k < 400; k++)
        {
            for (int i = 0; i < 4; i++)
            {
                x[i] = Math.Min(4.0, (k + (0.25 * i)) / 100.0);
            }

            table.Values4(x, values);
            table.Slopes4(x, across, slopes, 4);
            for (int i = 0; i < 4; i++)
            {
                double first = table.First(x[i], out double slope);
                // Rounding of values up to 64; differentiated over intervals of 0.1 it grows by 2 n^2 / 0.1 = 2000.
                first.ShouldBe(Math.Sin(x[i]), 1e-14);
                slope.ShouldBe(Math.Cos(x[i]), 2e-11);
                for (int f = 0; f < 4; f++)
                {
                    values[(4 * i) + f].ShouldBe(Functions[f](x[i]), 2e-13);
                    across[(4 * f) + i].ShouldBe(Functions[f](x[i]), 2e-13);
                    slopes[(4 * f) + i].ShouldBe(Slopes[f](x[i]), 1e-10);
                }
            }
        }
    }

    [Fact]
    public void KinksAtBreaksAreKept()
    {
        var table = new PiecewiseTable(4, [0.0, 1.05, 2.0], 0.5, (x, v) => v[0] = Math.Abs(x - 1.05));
        table.First(1.05 - 1e-9, out double before).ShouldBe(1e-9, 1e-15);
        table.First(1.05 + 1e-9, out double after).ShouldBe(1e-9, 1e-15);
        // One hundred times rounding over an interval of a third.
        before.ShouldBe(-1.0, 1e-12);
        after.ShouldBe(1.0, 1e-12);
    }

    private static TableFunction Fill(Func<double, double>[] functions) => (x, v) =>
    {
        for (int f = 0; f < 4; f++)
        {
            v[f] = functions[f](x);
        }
    };
}
