using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Observables;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Hdnnp;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Hdnnp;

/// <summary>Molecular dynamics with the water network.</summary>
public sealed class HdnnpDynamicsTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Mixed)]
    public void TheEnergyOfWaterIsConserved(Precision precision)
    {
        // The dimer in its box: steps are cheap, and the bonds the stiffest there are.
        Structure dimer = HdnnpModels.Frames(HdnnpModels.Published("H2O_RPBE-D3")).First(f => f.Count == 6);
        double coarse = Spread(dimer, precision, 0.5, 200), fine = Spread(dimer, precision, 0.25, 400);
        output.WriteLine($"{precision}: {coarse:e2} eV at 0.5 fs, {fine:e2} eV at 0.25 fs");
        // Of the order of a hundredth of kT at 0.5 fs; a quarter of that at half the step, as Verlet's error goes with its square.
        coarse.ShouldBeLessThan(2e-3);
        (coarse / fine).ShouldBeInRange(3.0, 5.0);
    }

    [SkippableTheory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Mixed)]
    public void AStepAllocatesNothing(Precision precision)
    {
        Structure water = HdnnpModels.Frames(HdnnpModels.Published("H2O_RPBE-D3")).First(f => f.Count == 63);
        using var workers = new WorkerPool(1);
        (SimulationState state, ForceLoop forces) = Prepare(water, precision, workers);
        forces.UpdateNeighbors(state);
        for (int k = 0; k < 3; k++)
        {
            forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        forces.Compute(state, ForceNeeds.Energy | ForceNeeds.Virial);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    /// <summary>Largest distance of the total energy from its start.</summary>
    private static double Spread(Structure structure, Precision precision, double timestep, int steps)
    {
        using var workers = new WorkerPool(1);
        (SimulationState state, ForceLoop forces) = Prepare(structure, precision, workers);
        MaxwellBoltzmann.Assign(state.Atoms, 200.0, 4);
        var loop = new SimulationLoop(state, forces, workers, []);
        double start = double.NaN, worst = 0.0;
        for (int k = 0; k <= steps; k++)
        {
            loop.Run([new SimulationStage("run", k == 0 ? 0 : 1, timestep, new VelocityVerlet())]);
            forces.UpdateNeighbors(state);
            forces.Compute(state, ForceNeeds.Energy);
            double energy = state.Forces.Energy + Kinetic(state.Atoms);
            start = k == 0 ? energy : start;
            worst = Math.Max(worst, Math.Abs(energy - start));
        }

        return worst;
    }

    private static double Kinetic(AtomState atoms)
    {
        double sum = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            sum += atoms.Mass[i] * ((atoms.Vx[i] * atoms.Vx[i]) + (atoms.Vy[i] * atoms.Vy[i]) + (atoms.Vz[i] * atoms.Vz[i]));
        }

        return 0.5 * MdEngine.Core.Units.PhysicalConstants.MassVelocitySquared * sum;
    }

    private static (SimulationState State, ForceLoop Forces) Prepare(Structure structure, Precision precision, WorkerPool workers)
    {
        var species = new SpeciesTable(structure.Elements.Distinct());
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        var potential = new HdnnpPotential(HdnnpModels.ReadPublished("H2O_RPBE-D3"), precision);
        return (state, new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = 0.5 }));
    }
}
