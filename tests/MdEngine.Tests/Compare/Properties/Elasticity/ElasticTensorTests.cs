using System;
using MdEngine.Compare.Properties.Elasticity;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Properties.Elasticity;

public sealed class ElasticTensorTests
{
    private static readonly Matrix3 Turn = Rotation(0.7, new Double3(0.3, -0.5, 0.8));

    [Fact]
    public void IsotropicTensorsLookAlikeFromEverywhere()
    {
        ElasticTensor isotropic = Cubic(110.0, 50.0, 30.0);
        isotropic.In(Turn).Distance(isotropic).ShouldBeLessThan(1e-12);
        isotropic.BulkVoigt.ShouldBe(70.0, 1e-12);
        isotropic.ShearVoigt.ShouldBe(30.0, 1e-12);
        (double bulk, double shear) = isotropic.Reuss();
        bulk.ShouldBe(70.0, 1e-10);
        shear.ShouldBe(30.0, 1e-10);

        // Kelvin's eigenvalues: 3 K once and 2 G five times.
        isotropic.LeastEigenvalue().ShouldBe(60.0, 1e-10);
    }

    /// <summary>Silicon's experimental constants along [110]: (C11 + C12 + 2 C44)/2.</summary>
    [Fact]
    public void ConstantsTurnWithTheAxes()
    {
        ElasticTensor cubic = Cubic(165.7, 63.9, 79.6);
        double h = Math.Sqrt(0.5);
        ElasticTensor turned = cubic.In(new Matrix3(h, h, 0, -h, h, 0, 0, 0, 1));
        turned[1, 1].ShouldBe(0.5 * (165.7 + 63.9 + (2.0 * 79.6)), 1e-10);
        turned[6, 6].ShouldBe(0.5 * (165.7 - 63.9), 1e-10);
        turned[3, 3].ShouldBe(165.7, 1e-10);
        cubic.In(Turn).In(Turn.Transpose()).Distance(cubic).ShouldBeLessThan(1e-10);
        cubic.In(Turn).Distance(cubic).ShouldBeGreaterThan(1.0);
        cubic.In(Turn).LeastEigenvalue().ShouldBe(cubic.LeastEigenvalue(), 1e-9);
        cubic.In(Turn).ShearVoigt.ShouldBe(cubic.ShearVoigt, 1e-10);
    }

    [Fact]
    public void UnstableCrystalsHaveANegativeEigenvalue()
    {
        // C11 < C12: Born's condition of shear along [110].
        Cubic(50.0, 60.0, 30.0).LeastEigenvalue().ShouldBe(-10.0, 1e-10);
        Cubic(50.0, 20.0, -5.0).LeastEigenvalue().ShouldBe(-10.0, 1e-10);
    }

    private static ElasticTensor Cubic(double c11, double c12, double c44)
    {
        var c = new double[6, 6];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                c[i, j] = i == j ? c11 : c12;
            }

            c[i + 3, i + 3] = c44;
        }

        return new ElasticTensor(c);
    }

    /// <summary>Rodrigues's formula, for row vectors.</summary>
    internal static Matrix3 Rotation(double angle, Double3 axis)
    {
        Double3 n = (1.0 / axis.Length) * axis;
        var cross = new Matrix3(0, n.Z, -n.Y, -n.Z, 0, n.X, n.Y, -n.X, 0);
        return (Math.Cos(angle) * Matrix3.Identity) + (Math.Sin(angle) * cross) + ((1.0 - Math.Cos(angle)) * Matrix3.Outer(n, n));
    }
}
