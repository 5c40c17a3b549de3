using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Building;

public class CrystalBuilderTests
{
    // Neighbours and their distance in units of a, from the geometry of each structure.
    [Theory]
    [InlineData(CrystalLattice.SimpleCubic, "Po", 1, 1, 6, 1.0)]
    [InlineData(CrystalLattice.BodyCentredCubic, "Fe", 2, 1, 8, 0.8660254037844386)]
    [InlineData(CrystalLattice.FaceCentredCubic, "Cu", 4, 1, 12, 0.7071067811865476)]
    [InlineData(CrystalLattice.HexagonalClosePacked, "Mg", 2, 2, 12, 1.0)]
    [InlineData(CrystalLattice.Diamond, "Si", 8, 2, 4, 0.4330127018922193)]
    [InlineData(CrystalLattice.Rocksalt, "Na Cl", 8, 2, 6, 0.5)]
    [InlineData(CrystalLattice.Zincblende, "Zn S", 8, 2, 4, 0.4330127018922193)]
    [InlineData(CrystalLattice.B2, "Ni Al", 2, 2, 8, 0.8660254037844386)]
    [InlineData(CrystalLattice.L12, "Ni Al", 4, 4, 12, 0.7071067811865476)]
    public void HasItsCoordination(
        CrystalLattice lattice, string symbols, int atoms, int primitiveAtoms, int neighbours, double distance)
    {
        const double a = 3.7;
        var recipe = new CrystalRecipe { Lattice = lattice, Elements = Elements(symbols), A = a };
        Structure conventional = CrystalBuilder.Build(recipe);
        Structure primitive = CrystalBuilder.Build(recipe with { Primitive = true });
        (conventional.Count, primitive.Count).ShouldBe((atoms, primitiveAtoms));
        double perAtom = conventional.Cell.Volume / atoms;
        (primitive.Cell.Volume / primitiveAtoms).ShouldBe(perAtom, 1e-13 * perAtom); // rounding of a determinant
        foreach (Structure s in (Structure[])[conventional, primitive])
        {
            for (int i = 0; i < s.Count; i++)
            {
                // Distances carry the rounding of a few sums of numbers up to 3 a.
                List<(double R, int J)> shell = Shell(s, i, (distance * a) + 1e-12);
                shell.Count.ShouldBe(neighbours);
                shell.ShouldAllBe(n => Math.Abs(n.R - (distance * a)) < 1e-12);
                if (lattice is CrystalLattice.Rocksalt or CrystalLattice.Zincblende or CrystalLattice.B2)
                {
                    shell.ShouldAllBe(n => s.Elements[n.J] != s.Elements[i]);
                }
            }
        }
    }

    [Fact]
    public void TheFirstElementOfL12IsTheOneOfTheFaces()
    {
        Structure s = CrystalBuilder.Build(
            new CrystalRecipe { Lattice = CrystalLattice.L12, Elements = Elements("Ni Al"), A = 3.57 });
        s.Elements.Count(e => e.Symbol == "Ni").ShouldBe(3);
        s.Positions[Array.FindIndex(s.Elements, e => e.Symbol == "Al")].ShouldBe(Double3.Zero);
    }

    // Lattice constants (Angstrom) and densities (g/cm^3) at room temperature from the CRC Handbook of Chemistry and
    // Physics, 97th edition, section 4; both are rounded, so they agree to a percent.
    [Theory]
    [InlineData(CrystalLattice.FaceCentredCubic, "Cu", 3.615, null, 8.96)]
    [InlineData(CrystalLattice.BodyCentredCubic, "Fe", 2.8665, null, 7.87)]
    [InlineData(CrystalLattice.HexagonalClosePacked, "Mg", 3.2093, 5.2107, 1.74)]
    [InlineData(CrystalLattice.Diamond, "Si", 5.4310, null, 2.329)]
    [InlineData(CrystalLattice.Rocksalt, "Na Cl", 5.6402, null, 2.17)]
    [InlineData(CrystalLattice.Zincblende, "Ga As", 5.6533, null, 5.3176)]
    [InlineData(CrystalLattice.B2, "Cs Cl", 4.123, null, 3.99)]
    public void HasItsDensity(CrystalLattice lattice, string symbols, double a, double? c, double density)
    {
        var recipe = new CrystalRecipe { Lattice = lattice, Elements = Elements(symbols), A = a, C = c };
        Density(CrystalBuilder.Build(recipe)).ShouldBe(density, 0.01 * density);
    }

    [Theory]
    [InlineData(CrystalLattice.FaceCentredCubic, "Ar", 1.374, false)]
    [InlineData(CrystalLattice.FaceCentredCubic, "Ar", 1.374, true)]
    [InlineData(CrystalLattice.HexagonalClosePacked, "Ti", 4.5, false)]
    [InlineData(CrystalLattice.L12, "Ni Al", 7.5, false)]
    [InlineData(CrystalLattice.Zincblende, "Si C", 3.2, true)]
    public void SolvesForTheLatticeConstant(CrystalLattice lattice, string symbols, double density, bool primitive)
    {
        var recipe = new CrystalRecipe
        {
            Lattice = lattice,
            Elements = Elements(symbols),
            Density = density,
            Primitive = primitive,
        };
        Density(CrystalBuilder.Build(recipe)).ShouldBe(density, 1e-13 * density); // a cube root, then its cube
    }

    [Fact]
    public void OwnMassesCountForTheDensity()
    {
        var recipe = new CrystalRecipe
        {
            Lattice = CrystalLattice.B2,
            Elements = Elements("Ni Al"),
            Density = 6,
            Masses = [double.NaN, 50],
        };
        Structure s = CrystalBuilder.Build(recipe);
        s.Masses.ShouldBe([PeriodicTable.Get("Ni").StandardMass, 50.0]);
        Density(s).ShouldBe(6.0, 1e-12);
    }

    public static TheoryData<CrystalRecipe, string> Faults()
    {
        Element[] one = [PeriodicTable.Get("Cu")];
        var good = new CrystalRecipe { Lattice = CrystalLattice.FaceCentredCubic, Elements = one, A = 3.6 };
        return new()
        {
            { good with { Elements = [one[0], one[0]] }, "fcc takes 1 element; found 2" },
            { good with { Lattice = CrystalLattice.Rocksalt }, "rocksalt takes 2 elements; found 1" },
            { good with { A = null }, "either its lattice constant or its density" },
            { good with { Density = 1 }, "either its lattice constant or its density" },
            { good with { A = -1 }, "lattice constant a of a crystal is -1 Angstrom; expected a positive number" },
            { good with { A = double.NaN }, "expected a positive number" },
            { good with { A = null, Density = 0 }, "density of a crystal is 0 g/cm^3" },
            { good with { C = 3 }, "fcc is cubic and has no lattice constant c" },
            { good with { Lattice = CrystalLattice.HexagonalClosePacked, A = null, Density = 2, C = 3 }, "not with a density" },
            { good with { Masses = [1, 2] }, "1 elements; found 2 masses" },
            { good with { Masses = [-1] }, "mass of Cu of a crystal is -1 u" },
        };
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void RefusesWhatDoesNotGoTogether(CrystalRecipe recipe, string fragment) =>
        Should.Throw<InputException>(() => CrystalBuilder.Build(recipe)).Message.ShouldContain(fragment);

    private static Element[] Elements(string symbols) => Array.ConvertAll(symbols.Split(' '), PeriodicTable.Get);

    private static double Density(Structure s)
    {
        double mass = 0;
        for (int i = 0; i < s.Count; i++)
        {
            mass += s.Masses?[i] ?? s.Elements[i].StandardMass;
        }

        return mass / s.Cell.Volume * PhysicalConstants.GramPerCubicCentimetre;
    }

    private static List<(double R, int J)> Shell(Structure s, int i, double reach)
    {
        Matrix3 h = s.Cell.Vectors;
        var shell = new List<(double, int)>();
        for (int j = 0; j < s.Count; j++)
        {
            for (int image = 0; image < 343; image++)
            {
                Double3 shift = ((image % 7) - 3) * h.Row0 + ((image / 7 % 7) - 3) * h.Row1 + ((image / 49) - 3) * h.Row2;
                double r = (s.Positions[j] + shift - s.Positions[i]).Length;
                if (r > 1e-9 && r < reach)
                {
                    shell.Add((r, j));
                }
            }
        }

        return shell;
    }
}
