using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Meam;

/// <summary>
/// By construction every reference structure follows Rose's equation: E(r) = -E_c (1 + a + d a^3 r_e/r) exp(-a) with
/// a = alpha (r/r_e - 1). Screening, densities and pair energies must all be right for that.
/// </summary>
public sealed class MeamLatticeTests(ITestOutputHelper output)
{
    // Wide enough for second neighbours of every structure; those beyond are screened.
    private const string Wide = "rc = 6.0\ndelr = 0.1\n";

    [Theory]
    [InlineData("Ni", CrystalLattice.FaceCentredCubic, "", 4.45, 4.99, 3.52 * 0.70710678118654752, 0.0)]
    [InlineData("Ni", CrystalLattice.FaceCentredCubic, "nn2(1,1)=1\nCmin(1,1,1)=0.81", 4.45, 4.99, 3.52 * 0.70710678118654752, 0.0)]
    [InlineData("Cu", CrystalLattice.FaceCentredCubic, "nn2(1,1)=1\nCmin(1,1,1)=0.81\nattrac(1,1)=0.05\nrepuls(1,1)=0.05", 3.54, 5.11, 3.62 * 0.70710678118654752, 0.05)]
    [InlineData("Fe", CrystalLattice.BodyCentredCubic, "nn2(1,1)=1\nCmin(1,1,1)=0.6", 4.29, 5.1572, 2.8637 * 0.8660254037844386, 0.0)]
    [InlineData("Fe", CrystalLattice.BodyCentredCubic, "nn2(1,1)=1\nCmin(1,1,1)=0.6\nialloy=1\nzbl(1,1)=0", 4.29, 5.1572, 2.8637 * 0.8660254037844386, 0.0)]
    [InlineData("Si", CrystalLattice.Diamond, "", 4.63, 4.87, 5.431 * 0.4330127018922193, 0.0)]
    [InlineData("C", CrystalLattice.Diamond, "", 7.37, 4.31, 3.567 * 0.4330127018922193, 0.0)]
    [InlineData("C", CrystalLattice.Diamond, "mixture_ref_t=1", 7.37, 4.31, 3.567 * 0.4330127018922193, 0.0)]
    [InlineData("Mg", CrystalLattice.HexagonalClosePacked, "augt1=0", 1.51, 5.52, 3.194, 0.0)]
    public void AnElementFollowsRose(
        string element, CrystalLattice lattice, string settings, double cohesion, double alpha, double bond, double cubic)
    {
        var potential = MeamSystems.Potential(Wide + settings, element);
        CheckRose(
            r => Evaluation.Of(potential, Build(lattice, r / bond * Constant(lattice, bond), element)),
            cohesion, alpha, bond, cubic, $"{element}, {settings.Replace("\n", " ")}");
    }

    [Theory]
    [InlineData(CrystalLattice.Rocksalt, "b1", 0.5, "nn2(1,2)=1\nCmin(1,1,2)=0.5\nCmin(2,2,1)=0.6")]
    [InlineData(CrystalLattice.Rocksalt, "b1", 0.5, "")]
    [InlineData(CrystalLattice.B2, "b2", 0.8660254037844386, "nn2(1,2)=1\nCmin(1,1,2)=0.6\nCmin(2,2,1)=0.7")]
    [InlineData(CrystalLattice.Zincblende, "dia", 0.4330127018922193, "")]
    [InlineData(CrystalLattice.Zincblende, "dia", 0.4330127018922193, "ialloy=2")]
    [InlineData(CrystalLattice.L12, "l12", 0.7071067811865476, "nn2(1,2)=1\nnn2(1,1)=1\nCmin(1,1,1)=0.81\nCmin(1,1,2)=0.81\nCmin(2,2,1)=0.9")]
    [InlineData(CrystalLattice.L12, "l12", 0.7071067811865476, "")]
    public void ACompoundFollowsRose(CrystalLattice lattice, string name, double bondOfConstant, string settings)
    {
        const double cohesion = 4.1, alpha = 4.8, bond = 2.5;
        var potential = MeamSystems.Potential(
            $"{Wide}lattce(1,2)='{name}'\nEc(1,2)={cohesion}\nalpha(1,2)={alpha}\nre(1,2)={bond}\n{settings}", "Ni", "Cu");
        // L12 has three of its first element, which the builder takes for the one at the faces.
        CheckRose(
            r => Evaluation.Of(potential, Build(lattice, r / bondOfConstant, "Ni", "Cu")),
            cohesion, alpha, bond, 0.0, $"{name}, {settings.Replace("\n", " ")}");
    }

    [Fact]
    public void ADimerFollowsRose()
    {
        var potential = MeamSystems.Potential(Wide, "O");
        Element oxygen = PeriodicTable.Get("O");
        CheckRose(
            r => Evaluation.Of(potential, new Structure(SimulationCell.Open, [oxygen, oxygen], [Double3.Zero, new Double3(0, r, 0)])),
            2.56, 6.88, 1.21, 0.0, "dimer");
    }

    /// <summary>Chains, the trimer and methane: atoms not next to each other are screened.</summary>
    [Theory]
    [InlineData("lin", 180.0, "Ni", "Cu", "")]
    [InlineData("lin", 180.0, "N", "N", "")]
    [InlineData("lin", 180.0, "Ni", "C", "mixture_ref_t=1")]
    [InlineData("zig", 100.0, "Ni", "Cu", "ialloy=1")]
    [InlineData("zig", 95.0, "S", "S", "")]
    [InlineData("zig", 120.0, "S", "C", "ialloy=2")]
    [InlineData("tri", 104.5, "Ni", "Cu", "")]
    [InlineData("tri", 95.0, "Fe", "C", "ialloy=2")]
    [InlineData("tri", 108.0, "Se", "Se", "")]
    [InlineData("ch4", 180.0, "C", "Fe", "")]
    [InlineData("ch4", 180.0, "Ni", "Cu", "ialloy=1")]
    public void AMoleculeOrChainFollowsRose(string name, double angle, string first, string second, string settings)
    {
        const double cohesion = 3.1, alpha = 4.8, bond = 2.2;
        bool alike = first == second;
        string pair = alike ? "1,1" : "1,2";
        var potential = MeamSystems.Potential(
            $"{Wide}lattce({pair})={name}\nEc({pair})={cohesion}\nalpha({pair})={alpha}\nre({pair})={bond}\ntheta({pair})={angle}\n{settings}",
            alike ? [first] : [first, second]);
        CheckRose(
            r => Evaluation.Of(potential, Molecule(name, angle, r, PeriodicTable.Get(first), PeriodicTable.Get(second))),
            cohesion, alpha, bond, 0.0, $"{first}{second}, {name}, {settings.Replace("\n", " ")}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("nn2(1,1)=1\nCmin(1,1,1)=0.4")]
    public void SimpleCubicFollowsRose(string settings)
    {
        // Third neighbours, as little screened as second ones, must be beyond the cutoff.
        CheckRose(
            r => Evaluation.Of(MeamSystems.Potential($"rc={1.6 * r:r}\nlattce(1,1)=sc\nre(1,1)=2.4\n" + settings, "Cu"), new Structure(
                new SimulationCell(new Matrix3(r, 0, 0, 0, r, 0, 0, 0, r)), [PeriodicTable.Get("Cu")], [Double3.Zero])),
            3.54, 5.11, 2.4, 0.0, "simple cubic, " + settings);
    }

    [Fact]
    public void AnAtomByItselfHasNoEnergy() => Evaluation.Of(
        MeamSystems.Potential("", "Ni"),
        new Structure(SimulationCell.Open, [PeriodicTable.Get("Ni")], [Double3.Zero])).Energy.ShouldBe(0.0);

    /// <summary>Turning ZBL on takes the pair energy out and puts ZBL in its place, and touches nothing else.</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void ShortDistancesAreZieglers(double r)
    {
        Element nickel = PeriodicTable.Get("Ni");
        const double bond = 3.52 / 1.4142135623730951;
        // alpha (r/r_e - 1) = -3 at 0.993 Angstrom: below it the pair energy is ZBL's alone.
        double x = r * 2.0 * Math.Pow(28, 0.23) / 0.4685;
        double zbl = 28 * 28 / r * 14.3997
            * ((0.028171 * Math.Exp(-0.20162 * x)) + (0.28022 * Math.Exp(-0.4029 * x)) + (0.50986 * Math.Exp(-0.94229 * x)) + (0.18175 * Math.Exp(-3.1998 * x)));
        // 12 neighbours of density exp(-b0 (r/r_e - 1)) in the reference, over 12: phi = (2 E_Rose - 2 F)/12.
        double density = Math.Exp(-2.45 * ((r / bond) - 1.0));
        double plain = ((2.0 * Rose(r, 4.45, 4.99, bond, 0.0)) - (2.0 * 1.10 * 4.45 * density * Math.Log(density))) / 12.0;
        // The cubics between the knots err where ZBL is steep.
        (Energy("") - Energy("zbl(1,1)=0")).ShouldBe(zbl - plain, 1e-5 * zbl);

        double Energy(string settings) => Evaluation.Of(
            MeamSystems.Potential(settings, "Ni"),
            new Structure(SimulationCell.Open, [nickel, nickel], [Double3.Zero, new Double3(r, 0, 0)])).Energy;
    }

    private static Structure Molecule(string name, double angle, double r, Element first, Element second)
    {
        // Half of the angle opens to either side of y.
        double half = angle * Math.PI / 360.0, x = r * Math.Sin(half), y = r * Math.Cos(half), d = r / Math.Sqrt(3.0);
        return name switch
        {
            "tri" => new Structure(SimulationCell.Open, [first, second, first], [new(-x, y, 0), Double3.Zero, new(x, y, 0)]),
            "ch4" => new Structure(
                SimulationCell.Open, [first, second, second, second, second], [Double3.Zero, new(d, d, d), new(d, -d, -d), new(-d, d, -d), new(-d, -d, d)]),
            _ => new Structure(
                new SimulationCell(new Matrix3(2.0 * x, 0, 0, 0, 40, 0, 0, 0, 40), true, false, false), [first, second], [Double3.Zero, new(x, y, 0)]),
        };
    }

    private static double Constant(CrystalLattice lattice, double bond) => lattice switch
    {
        CrystalLattice.FaceCentredCubic => bond * Math.Sqrt(2.0),
        CrystalLattice.BodyCentredCubic => bond * 2.0 / Math.Sqrt(3.0),
        CrystalLattice.Diamond => bond * 4.0 / Math.Sqrt(3.0),
        _ => bond,
    };

    private static double Rose(double r, double cohesion, double alpha, double bond, double cubic)
    {
        double a = alpha * ((r / bond) - 1.0);
        return -cohesion * (1.0 + a + (cubic * a * a * a * bond / r)) * Math.Exp(-a);
    }

    private static Structure Build(CrystalLattice lattice, double a, params string[] elements) => CrystalBuilder.Build(
        new CrystalRecipe { Lattice = lattice, Elements = [.. elements.Select(PeriodicTable.Get)], A = a });

    private void CheckRose(Func<double, Evaluation> at, double cohesion, double alpha, double bond, double cubic, string what)
    {
        double worst = 0.0;
        foreach (double stretch in new[] { 0.93, 1.0, 1.04, 1.15 })
        {
            double r = stretch * bond;
            Evaluation e = at(r);
            double each = e.Energy / e.Forces.Length, expected = Rose(r, cohesion, alpha, bond, cubic);
            worst = Math.Max(worst, Math.Abs(each - expected));
        }

        output.WriteLine($"{what}: {worst:e1} eV/atom off Rose's equation");
        // Cubics on knots 0.0066 Angstrom apart err by (0.0066)^4/384 times a fourth derivative of some 1e3 eV/Angstrom^4; the
        // recursion ends after ten terms.
        worst.ShouldBeLessThan(1e-6, what);
    }
}
