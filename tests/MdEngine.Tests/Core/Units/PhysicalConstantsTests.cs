using System;
using MdEngine.Core.Units;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Units;

/// <summary>
/// Every constant recomputed from SI values of CODATA 2018 typed in here (Tiesinga et al. 2021), by another way than in
/// the source where there is one.
/// </summary>
public sealed class PhysicalConstantsTests
{
    private const double E = 1.602176634e-19;
    private const double U = 1.66053906660e-27;

    // Products of a few exact factors: rounding only.
    private const double Rounding = 1e-14;

    [Fact]
    public void Boltzmann() => ShouldAgree(PhysicalConstants.Boltzmann, 8.617333262145179e-5, Rounding);

    [Fact]
    public void BoltzmannIsTheGasConstantPerParticle() => ShouldAgree(
        PhysicalConstants.Boltzmann * E * PhysicalConstants.Avogadro, 8.31446261815324, Rounding);

    [Fact]
    public void MassVelocitySquared()
    {
        // 1 u (1e-10 m / 1e-15 s)^2 in J, divided by e.
        double metresPerSecond = 1e-10 / 1e-15;
        ShouldAgree(PhysicalConstants.MassVelocitySquared, U * metresPerSecond * metresPerSecond / E, Rounding);
        PhysicalConstants.MassVelocitySquared.ShouldBe(103.6426966, 1e-7);
    }

    [Fact]
    public void Pressure() => ShouldAgree(PhysicalConstants.GigapascalPerPressure, E / 1e-30 / 1e9, Rounding);

    [Fact]
    public void Density() => ShouldAgree(PhysicalConstants.GramPerCubicCentimetre, U * 1e3 / 1e-24, Rounding);

    [Fact]
    public void CoulombFollowsFromTheVacuumPermittivity() => ShouldAgree(
        // epsilon_0 is known to 1.5e-10 and typed with eleven digits, of which the last may be rounded.
        PhysicalConstants.Coulomb, E / (4.0 * Math.PI * 8.8541878128e-12) * 1e10, 1e-11);

    [Fact]
    public void HartreeAndBohrGiveTheCoulombConstant() => ShouldAgree(
        // e^2/(4 pi epsilon_0) = E_h a_0; both are known to some 1e-10.
        PhysicalConstants.Hartree * PhysicalConstants.Bohr, PhysicalConstants.Coulomb, 3e-10);

    [Fact]
    public void HartreeIsTwiceTheRydbergEnergy() => ShouldAgree(
        // 2 h c R_infinity with R_infinity = 10973731.568160/m.
        PhysicalConstants.Hartree, 2.0 * 6.62607015e-34 * 299792458.0 * 10973731.568160 / E, 1e-12);

    [Fact]
    public void AvogadroTimesTheMassUnitIsAGram() => ShouldAgree(
        // Exact until 2019; now within the uncertainty of u, 3e-10.
        PhysicalConstants.Avogadro * PhysicalConstants.AtomicMassKilogram, 1e-3, 1e-9);

    private static void ShouldAgree(double found, double expected, double relative) =>
        Math.Abs((found / expected) - 1.0).ShouldBeLessThan(relative);
}
