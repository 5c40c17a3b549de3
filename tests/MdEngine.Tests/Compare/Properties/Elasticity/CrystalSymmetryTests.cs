using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties.Elasticity;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Compare.Properties.Elasticity;

public sealed class CrystalSymmetryTests
{
    public static TheoryData<string, LaueClass, int> Crystals => new()
    {
        { "diamond", LaueClass.CubicHigh, 24 },
        { "fcc", LaueClass.CubicHigh, 24 },
        { "bcc", LaueClass.CubicHigh, 24 },
        { "zincblende", LaueClass.CubicHigh, 24 },
        { "pyrite", LaueClass.CubicLow, 12 },
        { "hcp", LaueClass.HexagonalHigh, 12 },
        { "quartz", LaueClass.TrigonalHigh, 6 },
        { "tetragonal", LaueClass.TetragonalHigh, 8 },
        { "body-centred tetragonal", LaueClass.TetragonalHigh, 8 },
        { "orthorhombic", LaueClass.Orthorhombic, 4 },
        { "monoclinic", LaueClass.Monoclinic, 2 },
        { "triclinic", LaueClass.Triclinic, 1 },
    };

    [Theory]
    [MemberData(nameof(Crystals))]
    public void ClassIsThatOfTheCrystalWhateverItsCell(string name, LaueClass expected, int rotations)
    {
        Structure crystal = Crystal(name);
        foreach (Structure same in Descriptions(crystal))
        {
            var symmetry = new CrystalSymmetry(same);
            symmetry.Class.ShouldBe(expected);
            symmetry.Rotations.Count.ShouldBe(rotations);
            Matrix3 last = symmetry.Rotations[^1];
            foreach (Matrix3 r in symmetry.Rotations)
            {
                Distance(r * r.Transpose(), Matrix3.Identity).ShouldBeLessThan(1e-9);
                symmetry.Rotations.ShouldContain(s => Distance(s, r * last) < 1e-6, "a group is closed");
            }

            Distance(symmetry.Axes * symmetry.Axes.Transpose(), Matrix3.Identity).ShouldBeLessThan(1e-9);
            symmetry.Axes.Determinant.ShouldBe(1.0, 1e-9);
        }
    }

    [Fact]
    public void ConventionalAxesOfAlignedCrystalsAreTheCartesianOnes()
    {
        foreach (string name in new[] { "diamond", "pyrite", "tetragonal", "body-centred tetragonal", "orthorhombic", "hcp", "quartz" })
        {
            Distance(new CrystalSymmetry(Crystal(name)).Axes, Matrix3.Identity).ShouldBeLessThan(1e-6, name);
        }
    }

    [Fact]
    public void ADisplacedAtomBreaksTheSymmetry()
    {
        Structure crystal = StructureOperations.Replicate(Crystal("diamond"), 2, 2, 2);
        crystal.Positions[5] += new Double3(0.02, 0.03, 0.05);
        new CrystalSymmetry(crystal).Class.ShouldBe(LaueClass.Triclinic);
    }

    /// <summary>The mean over a class's rotations leaves as many independent constants as Nye tells.</summary>
    [Theory]
    [MemberData(nameof(Crystals))]
    public void TensorsOfTheClassHaveItsConstants(string name, LaueClass expected, int rotations)
    {
        var symmetry = new CrystalSymmetry(Crystal(name));
        var found = new List<double[]>();
        foreach ((int i, int j) in CrystalSymmetry.AllConstants)
        {
            var one = new double[6, 6];
            one[i - 1, j - 1] = one[j - 1, i - 1] = 1.0;
            ElasticTensor mean = new ElasticTensor(one).Symmetrised(symmetry.Rotations).In(symmetry.Axes);
            found.Add([.. CrystalSymmetry.AllConstants.Select(c => mean[c.I, c.J])]);
        }

        Rank(found).ShouldBe(symmetry.IndependentConstants.Count, $"{expected}, {rotations} rotations");

        // And what is called independent determines the rest.
        int[] columns = [.. symmetry.IndependentConstants.Select(c => CrystalSymmetry.AllConstants.ToList().IndexOf(c))];
        Rank([.. found.Select(row => columns.Select(k => row[k]).ToArray())]).ShouldBe(columns.Length);
    }

    /// <summary>Other descriptions of a crystal: a supercell, a skewed cell, all turned in space, atoms in another order.</summary>
    internal static IEnumerable<Structure> Descriptions(Structure crystal)
    {
        yield return crystal;
        yield return StructureOperations.Replicate(crystal, 2, 1, 1);
        Structure skewed = Skewed(crystal);
        yield return skewed;
        yield return Turned(skewed, ElasticTensorTests.Rotation(1.1, new Double3(-0.2, 0.9, 0.4)));
    }

    /// <summary>The same lattice by vectors a, b + a, c - a + 2 b.</summary>
    internal static Structure Skewed(Structure crystal)
    {
        Matrix3 h = crystal.Cell.Vectors;
        var skewed = Matrix3.FromRows(h.Row0, h.Row1 + h.Row0, h.Row2 - h.Row0 + (2.0 * h.Row1));
        return new Structure(new SimulationCell(skewed), [.. crystal.Elements.Reverse()], [.. crystal.Positions.Reverse()]);
    }

    internal static Structure Turned(Structure crystal, Matrix3 rotation) => new(
        new SimulationCell(crystal.Cell.Vectors * rotation), crystal.Elements, [.. crystal.Positions.Select(r => r * rotation)]);

    private static Structure Crystal(string name) => name switch
    {
        "diamond" => Built(CrystalLattice.Diamond, "Si"),
        "fcc" => Built(CrystalLattice.FaceCentredCubic, "Cu"),
        "bcc" => Built(CrystalLattice.BodyCentredCubic, "Fe"),
        "zincblende" => Built(CrystalLattice.Zincblende, "Ga", "As"),
        "hcp" => Built(CrystalLattice.HexagonalClosePacked, "Mg"),
        "pyrite" => Pyrite(),
        "quartz" => Quartz(),
        "tetragonal" => Cell(new Matrix3(3, 0, 0, 0, 3, 0, 0, 0, 4), ("Si", 0, 0, 0)),
        "body-centred tetragonal" => Cell(new Matrix3(3, 0, 0, 0, 3, 0, 0, 0, 7), ("Si", 0, 0, 0), ("Si", 0.5, 0.5, 0.5)),
        "orthorhombic" => Cell(new Matrix3(3, 0, 0, 0, 4, 0, 0, 0, 5), ("Si", 0, 0, 0)),
        "monoclinic" => Cell(new Matrix3(3, 0, 0, 0, 4, 0, -1.1, 0, 5), ("Si", 0, 0, 0)),
        _ => Cell(new Matrix3(3, 0, 0, 0.7, 4, 0, -1.1, 0.5, 5), ("Si", 0, 0, 0)),
    };

    private static Structure Built(CrystalLattice lattice, params string[] elements) => CrystalBuilder.Build(
        new CrystalRecipe { Lattice = lattice, Elements = [.. elements.Select(PeriodicTable.Get)], A = 4.0 });

    private static Structure Cell(Matrix3 h, params (string Element, double X, double Y, double Z)[] atoms) => new(
        new SimulationCell(h), [.. atoms.Select(a => PeriodicTable.Get(a.Element))],
        [.. atoms.Select(a => new Double3(a.X, a.Y, a.Z) * h)]);

    /// <summary>FeS2, Pa-3, u = 0.385.</summary>
    private static Structure Pyrite()
    {
        const double u = 0.385, v = 0.5 - u, w = 0.5 + u;
        return Cell(
            5.418 * Matrix3.Identity,
            ("Fe", 0, 0, 0), ("Fe", 0.5, 0.5, 0), ("Fe", 0.5, 0, 0.5), ("Fe", 0, 0.5, 0.5),
            ("S", u, u, u), ("S", -u, -u, -u), ("S", w, v, -u), ("S", v, w, u),
            ("S", -u, w, v), ("S", u, v, w), ("S", v, -u, w), ("S", w, u, v));
    }

    /// <summary>SiO2, P3221.</summary>
    private static Structure Quartz()
    {
        const double a = 4.913, c = 5.405, u = 0.4697, x = 0.4135, y = 0.2669, z = 0.1191;
        const double third = 1.0 / 3.0;
        var h = new Matrix3(a, 0, 0, -0.5 * a, 0.5 * Math.Sqrt(3.0) * a, 0, 0, 0, c);
        return Cell(
            h,
            ("Si", u, 0, 2 * third), ("Si", 0, u, third), ("Si", -u, -u, 0),
            ("O", x, y, z), ("O", -y, x - y, z + (2 * third)), ("O", y - x, -x, z + third),
            ("O", y, x, -z), ("O", x - y, -y, third - z), ("O", -x, y - x, (2 * third) - z));
    }

    private static double Distance(Matrix3 a, Matrix3 b)
    {
        Matrix3 d = a - b;
        return d.Row0.Length + d.Row1.Length + d.Row2.Length;
    }

    private static int Rank(List<double[]> rows)
    {
        List<double[]> left = [.. rows.Select(r => (double[])r.Clone())];
        int rank = 0;
        for (int column = 0; column < rows[0].Length; column++)
        {
            double[]? pivot = left.Where(r => Math.Abs(r[column]) > 1e-8).MaxBy(r => Math.Abs(r[column]));
            if (pivot is null)
            {
                continue;
            }

            rank++;
            left.Remove(pivot);
            foreach (double[] row in left)
            {
                double factor = row[column] / pivot[column];
                for (int k = 0; k < row.Length; k++)
                {
                    row[k] -= factor * pivot[k];
                }
            }
        }

        return rank;
    }
}
