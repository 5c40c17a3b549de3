using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.LennardJones;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.LennardJones;

/// <summary>The laws of all potentials, for every truncation, precision, number of elements and kind of boundary.</summary>
public sealed class LennardJonesConformanceTests(ITestOutputHelper output)
{
    // Shorter than 2.5 sigma, so that small structures have atoms beyond it.
    private const double Cutoff = 6.1;

    public static TheoryData<LennardJonesTruncation, Precision, int> Kernels
    {
        get
        {
            var data = new TheoryData<LennardJonesTruncation, Precision, int>();
            foreach (LennardJonesTruncation shift in Enum.GetValues<LennardJonesTruncation>())
            {
                foreach ((_, Precision precision, int width) in LennardJonesSystems.Kernels)
                {
                    data.Add(shift, precision, width);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kernels))]
    public void LawsHoldInACrystal(LennardJonesTruncation shift, Precision precision, int width)
    {
        Check(1, LennardJonesMixing.None, shift, precision, width, Crystal(1));
        Check(2, LennardJonesMixing.LorentzBerthelot, shift, precision, width, Crystal(2));
    }

    [Theory]
    [InlineData("liquid", Precision.Double)]
    [InlineData("liquid", Precision.Mixed)]
    [InlineData("triclinic", Precision.Double)]
    [InlineData("triclinic", Precision.Mixed)]
    [InlineData("slab", Precision.Double)]
    [InlineData("slab", Precision.Mixed)]
    [InlineData("wire", Precision.Double)]
    [InlineData("cluster", Precision.Double)]
    [InlineData("cluster", Precision.Mixed)]
    [InlineData("one atom", Precision.Double)]
    [InlineData("one atom", Precision.Mixed)]
    [InlineData("thin", Precision.Double)]
    [InlineData("thin", Precision.Mixed)]
    public void LawsHoldUnderAnyBoundary(string kind, Precision precision)
    {
        Structure crystal = Crystal(2);
        Matrix3 h = crystal.Cell.Vectors;
        Structure structure = kind switch
        {
            "liquid" => LennardJonesSystems.Random(50, 2, 4),
            "triclinic" => Transform.Recelled(LennardJonesSystems.Random(24, 2, 5), new Matrix3(1, 2, 0, 0, 1, -1, 0, 0, 1)),
            "slab" => Transform.With(crystal, new SimulationCell(h, true, true, false), crystal.Positions),
            "wire" => Transform.With(crystal, new SimulationCell(h, false, true, false), crystal.Positions),
            "cluster" => Transform.With(crystal, SimulationCell.Open, crystal.Positions),
            "one atom" => Primitive(5.3),
            _ => LennardJonesSystems.Random(3, 2, 6),
        };
        Check(structure.Elements.Distinct().Count(), LennardJonesMixing.Geometric, LennardJonesTruncation.Force, precision, 0, structure);
    }

    [Theory]
    [InlineData(5, LennardJonesMixing.LorentzBerthelot, Precision.Double)]
    [InlineData(5, LennardJonesMixing.None, Precision.Mixed)]
    [InlineData(9, LennardJonesMixing.Geometric, Precision.Double)]
    [InlineData(9, LennardJonesMixing.LorentzBerthelot, Precision.Mixed)]
    [InlineData(17, LennardJonesMixing.None, Precision.Double)]
    [InlineData(17, LennardJonesMixing.None, Precision.Mixed)]
    public void LawsHoldForTablesOfAnySize(int elements, LennardJonesMixing mixing, Precision precision) =>
        // 153 kinds of dimers take long; the tables are compared pair by pair with the plain double loop elsewhere.
        Check(
            elements, mixing, LennardJonesTruncation.Force, precision, 0, LennardJonesSystems.Random(34, elements, 7),
            except: elements > 9 ? ["dimer"] : []);

    [Fact]
    public void LawsHoldInAnOverlay()
    {
        var sum = new SumPotential([
            LennardJonesSystems.Potential(LennardJonesSystems.Mixture(2, Cutoff, LennardJonesTruncation.Force)),
            LennardJonesSystems.Potential(LennardJonesSystems.Mixture(3, 5.0, LennardJonesTruncation.Force), Precision.Double, 8),
        ]);
        PotentialConformance.CheckAll(sum, Crystal(2), Options(LennardJonesTruncation.Force, Precision.Double));
    }

    /// <summary>A crystal has one energy an atom and one stress, however it is described.</summary>
    [Theory]
    [InlineData(Precision.Double, 4)]
    [InlineData(Precision.Double, 8)]
    [InlineData(Precision.Mixed, 8)]
    public void ACrystalHasOneEnergyHoweverItIsDescribed(Precision precision, int width)
    {
        const double a = 5.26;
        LennardJonesPotential potential = LennardJonesSystems.Potential(LennardJonesSystems.Argon(), precision, width);
        Structure primitive = Primitive(a), cubic = LennardJonesSystems.Fcc(1, a);
        (string Name, Structure Structure)[] descriptions =
        [
            ("primitive", primitive),
            ("cubic", cubic),
            ("cubic, wrapped elsewhere", Transform.With(cubic, cubic.Cell, [.. cubic.Positions.Select((r, i) => r + new Double3(2 * a * i, -a, 7 * a))])),
            ("cubic, moved", Transform.Translated(cubic, new Double3(1e4, -3.3, 0.77))),
            ("cubic, turned", Transform.Rotated(cubic, Transform.RandomRotation(3))),
            ("primitive, sheared", Transform.Recelled(primitive, new Matrix3(1, 3, 0, 0, 1, -2, 0, 0, 1))),
            ("primitive, long", Transform.Replicated(primitive, 1, 1, 40)),
            ("primitive, 7 x 5 x 6", Transform.Replicated(primitive, 7, 5, 6)),
            ("cubic, 5 x 5 x 5", LennardJonesSystems.Fcc(5, a)),
            ("cubic, 4 x 4 x 4, sheared", Transform.Recelled(LennardJonesSystems.Fcc(4, a), new Matrix3(1, 0, 0, 2, 1, 0, -3, 1, 1))),
        ];
        Evaluation reference = Evaluation.Of(potential, descriptions[0].Structure);
        double worst = 0.0;
        foreach ((string name, Structure structure) in descriptions)
        {
            Evaluation e = Evaluation.Of(potential, structure);
            double energy = Math.Abs((e.Energy / structure.Count / reference.Energy) - 1.0);
            double stress = Math.Abs((e.Stress!.Value.Trace / reference.Stress!.Value.Trace) - 1.0);
            double force = e.Forces.Max(f => f.Length);
            worst = Math.Max(worst, Math.Max(energy, stress));
            // Rounding, of positions 1e4 Angstrom from the origin too; in single precision that of its 24 bits, of distances
            // and in a stress that is a twentieth of its parts.
            energy.ShouldBeLessThan(precision == Precision.Double ? 1e-11 : 1e-6, name);
            stress.ShouldBeLessThan(precision == Precision.Double ? 1e-10 : 3e-5, name);
            force.ShouldBeLessThan(precision == Precision.Double ? 1e-10 : 2e-6, name);
        }

        output.WriteLine($"{precision}, width {width}: {reference.Energy:f9} eV an atom, worst relative difference {worst:e1}");
    }

    private static void Check(
        int elements, LennardJonesMixing mixing, LennardJonesTruncation shift, Precision precision, int width, Structure structure,
        string[]? except = null) =>
        PotentialConformance.CheckAll(
            LennardJonesSystems.Potential(LennardJonesSystems.Mixture(elements, Cutoff, shift, mixing), precision, width),
            structure,
            Options(shift, precision) with { Except = except ?? [] });

    private static ConformanceOptions Options(LennardJonesTruncation shift, Precision precision)
    {
        var options = new ConformanceOptions
        {
            Continuity = shift switch
            {
                LennardJonesTruncation.None => CutoffContinuity.None,
                LennardJonesTruncation.Energy => CutoffContinuity.Energy,
                _ => CutoffContinuity.Force,
            },
        };
        return precision == Precision.Double
            ? options
            : options with
            {
                // Single precision. The forces of the closest bonds here are some eV/Angstrom, and rounding is theirs however
                // well they cancel on an atom: 24 bits of coordinates of 10 Angstrom, to the 13th power of distances.
                ForceFloor = 1.0,
                SymmetryTolerance = 2e-5,
                // An energy is known to 1e-7 of the sum of its pairs, and strains are as small as 1e-4, lest pairs cross the
                // cutoff. (Forces are compared with those of the plain double loop, to 3e-5, elsewhere.)
                DerivativeTolerance = 2e-3,
                ContinuityTolerance = 1e-6,
                // The rounding of energies must not hide the error of the integrator.
                Timestep = 8.0,
            };
    }

    private static Structure Crystal(int elements)
    {
        Structure crystal = LennardJonesSystems.Fcc(2, 5.4);
        Element[] kinds = [.. LennardJonesSystems.Random(elements, elements, 1).Elements];
        return new Structure(crystal.Cell, [.. crystal.Elements.Select((_, k) => kinds[k % elements])], crystal.Positions);
    }

    private static Structure Primitive(double latticeConstant) => CrystalBuilder.Build(new CrystalRecipe
    {
        Lattice = CrystalLattice.FaceCentredCubic,
        Elements = [PeriodicTable.Get("Ar")],
        A = latticeConstant,
        Primitive = true,
    });
}
