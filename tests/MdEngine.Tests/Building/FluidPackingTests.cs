using System;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Building;

public class FluidPackingTests
{
    private static readonly Element Ar = PeriodicTable.Get("Ar"), Kr = PeriodicTable.Get("Kr"), H = PeriodicTable.Get("H");

    [Fact]
    public void NoTwoAtomsAreTooCloseInAnyCell()
    {
        Gen<(int Seed, double Xy, double Xz, double Yz, double Thin, double Fraction)> gen =
            from seed in Gen.Choose(1, 1_000_000)
            from xy in Gen.Choose(-60, 60)
            from xz in Gen.Choose(-60, 60)
            from yz in Gen.Choose(-60, 60)
            from thin in Gen.Choose(30, 100)
            from fraction in Gen.Choose(5, 52)
            select (seed, xy / 100.0, xz / 100.0, yz / 100.0, thin / 100.0, fraction / 100.0);

        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            // 60 balls of radius 1.5 and 20 of 1.0 fill a given part of a skewed cell.
            double volume = ((60 * 3.375) + 20) * 4.0 / 3.0 * Math.PI / c.Fraction;
            SimulationCell cell = FluidPacking.CellOf(
                new Matrix3(1, 0, 0, c.Xy, 1, 0, c.Xz, c.Yz, c.Thin), volume);
            Structure s = FluidPacking.Pack(new PackingRecipe
            {
                Cell = cell,
                Elements = [Ar, H],
                Counts = [60, 20],
                Radii = [1.5, 1.0],
                Seed = (ulong)c.Seed,
            });

            // Rounding of wrapped positions: some 1e-15 of lengths of some 20 Angstrom.
            const double slack = 1e-12;
            bool Are(Element a, Element b, int i, int j) => (s.Elements[i] == a && s.Elements[j] == b) || (s.Elements[i] == b && s.Elements[j] == a);
            return s.Count == 80 && s.Elements.Count(e => e == H) == 20
                && CloseContacts.Smallest(s, (i, j) => Are(Ar, Ar, i, j)) >= 3.0 - slack
                && CloseContacts.Smallest(s, (i, j) => Are(Ar, H, i, j)) >= 2.5 - slack
                && CloseContacts.Smallest(s, (i, j) => Are(H, H, i, j)) >= 2.0 - slack
                && s.Positions.All(r => InCell(cell, r));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(20240611, 1));
    }

    [Fact]
    public void TheSeedDecidesThePlaces()
    {
        Structure Make(ulong seed) => FluidPacking.Pack(new PackingRecipe
        {
            Cell = SimulationCell.Orthorhombic(22, 22, 22),
            Elements = [Ar, Kr],
            Counts = [120, 40],
            Radii = [1.5, 1.6],
            Seed = seed,
        });
        Make(3).Positions.ShouldBe(Make(3).Positions);
        Make(4).Positions[0].ShouldNotBe(Make(3).Positions[0]);
    }

    [Fact]
    public void ADilutePackingIsUniform()
    {
        Structure s = FluidPacking.Pack(new PackingRecipe
        {
            Cell = new SimulationCell(new Matrix3(60, 0, 0, 20, 60, 0, -10, 15, 60)),
            Elements = [Ar],
            Counts = [4000],
            Radii = [0.5],
            Seed = 8,
        });
        foreach (int axis in Enumerable.Range(0, 3))
        {
            // Ten slices along each vector; chi^2 of 9 degrees of freedom is below 27.9 in 99.9 % of cases.
            var slices = new int[10];
            foreach (Double3 r in s.Positions)
            {
                slices[(int)(10 * s.Cell.ToFractional(r)[axis])]++;
            }

            slices.Sum(n => Math.Pow(n - 400.0, 2) / 400.0).ShouldBeLessThan(27.9);
        }
    }

    [Fact]
    public void TakesTimeInProportionToTheAtoms()
    {
        // Dense enough that balls must be pushed apart; all pairs of so many would take hours.
        Structure s = FluidPacking.Pack(new PackingRecipe
        {
            Cell = FluidPacking.CellOf(Matrix3.Identity, 20_000 * 4.0 / 3.0 * Math.PI / 0.45),
            Elements = [Ar],
            Counts = [20_000],
            Radii = [1.0],
            Seed = 1,
        });
        s.Count.ShouldBe(20_000);
    }

    [Theory]
    [InlineData(0.70, "no places without overlaps")]
    [InlineData(0.76, "that many do not fit")]
    public void SaysWhenItIsTooDense(double fraction, string fragment)
    {
        var recipe = new PackingRecipe
        {
            Cell = FluidPacking.CellOf(Matrix3.Identity, 200 * 4.0 / 3.0 * Math.PI / fraction),
            Elements = [Ar],
            Counts = [200],
            Radii = [1.0],
        };
        string message = Should.Throw<InputException>(() => FluidPacking.Pack(recipe)).Message;
        message.ShouldContain(fragment);
        message.ShouldContain($"fill {100 * fraction:F1} % of the cell");
        message.ShouldContain("lower the density or the distances");
    }

    [Fact]
    public void RefusesWhatMakesNoPacking()
    {
        var good = new PackingRecipe
        {
            Cell = SimulationCell.Orthorhombic(20, 20, 20),
            Elements = [Ar],
            Counts = [10],
            Radii = [1.0],
        };
        void Refuse(PackingRecipe recipe, string fragment) =>
            Should.Throw<InputException>(() => FluidPacking.Pack(recipe)).Message.ShouldContain(fragment);
        Refuse(good with { Counts = [0] }, "at least 1");
        Refuse(good with { Radii = [double.NaN] }, "positive radius");
        Refuse(good with { Elements = [Ar, Ar], Counts = [1, 1], Radii = [1, 1] }, "each once");
        Refuse(good with { Cell = SimulationCell.Open }, "periodic along all three");
        Refuse(good with { Cell = SimulationCell.Orthorhombic(200, 200, 1.9) }, "1.9 Angstrom from its own image; expected at least 2");
    }

    private static bool InCell(SimulationCell cell, Double3 r)
    {
        Double3 s = cell.ToFractional(r);
        const double rounding = 1e-12;
        return s.X > -rounding && s.Y > -rounding && s.Z > -rounding && s.X < 1 + rounding && s.Y < 1 + rounding && s.Z < 1 + rounding;
    }
}
