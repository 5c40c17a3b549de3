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

public class SurfaceTests
{
    private static readonly Element Si = PeriodicTable.Get("Si"), O = PeriodicTable.Get("O");

    [Fact]
    public void WithoutVacuumItIsTheSameCrystalSeenFromThePlane()
    {
        Gen<(int H, int K, int L, int Layers, double Shift, int Cell)> gen =
            from h in Gen.Choose(-3, 3)
            from k in Gen.Choose(-3, 3)
            from l in Gen.Choose(-3, 3)
            where h != 0 || k != 0 || l != 0
            from layers in Gen.Choose(1, 2)
            from shift in Gen.Choose(0, 99)
            from cell in Gen.Choose(0, 3)
            select (h, k, l, layers, shift / 100.0, cell);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            Structure crystal = Crystal(c.Cell);
            Structure cut = SurfaceBuilder.Cut(
                crystal, new SurfaceRecipe { H = c.H, K = c.K, L = c.L, Layers = c.Layers, Shift = c.Shift });
            Matrix3 v = cut.Cell.Vectors;
            Double3 planes = Planes(crystal.Cell, c.H, c.K, c.L);

            // The cell is right-handed, as large as the atoms in it need, its faces a whole number of spacings apart;
            // and each atom sees what one of the crystal sees.
            bool shape = v.XY == 0 && v.XZ == 0 && v.YZ == 0 && v.XX > 0 && v.YY > 0 && v.ZZ > 0;
            bool size = Math.Abs(cut.Cell.Volume - (c.Layers * crystal.Cell.Volume)) < 1e-9 * cut.Cell.Volume;
            bool spacing = Math.Abs((v.ZZ * planes.Length) - c.Layers) < 1e-9;
            string[] seen = [.. CloseContacts.Environments(cut, 3.3).Distinct()];
            string[] expected = [.. CloseContacts.Environments(crystal, 3.3).Distinct()];
            bool inside = cut.Positions.All(r => cut.Cell.ToFractional(r).Z is > -1e-6 and < 1.0);
            return shape && size && spacing && inside && cut.Count == c.Layers * crystal.Count && seen.SequenceEqual(expected);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20240612, 1));
    }

    [Fact]
    public void CutsKnownFaces()
    {
        const double a = 4.0;
        Structure fcc = CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.FaceCentredCubic, Elements = [Si], A = a, Primitive = true });
        // The (111) planes of the cubic cell are those of the primitive one of the same indices: a hexagonal net.
        Structure cut = SurfaceBuilder.Cut(fcc, new SurfaceRecipe { H = 1, K = 1, L = 1, Layers = 3 });
        Matrix3 v = cut.Cell.Vectors;
        v.XX.ShouldBe(a / Math.Sqrt(2), 1e-12);
        v.Row1.Length.ShouldBe(a / Math.Sqrt(2), 1e-12);
        Math.Abs(v.YX / v.XX).ShouldBe(0.5, 1e-12);
        v.ZZ.ShouldBe(3 * a / Math.Sqrt(3), 1e-12);
        cut.Positions.Select(r => Math.Round(r.Z / (a / Math.Sqrt(3)), 9)).ShouldBe([0, 1, 2]);

        Structure rocksalt = CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.Rocksalt, Elements = [Si, O], A = a });
        Structure polar = SurfaceBuilder.Cut(rocksalt, new SurfaceRecipe { H = 1, K = 1, L = 1 });
        // Layers of one kind alternate.
        polar.Positions.Zip(polar.Elements).GroupBy(p => Math.Round(p.First.Z, 6)).ShouldAllBe(g => g.Select(p => p.Second).Distinct().Count() == 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void VacuumIsTheEmptySpaceBetweenTheFaces(bool periodic)
    {
        Structure slab = SurfaceBuilder.Cut(
            Crystal(2), new SurfaceRecipe { H = 2, K = 1, L = -1, Layers = 3, Vacuum = 12.5, Periodic = periodic });
        double low = slab.Positions.Min(r => r.Z), high = slab.Positions.Max(r => r.Z);
        Matrix3 v = slab.Cell.Vectors;
        (v.ZZ - (high - low)).ShouldBe(12.5, 1e-12);
        low.ShouldBe(6.25, 1e-12);
        (v.ZX, v.ZY).ShouldBe((0.0, 0.0));
        slab.Cell.PeriodicC.ShouldBe(periodic);
        slab.Cell.PeriodicA.ShouldBeTrue();
        slab.Count.ShouldBe(3 * Crystal(2).Count);
        // No atom was torn off: distances are those of the crystal.
        CloseContacts.Smallest(slab).ShouldBe(CloseContacts.Smallest(Crystal(2)), 1e-9);
    }

    [Fact]
    public void TheShiftChoosesTheTermination()
    {
        Structure rocksalt = CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.Rocksalt, Elements = [Si, O], A = 4 });
        Element Top(double shift)
        {
            Structure slab = SurfaceBuilder.Cut(rocksalt, new SurfaceRecipe { H = 1, K = 1, L = 1, Layers = 2, Vacuum = 10, Shift = shift });
            return slab.Elements[Array.IndexOf(slab.Positions, slab.Positions.MaxBy(r => r.Z))];
        }

        Top(0.0).ShouldBe(O);
        Top(0.3).ShouldBe(Si);
    }

    [Fact]
    public void TurnsVelocitiesWithTheCrystal()
    {
        Structure crystal = Crystal(2);
        crystal.Velocities = [.. crystal.Positions.Select(r => new Double3(r.X, r.Y, r.Z))];
        Structure cut = SurfaceBuilder.Cut(crystal, new SurfaceRecipe { H = 1, K = 2, L = 3 });
        cut.Velocities!.Select(v => v.Length).ShouldBe(crystal.Velocities.Select(v => v.Length), 1e-12);
        Double3 normal = Planes(crystal.Cell, 1, 2, 3);
        for (int i = 0; i < cut.Count; i++)
        {
            cut.Velocities![i].Z.ShouldBe(Double3.Dot(crystal.Velocities[i], normal) / normal.Length, 1e-12);
        }
    }

    [Fact]
    public void RefusesWhatCannotBeCut()
    {
        var recipe = new SurfaceRecipe { H = 0, K = 0, L = 0 };
        void Refuse(SurfaceRecipe what, string fragment) =>
            Should.Throw<InputException>(() => SurfaceBuilder.Cut(Crystal(0), what)).Message.ShouldContain(fragment);
        Refuse(recipe, "0 0 0");
        Refuse(recipe with { H = 1, Layers = 0 }, "at least 1");
        Refuse(recipe with { H = 1, Vacuum = -1 }, "vacuum of -1");
        Refuse(recipe with { H = 1, Shift = 1 }, "shift of 1");
        Structure open = Crystal(0);
        open.Cell = new SimulationCell(open.Cell.Vectors, true, true, false);
        Should.Throw<InputException>(() => SurfaceBuilder.Cut(open, recipe with { H = 1 })).Message.ShouldContain("periodic along all three");
    }

    /// <summary>Reciprocal vector of the planes: its length is the inverse of their spacing.</summary>
    private static Double3 Planes(SimulationCell cell, int h, int k, int l)
    {
        int divisor = (int)System.Numerics.BigInteger.GreatestCommonDivisor(h, System.Numerics.BigInteger.GreatestCommonDivisor(k, l));
        Matrix3 reciprocal = cell.Vectors.Inverse().Transpose();
        return new Double3(h / divisor, k / divisor, l / divisor) * reciprocal;
    }

    private static Structure Crystal(int kind) => kind switch
    {
        0 => CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.Rocksalt, Elements = [Si, O], A = 4.2 }),
        1 => CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.HexagonalClosePacked, Elements = [Si], A = 2.9, C = 4.9 }),
        2 => new Structure(
            new SimulationCell(new Matrix3(3.9, 0.2, -0.1, 0.9, 4.3, 0.3, -1.1, 0.7, 4.0)), [Si, O, O],
            [new(0.1, 0.2, 0.3), new(2.0, 1.9, 1.5), new(1.0, 3.5, 3.3)]),
        _ => CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.Diamond, Elements = [Si], A = 5.4, Primitive = true }),
    };
}
