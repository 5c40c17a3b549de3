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
using MdEngine.Potentials.Nep;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Nep;

/// <summary>Runs at constant energy.</summary>
public sealed class NepDynamicsTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData("Si_2022_NEP4_3body", "Si", 5.431, Precision.Double)]
    [InlineData("Si_2022_NEP4_3body", "Si", 5.431, Precision.Mixed)]
    [InlineData("C_2024_NEP4", "C", 3.57, Precision.Double)]
    public void EnergyDoesNotDrift(string model, string element, double a, Precision precision)
    {
        (string file, _) = NepReferences.Find(model);
        using var workers = new WorkerPool(2);
        (SimulationState state, ForceLoop forces) = Start(
            new NepPotential(NepFile.Read(file), precision), Diamond(element, a, element == "C" ? 2 : 3), workers, 1000.0, skin: 0.2);
        var energies = new List<double>();
        var loop = new SimulationLoop(state, forces, workers, []);
        for (int k = 0; k < 60; k++)
        {
            loop.Run([new SimulationStage("nve", 10, 1.0, new VelocityVerlet())]);
            forces.Compute(state, ForceNeeds.Energy);
            energies.Add((state.Forces.Energy + Kinetic(state.Atoms)) / state.Atoms.Owned);
        }

        // Slope of a straight line, eV per atom and ps.
        double mean = energies.Average(), middle = (energies.Count - 1) / 2.0;
        double slope = energies.Select((e, k) => (e - mean) * (k - middle)).Sum()
            / energies.Select((_, k) => (k - middle) * (k - middle)).Sum() / 0.01;
        double spread = energies.Max() - energies.Min();
        output.WriteLine($"{model}, {precision}: drift {slope:e1} eV/atom/ps, spread {spread:e1} eV/atom, {forces.Statistics.Rebuilds} lists");
        forces.Statistics.Rebuilds.ShouldBeGreaterThan(1);
        // At 1 fs and 1000 K the energy of a harmonic solid wanders by (omega dt)^2/8 of kT = 0.09 eV, 0.1 per cent; a drift that
        // cannot be told from that in 0.6 ps.
        spread.ShouldBeLessThan(1e-3);
        Math.Abs(slope).ShouldBeLessThan(2e-4);
    }

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Mixed)]
    public void NothingIsAllocatedInTheLoop(Precision precision)
    {
        using var workers = new WorkerPool(1);
        var sample = new NepSample { Tag = "nep4_zbl", Elements = ["Si", "C"], Zbl = "1 2" };
        Structure crystal = Diamond("Si", 5.431, 2);
        for (int k = 0; k < crystal.Count; k += 3)
        {
            crystal.Elements[k] = PeriodicTable.Get("C");
        }

        (SimulationState state, ForceLoop forces) = Start(new NepPotential(sample.Model(), precision), crystal, workers, 300.0);
        forces.UpdateNeighbors(state);
        forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 10; k++)
        {
            forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    [Trait("Category", "Long")]
    public void AHundredThousandAtomsOfSixteenElementsTakeLessThanTwoGigabytes()
    {
        string[] elements = ["Ag", "Al", "Au", "Cr", "Cu", "Mg", "Mo", "Ni", "Pb", "Pd", "Pt", "Ta", "Ti", "V", "W", "Zr"];
        var sample = new NepSample
        {
            // The sizes of a published model of as many elements.
            Tag = "nep4_zbl",
            Elements = elements,
            Zbl = "1 2",
            Cutoff = "6 5 200 134",
            AngularMax = 4,
            RadialBasis = 8,
            AngularBasis = 8,
            Neurons = 80,
        };
        long managed = GC.GetTotalMemory(true);
        using var workers = new WorkerPool(2);
        Structure alloy = Crystal(CrystalLattice.FaceCentredCubic, "Ag", 3.9, 30);
        for (int k = 0; k < alloy.Count; k++)
        {
            alloy.Elements[k] = PeriodicTable.Get(elements[k * 7 % elements.Length]);
        }

        (SimulationState state, ForceLoop forces) = Start(new NepPotential(sample.Model()), alloy, workers, 300.0);
        forces.UpdateNeighbors(state);
        forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        long live = GC.GetTotalMemory(true) - managed;
        GC.KeepAlive(state);
        GC.KeepAlive(forces);
        output.WriteLine($"{alloy.Count} atoms: {live / 1e6:f0} MB, {live / (double)alloy.Count:f0} bytes an atom");
        alloy.Count.ShouldBeGreaterThan(100_000);
        live.ShouldBeLessThan(1_000_000_000);
    }

    private static (SimulationState State, ForceLoop Forces) Start(
        NepPotential potential, Structure structure, WorkerPool workers, double temperature, double skin = 0.5)
    {
        var species = new SpeciesTable(structure.Elements.Distinct());
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, temperature, 1, exact: true);
        return (state, new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = skin }));
    }

    private static double Kinetic(AtomState atoms) => 0.5 * PhysicalConstants.MassVelocitySquared * Enumerable.Range(0, atoms.Owned)
        .Sum(i => atoms.Mass[i] * ((atoms.Vx[i] * atoms.Vx[i]) + (atoms.Vy[i] * atoms.Vy[i]) + (atoms.Vz[i] * atoms.Vz[i])));

    private static Structure Diamond(string element, double a, int cells) => Crystal(CrystalLattice.Diamond, element, a, cells);

    private static Structure Crystal(CrystalLattice lattice, string element, double a, int cells) => StructureOperations.Replicate(
        CrystalBuilder.Build(new CrystalRecipe { Lattice = lattice, Elements = [PeriodicTable.Get(element)], A = a }),
        cells, cells, cells);
}
