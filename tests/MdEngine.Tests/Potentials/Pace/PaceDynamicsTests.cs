using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Core.Units;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Runs at constant energy.</summary>
public sealed class PaceDynamicsTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void EnergyDoesNotDrift()
    {
        var potential = new PacePotential(PaceFile.Read(PaceReferences.Find("Cu-PBE-core-rep/Cu-PBE-core-rep.yace")));
        using var workers = new WorkerPool(2);
        (SimulationState state, ForceLoop forces) = Start(potential, Copper(3), workers, 1200.0, skin: 0.2);
        var energies = new List<double>();
        var loop = new SimulationLoop(state, forces, workers, []);
        for (int k = 0; k < 40; k++)
        {
            loop.Run([new SimulationStage("nve", 10, 2.0, new VelocityVerlet())]);
            forces.Compute(state, ForceNeeds.Energy);
            energies.Add((state.Forces.Energy + Kinetic(state.Atoms)) / state.Atoms.Owned);
        }

        // Slope of a straight line, eV per atom and ps.
        double mean = energies.Average(), middle = (energies.Count - 1) / 2.0;
        double slope = energies.Select((e, k) => (e - mean) * (k - middle)).Sum()
            / energies.Select((_, k) => (k - middle) * (k - middle)).Sum() / 0.02;
        double spread = energies.Max() - energies.Min();
        output.WriteLine($"drift {slope:e1} eV/atom/ps, spread {spread:e1} eV/atom, {forces.Statistics.Rebuilds} lists");
        forces.Statistics.Rebuilds.ShouldBeGreaterThan(1);
        // At 2 fs and 1200 K the energy of a harmonic solid of 7 THz wanders by (omega dt)^2/8 of kT = 0.1 eV, 0.1 per cent; a
        // drift that cannot be told from that in 0.8 ps.
        spread.ShouldBeLessThan(1e-3);
        Math.Abs(slope).ShouldBeLessThan(2e-4);
    }

    [Theory]
    [InlineData("ChebExpCos")]
    [InlineData("ACE.jl.Basic")]
    public void NothingIsAllocatedInTheLoop(string basis)
    {
        using var workers = new WorkerPool(1);
        var sample = new PaceSample { Elements = ["Cu", "Al"], Basis = basis, RadialMax = 3, Embedding = [1.0, 1.0, 0.5, 0.5] };
        Structure crystal = Copper(3);
        for (int k = 0; k < crystal.Count; k += 3)
        {
            crystal.Elements[k] = PeriodicTable.Get("Al");
        }

        (SimulationState state, ForceLoop forces) = Start(new PacePotential(sample.Model()), crystal, workers, 300.0, 0.5);
        forces.UpdateNeighbors(state);
        forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 10; k++)
        {
            forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static (SimulationState State, ForceLoop Forces) Start(
        PacePotential potential, Structure structure, WorkerPool workers, double temperature, double skin)
    {
        var species = new SpeciesTable(structure.Elements.Distinct());
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, temperature, 1, exact: true);
        return (state, new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = skin }));
    }

    private static double Kinetic(AtomState atoms) => 0.5 * PhysicalConstants.MassVelocitySquared * Enumerable.Range(0, atoms.Owned)
        .Sum(i => atoms.Mass[i] * ((atoms.Vx[i] * atoms.Vx[i]) + (atoms.Vy[i] * atoms.Vy[i]) + (atoms.Vz[i] * atoms.Vz[i])));

    private static Structure Copper(int cells) => StructureOperations.Replicate(
        CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.FaceCentredCubic, Elements = [PeriodicTable.Get("Cu")], A = 3.63 }),
        cells, cells, cells);
}
