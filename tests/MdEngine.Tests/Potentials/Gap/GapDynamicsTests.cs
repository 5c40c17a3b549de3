using System;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Tests.Dynamics;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Gap;

/// <summary>Runs: energy, allocation, threads.</summary>
public sealed class GapDynamicsTests(ITestOutputHelper output)
{
    [Fact]
    public void TotalEnergyDoesNotDrift()
    {
        const int steps = 1000;
        using var workers = new WorkerPool(1);
        SimulationState state = State(2);
        var loop = Loop(state, workers);
        MaxwellBoltzmann.Assign(state.Atoms, 300.0, 5);
        Probe total = Probe.Total(1);
        new SimulationLoop(state, loop, workers, [total]).Run([new SimulationStage("nve", steps, 0.5, new VelocityVerlet())]);
        double[] energies = [.. total.Values];
        double first = energies[..(steps / 4)].Average(), last = energies[^(steps / 4)..].Average();
        double swing = energies.Max() - energies.Min();
        output.WriteLine($"from {first:f9} to {last:f9} eV, swing {swing:e2} eV");
        // Velocity Verlet keeps a shadow energy: what drifts is rounding, and the mean of the swing over the quarters.
        Math.Abs(last - first).ShouldBeLessThan(0.1 * swing + 1e-6);
        swing.ShouldBeLessThan(0.1);
    }

    [Fact]
    public void ASteadyStateAllocatesNothing()
    {
        using var workers = new WorkerPool(1);
        SimulationState state = State(2);
        var loop = Loop(state, workers);
        loop.UpdateNeighbors(state);
        const ForceNeeds all = ForceNeeds.Energy | ForceNeeds.Virial;
        loop.Compute(state, all);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int k = 0; k < 5; k++)
        {
            loop.Compute(state, all);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void BatchesOfAnySizeGiveTheSame()
    {
        // 8, 64, 512 atoms make blocks of 1, 2 and 16; 33 centres of a kind in a block of 64 would make a batch and one.
        var one = Evaluation.Of(GapSystems.Potential(GapSystems.Carbide()), GapSystems.Crystal());
        foreach (int n in new[] { 2, 4 })
        {
            var cells = MdEngine.Core.Building.StructureOperations.Replicate(GapSystems.Crystal(), n, n, n);
            var many = Evaluation.Of(GapSystems.Potential(GapSystems.Carbide()), cells, threads: 2);
            (many.Energy / cells.Count).ShouldBe(one.Energy / 8, 1e-11);
            many.Forces.Max(f => f.Length).ShouldBe(one.Forces.Max(f => f.Length), 1e-9);
        }
    }

    private static SimulationState State(int n) => Evaluation.StateOf(GapSystems.Crystal(n));

    private static ForceLoop Loop(SimulationState state, WorkerPool workers) => new(
        GapSystems.Potential(GapSystems.Carbide()), state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
}
