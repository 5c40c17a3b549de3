using System;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

/// <summary>Against another library, and against closed forms.</summary>
public sealed class SpecialFunctionsTests
{
    [Fact]
    public void TheErrorFunctionIsThatOfMathNet()
    {
        for (double x = -7.0; x <= 7.0; x += 0.037)
        {
            // Two ulps of either.
            SpecialFunctions.Erf(x).ShouldBe(MathNet.Numerics.SpecialFunctions.Erf(x), 4e-15);
        }

        double.IsNaN(SpecialFunctions.Erf(double.NaN)).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1e-9)]
    [InlineData(0.03)]
    [InlineData(0.7)]
    [InlineData(5.0)]
    [InlineData(60.0)]
    [InlineData(500.0)]
    public void BesselFunctionsSatisfyTheirRecurrence(double x)
    {
        var i = new double[12];
        SpecialFunctions.ScaledSphericalBessel(x, i);
        double first = x < 1e-3 ? 1.0 - x : (1.0 - Math.Exp(-2.0 * x)) / (2.0 * x);
        i[0].ShouldBe(first, 1e-15 + (x < 1e-3 ? x * x : 0.0));
        // i_1 = (cosh x - i_0) / x loses digits for small x.
        if (x > 0.5)
        {
            i[1].ShouldBe(((0.5 * (1.0 + Math.Exp(-2.0 * x))) - i[0]) / x, 1e-15);
        }

        for (int l = 1; l < 11; l++)
        {
            // i_(l-1) - i_(l+1) = (2l+1)/x i_l, to rounding of the largest.
            (i[l - 1] - i[l + 1]).ShouldBe(((2 * l) + 1) / x * i[l], 1e-14 * i[l - 1]);
        }
    }

    [Fact]
    public void AtZeroOnlyTheFirstBesselFunctionIsLeft()
    {
        var i = new double[5];
        SpecialFunctions.ScaledSphericalBessel(0.0, i);
        i.ShouldBe([1.0, 0.0, 0.0, 0.0, 0.0]);
    }
}
