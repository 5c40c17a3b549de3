using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

public sealed class ErrorFunctionTests
{
    [Theory]
    // Made with 50 digits (mpmath 1.2).
    [InlineData(0.0, 1.0)]
    [InlineData(1e-3, 0.998871621209030764)]
    [InlineData(0.1, 0.88753708398171510)]
    [InlineData(0.5, 0.47950012218695346)]
    [InlineData(1.0, 0.15729920705028513)]
    [InlineData(2.0, 0.0046777349810472658)]
    [InlineData(3.0, 2.2090496998585441e-5)]
    [InlineData(4.0, 1.5417257900280019e-8)]
    [InlineData(5.0, 1.5374597944280349e-12)]
    [InlineData(5.9, 7.19040978355047772e-17)]
    public void Values(double x, double erfc) =>
        // Rounding of x^2 alone makes up to x^2 units of the last place.
        ErrorFunction.Complement(x).ShouldBe(erfc, (2.0 + (x * x)) * 2.3e-16 * erfc);

    [Fact]
    public void Beyond_the_fit_it_decays_to_nothing()
    {
        // 3.8e-20 at 6.5 and 1.0e-23 at 7.1; what counts is that it is small and never grows.
        ErrorFunction.Complement(6.5).ShouldBeInRange(0.0, 4.5e-20);
        ErrorFunction.Complement(7.1).ShouldBeInRange(0.0, 2e-23);
        ErrorFunction.Complement(1e3).ShouldBe(0.0);
    }
}
