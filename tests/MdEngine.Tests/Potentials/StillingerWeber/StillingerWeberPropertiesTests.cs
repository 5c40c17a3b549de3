using MdEngine.Potentials.StillingerWeber;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.StillingerWeber;

/// <summary>Properties of the shipped crystals within the published figures.</summary>
public sealed class StillingerWeberPropertiesTests(ITestOutputHelper output)
{
    [Fact]
    public void SiliconHasThePublishedProperties()
    {
        var potential = new StillingerWeberPotential(StillingerWeberSystems.Silicon());
        var si = new DiamondProperties(potential, (a, n) => Crystals.Diamond("Si", a, n), 5.4);
        (double unrelaxed, double relaxed) = si.Vacancy(3, 0.3);
        output.WriteLine($"{si}; vacancy {unrelaxed:f4}, relaxed {relaxed:f4} eV");
        // The energy per bond is epsilon by construction: F. H. Stillinger, T. A. Weber (1985).
        si.CohesiveEnergy.ShouldBe(2.0 * 2.1683, 1e-6);
        si.LatticeConstant.ShouldBe(5.431, 5e-4);
        // E. R. Cowley, Phys. Rev. Lett. 60, 2379 (1988), in the energy unit 2.1683 eV, and LAMMPS's example ELASTIC.
        si.C11.ShouldBe(151.4, 0.05);
        si.C12.ShouldBe(76.4, 0.05);
        si.C44.ShouldBe(56.4, 0.06);
        si.C44Unrelaxed.ShouldBe(109.8, 0.05);
        si.BulkModulus.ShouldBe(101.4, 0.05);
        // The ideal vacancy breaks four bonds and makes two atoms' worth of others. 2.694187 eV is LAMMPS's for 215 atoms;
        // published figures are 2.6 to 2.9, by the size of the cell: H. Balamane et al., Phys. Rev. B 46, 2250 (1992).
        unrelaxed.ShouldBe(si.CohesiveEnergy, 1e-6);
        relaxed.ShouldBe(2.694187, 1e-5);
    }

    [Fact]
    public void GermaniumHasThePublishedProperties()
    {
        var potential = new StillingerWeberPotential(StillingerWeberSystems.Shipped("Ge-SW", "Ge.sw", "Ge"));
        var ge = new DiamondProperties(potential, (a, n) => Crystals.Diamond("Ge", a, n), 5.6);
        (double unrelaxed, double relaxed) = ge.Vacancy(3, 0.3);
        output.WriteLine($"{ge}; vacancy {unrelaxed:f4}, relaxed {relaxed:f4} eV");
        // sigma in the ratio of the bonds, 2.181/2.0951, and an energy of epsilon a bond.
        ge.LatticeConstant.ShouldBe(5.43095 * 2.181 / 2.0951, 1e-4);
        ge.CohesiveEnergy.ShouldBe(2.0 * 1.93, 1e-6);
        unrelaxed.ShouldBe(ge.CohesiveEnergy, 1e-6);
        // The bulk modulus owes nothing to the angles: epsilon/sigma^3 times that of silicon.
        ge.BulkModulus.ShouldBe(101.42 * 1.93 / 2.1683 * System.Math.Pow(2.0951 / 2.181, 3), 0.01);
    }
}
