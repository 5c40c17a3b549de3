using System;
using System.IO;
using System.Linq;
using MdEngine.Conformance;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Tests.Cli;
using MdEngine.Tests.Dynamics;
using MdEngine.Tests.Potentials.Eam;
using Shouldly;
using Xunit;
using Xunit.Abstractions;

namespace MdEngine.Tests.Potentials.Meam;

/// <summary>Runs: energy, threads, allocation.</summary>
public sealed class MeamDynamicsTests(ITestOutputHelper output)
{
    [Fact]
    public void TotalEnergyDoesNotDrift() => Drift(1000);

    [Fact]
    [Trait("Category", "Long")]
    public void TotalEnergyDoesNotDriftInALongRun() => Drift(30_000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ARunIsTheSameWhateverTheThreads(int metals)
    {
        long[][] bits = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var workers = new WorkerPool(threads);
            // Hot enough that lists are rebuilt on the way, more than one block of atoms.
            SimulationState state = Start(metals, 6, 2500.0);
            ForceLoop loop = Loop(metals, state, workers);
            Run(state, loop, workers, 60);
            loop.Statistics.Rebuilds.ShouldBeGreaterThan(1);
            AtomState a = state.Atoms;
            double[] all = [.. a.X[..a.Owned], .. a.Y[..a.Owned], .. a.Z[..a.Owned], .. a.Vx, .. a.Vy, .. a.Vz, .. a.Fx, .. a.Fy, .. a.Fz];
            return all.Select(BitConverter.DoubleToInt64Bits).ToArray();
        })];
        bits[1].ShouldBe(bits[0]);
        bits[2].ShouldBe(bits[0]);
    }

    [Fact]
    public void TheSteadyStateAllocatesNothing()
    {
        using var workers = new WorkerPool(1);
        SimulationState state = Start(2, 4, 300.0);
        ForceLoop loop = Loop(2, state, workers);
        // Code that is not yet optimised may allocate for itself: some batch of evaluations must come out clean.
        long least = long.MaxValue;
        for (int batch = 0; batch < 40 && least > 0; batch++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 10; k++)
            {
                loop.UpdateNeighbors(state);
                loop.Compute(state, k % 2 == 0 ? ForceNeeds.None : ForceNeeds.Energy | ForceNeeds.Virial);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.ShouldBe(0);
    }

    private static SimulationState Start(int metals, int cells, double temperature)
    {
        SimulationState state = Evaluation.StateOf(EamSystems.Fcc(cells, metals == 1 ? 3.52 : 3.57, metals == 1 ? ["Ni"] : ["Ni", "Cu"]));
        MaxwellBoltzmann.Assign(state.Atoms, temperature, 11, exact: true);
        return state;
    }

    private static ForceLoop Loop(int metals, SimulationState state, WorkerPool workers) => new(
        metals == 1
            ? PotentialText.Read(Path.Combine(Repository.Root, "potentials", "Ni-MEAM-Lee", "potential.json"))
            : MeamSystems.Potential("rc=4.4\ndelr=0.3\nlattce(1,2)=b1\nnn2(1,1)=1\nCmin(1,1,1)=0.81\nCmin(1,2,1)=1.1", "Ni", "Cu"),
        state.Atoms.Species,
        workers,
        new NeighborPolicy { Skin = 0.6 });

    private static void Run(SimulationState state, ForceLoop loop, WorkerPool workers, long steps, params Probe[] probes) =>
        new SimulationLoop(state, loop, workers, probes).Run([new SimulationStage("run", steps, 2.0, new VelocityVerlet())]);

    private void Drift(long steps)
    {
        using var workers = new WorkerPool(1);
        SimulationState state = Start(1, 4, 600.0);
        ForceLoop loop = Loop(1, state, workers);
        Run(state, loop, workers, 200);
        Probe total = Probe.Total(5);
        Run(state, loop, workers, steps, total);
        double[] e = [.. total.Values];
        int quarter = e.Length / 4;
        double drift = (e[^quarter..].Average() - e[..quarter].Average()) / state.Atoms.Owned;
        double spread = Math.Sqrt(SampleStatistics.Moments(total.Values).Variance) / state.Atoms.Owned;
        output.WriteLine($"{drift:e2} eV an atom over {0.75 * steps * 2.0 / 1000.0} ps, spread {spread:e2}");
        // The energy of 2 fs swings by some 1e-5 eV an atom, with the vibrations and where screening begins and ends;
        // averages over a quarter of a run are several times surer.
        Math.Abs(drift).ShouldBeLessThan(5e-6);
        spread.ShouldBeLessThan(1e-4);
    }
}
