using System;
using System.Collections.Generic;
using MdEngine.Compare.Trust;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Guards;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.LennardJones;

namespace MdEngine.Tests.Compare.Running;

/// <summary>Small systems to compare potentials on.</summary>
internal static class Argon
{
    public static IPotential Potential(double epsilon, string element = "Ar") => new LennardJonesPotential(
        LennardJonesParameters.From(new LennardJonesOptions
        {
            Cutoff = 6.0,
            Shift = LennardJonesTruncation.Force,
            Pairs = [new LennardJonesPairOptions { Elements = [element, element], Epsilon = epsilon, Sigma = 3.4 }],
        }));

    public static Structure Crystal(int copies)
    {
        Structure cell = CrystalBuilder.Build(new CrystalRecipe
        {
            Lattice = CrystalLattice.FaceCentredCubic,
            Elements = [PeriodicTable.Get("Ar")],
            A = 5.3,
        });
        return StructureOperations.Replicate(cell, copies, copies, copies);
    }

    /// <summary>Forty steps of a crystal; with a temperature that no crystal withstands it fails.</summary>
    public static SimulationPlan Simulation(double temperature) => new(
        "md", Crystal(3), () => [new SimulationStage("nve", 40, 2.0, new VelocityVerlet())])
    {
        Prepare = atoms => MaxwellBoltzmann.Assign(atoms, temperature, 5),
        Guard = (stages, forces, workers) => new RunGuard(
            new GuardLimits { Every = 1, Temperature = 2000.0 }, stages, forces, workers),
        FrameEvery = 10,
    };
}
