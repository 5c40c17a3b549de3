using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Units;
using MdEngine.Potentials.LennardJones;

namespace MdEngine.Cli.Measuring;

/// <summary>
/// What is measured when nothing is named: the Lennard-Jones melt that other programs know (32,000 atoms, reduced
/// density 0.8442 and temperature 1.44, cutoff 2.5 sigma, skin 0.3 sigma, lists every 20 steps, timestep 0.005 tau) in
/// double and mixed precision, and Rahman's liquid argon.
/// </summary>
public static class ShippedBenches
{
    private const double Sigma = 3.4;
    private const double WellKelvin = 120.0;

    /// <summary>The cases.</summary>
    /// <param name="factory">Makes Lennard-Jones potentials.</param>
    public static IEnumerable<BenchCase> Create(IPotentialFactory factory)
    {
        yield return Melt(factory, Precision.Double);
        yield return Melt(factory, Precision.Mixed);
        yield return Argon(factory);
    }

    private static BenchCase Melt(IPotentialFactory factory, Precision precision)
    {
        // a = (4/0.8442)^(1/3) sigma; tau = sigma sqrt(m/epsilon).
        Structure cell = CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = CrystalLattice.FaceCentredCubic,
            Elements = [PeriodicTable.Get("Ar")],
            A = System.Math.Cbrt(4.0 / 0.8442) * Sigma,
        });
        double tau = Sigma * System.Math.Sqrt(
            PeriodicTable.Get("Ar").StandardMass * PhysicalConstants.MassVelocitySquared
            / (WellKelvin * PhysicalConstants.Boltzmann));
        string name = precision == Precision.Mixed ? "LJ melt, mixed precision" : "LJ melt, double precision";
        return new BenchCase(name, StructureOperations.Replicate(cell, 20, 20, 20), Argon(factory, 2.5 * Sigma, precision))
        {
            Steps = 200,
            Temperature = 1.44 * WellKelvin,
            Timestep = 0.005 * tau,
            Skin = 0.3 * Sigma,
            RebuildEvery = 20,
        };
    }

    private static BenchCase Argon(IPotentialFactory factory)
    {
        Structure cell = CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = CrystalLattice.FaceCentredCubic,
            Elements = [PeriodicTable.Get("Ar")],
            Density = 1.374,
        });
        return new BenchCase(
            "liquid argon (Rahman 1964)",
            StructureOperations.Replicate(cell, 6, 6, 6),
            Argon(factory, 2.25 * Sigma, Precision.Double))
        {
            Steps = 5000,
            Temperature = 190.0,
            Timestep = 4.0,
            Skin = 1.0,
        };
    }

    private static IPotential Argon(IPotentialFactory factory, double cutoff, Precision precision) =>
        factory.Create(new LennardJonesOptions
        {
            Cutoff = cutoff,
            Precision = precision,
            Pairs =
            [
                new LennardJonesPairOptions
                {
                    Elements = ["Ar", "Ar"],
                    Epsilon = WellKelvin * PhysicalConstants.Boltzmann,
                    Sigma = Sigma,
                },
            ],
        });
}
