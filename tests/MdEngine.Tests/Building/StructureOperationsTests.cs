using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Building;

public class StructureOperationsTests
{
    [Fact]
    public void RepeatsAtomsAndWhatBelongsToThem()
    {
        Structure unit = Unit();
        unit.Velocities = [new(1, 0, 0), new(2, 0, 0)];
        unit.Charges = [0.5, -0.5];
        unit.Energy = -3;
        Structure s = StructureOperations.Replicate(unit, 2, 1, 3);
        s.Count.ShouldBe(12);
        s.Cell.Vectors.ShouldBe(new Matrix3(8, 0, 0, 1, 5, 0, 0, 3, 18));
        s.Cell.PeriodicC.ShouldBeFalse();
        s.Positions[..6].ShouldBe([new(0, 0, 0), new(1, 2, 3), new(0, 1, 6), new(1, 3, 9), new(0, 2, 12), new(1, 4, 15)]);
        s.Positions[6].ShouldBe(new Double3(4, 0, 0));
        s.Elements.Select(e => e.Symbol).ShouldBe(Enumerable.Repeat((string[])["Na", "Cl"], 6).SelectMany(x => x));
        s.Velocities!.Select(v => v.X).ShouldBe(Enumerable.Repeat((double[])[1, 2], 6).SelectMany(x => x));
        s.Charges![11].ShouldBe(-0.5);
        s.Energy.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 1, 1, "at least 1")]
    [InlineData(1, -2, 1, "at least 1")]
    [InlineData(100_000, 100_000, 100_000, "2000000000000000 atoms")]
    public void RefusesNumbersThatMakeNoStructure(int na, int nb, int nc, string fragment) =>
        Should.Throw<InputException>(() => StructureOperations.Replicate(Unit(), na, nb, nc)).Message.ShouldContain(fragment);

    [Fact]
    public void RepeatsOnlyAlongVectors()
    {
        var cluster = new Structure(SimulationCell.Open, [PeriodicTable.Get("Ar")], [default]);
        StructureOperations.Replicate(cluster, 1, 1, 1).Count.ShouldBe(1);
        Should.Throw<InputException>(() => StructureOperations.Replicate(cluster, 1, 2, 1)).Message.ShouldContain("vector 2 is zero");
    }

    [Fact]
    public void DisplacementsAreGaussianAndFollowTheSeed()
    {
        const int n = 20_000;
        const double deviation = 0.1;
        Double3[] first = Noise(5), again = Noise(5), other = Noise(6);
        again.ShouldBe(first);
        other[0].ShouldNotBe(first[0]);
        double[] all = [.. first.SelectMany(v => (double[])[v.X, v.Y, v.Z])];

        // Four standard errors of each estimate: mean s/sqrt(m), variance s^2 sqrt(2/m), fourth moment s^4 sqrt(96/m),
        // covariance s^2/sqrt(n).
        double m = 3 * n, s2 = deviation * deviation;
        all.Average().ShouldBe(0, 4 * deviation / Math.Sqrt(m));
        all.Average(x => x * x).ShouldBe(s2, 4 * s2 * Math.Sqrt(2 / m));
        all.Average(x => x * x * x * x).ShouldBe(3 * s2 * s2, 4 * s2 * s2 * Math.Sqrt(96 / m));
        first.Average(v => v.X * v.Y).ShouldBe(0, 4 * s2 / Math.Sqrt(n));
        first.Average(v => v.Y * v.Z).ShouldBe(0, 4 * s2 / Math.Sqrt(n));
        first.Average(v => v.X * v.Z).ShouldBe(0, 4 * s2 / Math.Sqrt(n));

        static Double3[] Noise(ulong seed)
        {
            var s = new Structure(
                SimulationCell.Open, [.. Enumerable.Repeat(PeriodicTable.Get("Ar"), n)], new Double3[n]);
            StructureOperations.Displace(s, deviation, seed);
            return s.Positions;
        }
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void RefusesNoiseThatIsNoNumber(double deviation) =>
        Should.Throw<InputException>(() => StructureOperations.Displace(Unit(), deviation, 1));

    private static Structure Unit() => new(
        new SimulationCell(new Matrix3(4, 0, 0, 1, 5, 0, 0, 1, 6), true, true, false),
        [PeriodicTable.Get("Na"), PeriodicTable.Get("Cl")],
        [new(0, 0, 0), new(1, 2, 3)]);
}
