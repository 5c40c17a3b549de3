using System;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

public sealed class Matrix3Tests
{
    private static readonly Matrix3 M = new(2, -1, 0.5, 0.3, 4, 1, -0.7, 0.2, 3);

    [Fact]
    public void InverseTimesMatrixIsUnity()
    {
        Matrix3 unity = M * M.Inverse();
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                // A dozen operations on numbers of order 1.
                unity[row, column].ShouldBe(row == column ? 1.0 : 0.0, 1e-14);
            }
        }
    }

    [Fact]
    public void DeterminantIsThatOfTheRuleOfSarrus() =>
        M.Determinant.ShouldBe((2 * 4 * 3) + (-1 * 1 * -0.7) + (0.5 * 0.3 * 0.2)
            - (0.5 * 4 * -0.7) - (-1 * 0.3 * 3) - (2 * 1 * 0.2), 1e-13);

    [Fact]
    public void RowVectorsMultiplyFromTheLeft()
    {
        Double3 v = new Double3(1, 2, 3) * M;
        v.X.ShouldBe(2 + 0.6 - 2.1, 1e-14);
        v.Y.ShouldBe(-1 + 8 + 0.6, 1e-14);
        v.Z.ShouldBe(0.5 + 2 + 9, 1e-14);
        M.Transpose().ShouldBe(new Matrix3(2, 0.3, -0.7, -1, 4, 0.2, 0.5, 1, 3));
        (M - M).ShouldBe(Matrix3.Zero);
        (M + M).ShouldBe(2.0 * M);
        M.Trace.ShouldBe(9.0);
    }

    [Fact]
    public void SingularMatrixHasNoFiniteInverse()
    {
        new Matrix3(1, 2, 3, 2, 4, 6, 0, 0, 1).Inverse().IsFinite.ShouldBeFalse();
        (M with { YZ = double.NaN }).IsFinite.ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => M.Row(3));
        Should.Throw<ArgumentOutOfRangeException>(() => Double3.Zero[-1]);
    }
}
