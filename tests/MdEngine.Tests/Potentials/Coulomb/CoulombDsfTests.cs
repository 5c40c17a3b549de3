using System;
using MdEngine.Conformance;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;
using MdEngine.Potentials.Coulomb;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Potentials.Coulomb;

public sealed class CoulombDsfTests
{
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    public void LawsHoldInADistortedCrystal(double damping) => PotentialConformance.CheckAll(
        new CoulombDsfPotential(IonicSystems.Salt, IonicSystems.SaltCharges, 7.3, damping),
        IonicSystems.Rocksalt(2),
        // Bare charges attract each other without bound: no dynamics to speak of, and only its first steps are sound.
        new ConformanceOptions { Steps = 20, Timestep = 0.2 });

    [Fact]
    public void APairHasTheEnergyOfTheFormulas()
    {
        // The formulas by hand, r = 3, R = 9, a = 0.2.
        const double r = 3.0, cutoff = 9.0, a = 0.2;
        double erfc = ErrorFunction.Complement(a * cutoff);
        double slope = (erfc / (cutoff * cutoff))
            + (2.0 * a / Math.Sqrt(Math.PI) * Math.Exp(-a * a * cutoff * cutoff) / cutoff);
        double pair = -((ErrorFunction.Complement(a * r) / r) - (erfc / cutoff) + (slope * (r - cutoff)));
        double self = -((erfc / (2.0 * cutoff)) + (0.5 * slope * cutoff) + (a / Math.Sqrt(Math.PI))) * 2.0;
        Structure dimer = new(
            MdEngine.Core.Cell.SimulationCell.Open, [IonicSystems.Na, IonicSystems.Cl], [Double3.Zero, new Double3(0, 0, r)]);
        Evaluation e = Evaluation.Of(new CoulombDsfPotential(IonicSystems.Salt, IonicSystems.SaltCharges, cutoff, a), dimer);
        e.Energy.ShouldBe(PhysicalConstants.Coulomb * (pair + self), 1e-12);
    }

    [Fact]
    public void AtomsWithoutChargesAreRefused() => Should.Throw<InputException>(() => Evaluation.Of(
        new CoulombDsfPotential(IonicSystems.Salt, null, 7.0, 0.2), IonicSystems.Rocksalt(1), needs: ForceNeeds.Energy))
        .Message.ShouldContain("no atom has a charge");
}
