using System;
using MdEngine.Core;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Cell;

public sealed class SimulationCellTests
{
    private static readonly Matrix3 Triclinic = new(4, 0.5, -0.3, 1.2, 5, 0.7, -0.4, 0.9, 6);

    // Coordinates of order 10 keep some 1e-15 absolute; a few operations lose a digit.
    private const double Rounding = 1e-13;

    [Fact]
    public void FractionalAndCartesianAreInverse()
    {
        var cell = new SimulationCell(Triclinic);
        var r = new Double3(3.7, -8.1, 12.9);
        (cell.ToCartesian(cell.ToFractional(r)) - r).Length.ShouldBeLessThan(Rounding);
        (cell.ToCartesian(new Double3(1, 0, 0)) - Triclinic.Row0).Length.ShouldBe(0.0);
        (cell.ToCartesian(new Double3(0, 1, 0)) - Triclinic.Row1).Length.ShouldBe(0.0);
    }

    [Fact]
    public void VolumeAndHeightsFollowFromTheVectors()
    {
        var cell = new SimulationCell(Triclinic);
        // By hand: a . (b x c) with b x c = (29.37, -7.48, 3.08).
        cell.Volume.ShouldBe((4 * 29.37) + (0.5 * -7.48) + (-0.3 * 3.08), Rounding * 100);
        for (int axis = 0; axis < 3; axis++)
        {
            Double3 face = Double3.Cross(Triclinic.Row((axis + 1) % 3), Triclinic.Row((axis + 2) % 3));
            cell.Height(axis).ShouldBe(cell.Volume / face.Length, Rounding);
        }

        cell.PeriodicAxes.ShouldBe(3);
        cell.HasVolume.ShouldBeTrue();
    }

    [Fact]
    public void OpenCellHasCartesianAxesAndNoVolume()
    {
        SimulationCell cell = SimulationCell.Open;
        cell.HasVolume.ShouldBeFalse();
        cell.Volume.ShouldBe(0.0);
        cell.PeriodicAxes.ShouldBe(0);
        cell.Completed.ShouldBe(Matrix3.Identity);
        cell.Vectors.ShouldBe(Matrix3.Zero);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void NullVectorOfAnOpenAxisIsCompletedAtRightAngles(int axis)
    {
        Double3[] rows = [Triclinic.Row0, Triclinic.Row1, Triclinic.Row2];
        rows[axis] = Double3.Zero;
        var cell = new SimulationCell(
            Matrix3.FromRows(rows[0], rows[1], rows[2]), axis != 0, axis != 1, axis != 2);
        Double3 made = cell.Completed.Row(axis);
        made.Length.ShouldBe(1.0, Rounding);
        Double3.Dot(made, rows[(axis + 1) % 3]).ShouldBe(0.0, Rounding);
        Double3.Dot(made, rows[(axis + 2) % 3]).ShouldBe(0.0, Rounding);
        cell.Completed.Determinant.ShouldBeGreaterThan(0.0);
        cell.HasVolume.ShouldBeFalse();
        cell.IsPeriodic(axis).ShouldBeFalse();
        cell.PeriodicAxes.ShouldBe(2);
    }

    [Theory]
    [InlineData(0, 0.0, 0.0, 7.0)]
    [InlineData(1, 0.0, 0.0, 7.0)]
    [InlineData(2, 3.0, 1.0, -2.0)]
    [InlineData(0, 3.0, 1.0, -2.0)]
    [InlineData(2, 0.0, 0.1, 5.0)]
    public void OneGivenVectorIsCompletedToARightHandedFrame(int axis, double x, double y, double z)
    {
        Double3[] rows = [Double3.Zero, Double3.Zero, Double3.Zero];
        rows[axis] = new Double3(x, y, z);
        var cell = new SimulationCell(
            Matrix3.FromRows(rows[0], rows[1], rows[2]), axis == 0, axis == 1, axis == 2);
        cell.Completed.Determinant.ShouldBe(rows[axis].Length, Rounding);
        Double3.Dot(cell.Completed.Row0, cell.Completed.Row1).ShouldBe(0.0, Rounding);
        Double3.Dot(cell.Completed.Row1, cell.Completed.Row2).ShouldBe(0.0, Rounding);
        Double3.Dot(cell.Completed.Row2, cell.Completed.Row0).ShouldBe(0.0, Rounding);
    }

    [Fact]
    public void StrainActsFromTheRight()
    {
        var strain = new Matrix3(0.01, 0.02, 0, 0, -0.03, 0, 0.005, 0, 0.04);
        var cell = new SimulationCell(Triclinic, periodicC: false);
        SimulationCell strained = cell.Strained(strain);
        strained.Vectors.ShouldBe(Triclinic * (Matrix3.Identity + strain));
        strained.PeriodicC.ShouldBeFalse();
        strained.PeriodicA.ShouldBeTrue();
    }

    [Theory]
    [InlineData("zero but its axis is periodic", 0.0, 0.0, 0.0)]
    [InlineData("span no volume", 1.0, 2.0, 3.0)]
    [InlineData("left-handed", 0.0, 0.0, -5.0)]
    [InlineData("not finite", 0.0, double.NaN, 5.0)]
    [InlineData("not finite", 0.0, 0.0, double.PositiveInfinity)]
    public void UnusableCellsAreRefusedWithTheReason(string reason, double x, double y, double z)
    {
        var vectors = new Matrix3(2, 4, 6, 0, 5, 0, x, y, z);
        Should.Throw<InputException>(() => new SimulationCell(vectors)).Message.ShouldContain(reason);
    }

    [Fact]
    public void ParallelVectorsBesideAnOpenAxisAreRefused()
    {
        var vectors = new Matrix3(2, 4, 6, 1, 2, 3, 0, 0, 0);
        Should.Throw<InputException>(() => new SimulationCell(vectors, true, true, false));
        Should.Throw<ArgumentOutOfRangeException>(() => SimulationCell.Open.IsPeriodic(3));
    }
}
