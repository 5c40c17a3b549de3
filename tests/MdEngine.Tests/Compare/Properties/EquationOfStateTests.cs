using System;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Properties;

public sealed class EquationOfStateTests
{
    /// <summary>Energies of the equation itself, in its textbook form, give back its four parameters.</summary>
    [Theory]
    [InlineData(20.0, 0.63, 4.2, -4.5)]
    [InlineData(11.8, 0.86, 5.3, -3.54)]
    [InlineData(40.0, 0.02, 4.0, 0.0)]
    public void FitRecoversItsParameters(double v0, double b0, double derivative, double e0)
    {
        double[] volumes = [.. Enumerable.Range(0, 11).Select(k => v0 * (0.9 + (0.02 * k)))];
        double Energy(double v)
        {
            double x = Math.Pow(v0 / v, 2.0 / 3.0);
            return e0 + (9.0 * v0 * b0 / 16.0 * ((Math.Pow(x - 1.0, 3.0) * derivative) + ((x - 1.0) * (x - 1.0) * (6.0 - (4.0 * x)))));
        }

        var fit = new BirchMurnaghan(volumes, Array.ConvertAll(volumes, Energy));

        // Normal equations lose half the digits of the third derivative.
        fit.Volume.ShouldBe(v0, 1e-7 * v0);
        fit.Energy.ShouldBe(e0, 1e-10);
        fit.BulkModulus.ShouldBe(b0, 1e-6 * b0);
        fit.PressureDerivative.ShouldBe(derivative, 1e-5);
        fit.Residual.ShouldBeLessThan(1e-10);
        fit.At(1.01 * v0).ShouldBe(Energy(1.01 * v0), 1e-10);
    }

    [Fact]
    public void EnergiesWithoutMinimumAreRefused()
    {
        double[] volumes = [10, 11, 12, 13, 14, 15];
        Should.Throw<PhysicsException>(() => new BirchMurnaghan(volumes, Array.ConvertAll(volumes, v => -v)))
            .Message.ShouldContain("no minimum");
        Should.Throw<PhysicsException>(() => new BirchMurnaghan(volumes, Array.ConvertAll(volumes, v => -(v - 12.5) * (v - 12.5))));
    }

    [Fact]
    public void BulkModulusIsThatOfTheElasticConstants()
    {
        PropertyResult fit = Laboratory.Compute(
            new EquationOfStateOptions { Structure = Laboratory.Silicon, VolumeRange = 0.01 }, Laboratory.StillingerWeber());

        // C11 + 2 C12 over 3 is 101.423 GPa; one per cent of the volume leaves little of the fourth order.
        fit.Value("Bulk modulus").ShouldBe(101.423, 0.01);
        fit.Value("Residual of the fit").ShouldBeLessThan(1e-3);
        fit.Curves.Count.ShouldBe(2);
    }
}
