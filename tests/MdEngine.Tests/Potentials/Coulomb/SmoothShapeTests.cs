using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics.Lanes;
using MdEngine.Potentials.Coulomb;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Coulomb;

public sealed class SmoothShapeTests
{
    [Theory]
    [InlineData(0.0, 9.0)]
    [InlineData(0.25, 7.3)]
    [InlineData(0.41, 7.0)]
    [InlineData(0.7, 9.0)]
    public void PolynomialsAgreeWithTheErrorFunction(double damping, double cutoff)
    {
        var law = new ScreenedLaw(damping, cutoff, 0.01, 0.002);
        var terms = new SmoothTerms(damping, cutoff, 0.0);
        var smooth = new SmoothShape(law, terms);
        var exact = new ScreenedShape(law);
        for (double r = 0.4; r < cutoff; r += 0.0137)
        {
            Vector256<double> r2 = Vector256.Create(r * r);
            double force = smooth.Force<On>(r2, out Vector256<double> energy)[0];
            // Rounding of some 50 terms, the largest of them those of a charge beside another: 1/r and 1/r^2, and at the
            // damping a itself 2 a/sqrt(pi), which the series takes together with 1/r.
            double expected = exact.Force<On>(r2, out Vector256<double> expectedEnergy)[0];
            Math.Abs(energy[0] - expectedEnergy[0]).ShouldBeLessThan(5e-14 * ((1.0 / r) + damping));
            Math.Abs(force - expected).ShouldBeLessThan(1e-13 * ((1.0 / (r * r * r)) + Math.Pow(damping, 3)));
            smooth.Force<Off>(r2, out _)[0].ShouldBe(force);
        }
    }

    [Fact]
    public void BoysFunctionsHaveTheirValues()
    {
        // F_m(0) = 1/(2 m + 1); F_0(z) = sqrt(pi/z) erf(sqrt z)/2, and erf is 1 here; F_1 = (F_0 - e^-z)/(2 z).
        SmoothTerms.Boys(0, 0.0).ShouldBe(1.0);
        SmoothTerms.Boys(1, 0.0).ShouldBe(1.0 / 3.0);
        double f0 = 0.5 * Math.Sqrt(Math.PI / 40.0);
        SmoothTerms.Boys(0, 40.0).ShouldBe(f0, 1e-15);
        SmoothTerms.Boys(1, 40.0).ShouldBe((f0 - Math.Exp(-40.0)) / 80.0, 1e-16);
    }
}
