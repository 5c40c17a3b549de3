using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Coulomb;

namespace MdEngine.Benchmarks;

/// <summary>
/// The Coulomb sum of rocksalt, 32,768 ions, relative force error 1e-4, beside pppm of LAMMPS at the same accuracy, each
/// with the cutoff that suits it best, and on two threads. Ions without repulsion attract: the steps are too short for them to move.
/// </summary>
internal static class Salt
{
    private const int Cells = 16, Steps = 20;
    private const double A = 5.64, Error = 1e-4, Timestep = 0.1;

    public static void Run(int rounds)
    {
        double[] theirs = [8.0, 9.0, 10.0], ours = [8.0, 9.0];
        Series[] lmp = [.. Array.ConvertAll(theirs, c => new Series($"lmp pppm, cutoff {c}"))];
        Series[] here = [.. Array.ConvertAll(ours, c => new Series($"here, cutoff {c}"))];
        Series[] two = [.. Array.ConvertAll(ours, c => new Series($"two threads, cutoff {c}"))];
        Measure(ours[0], 1);
        for (int round = 0; round < rounds; round++)
        {
            for (int k = 0; k < theirs.Length && Peer.IsInstalled; k++)
            {
                lmp[k].Add(Peer.Salt(Cells, Steps, theirs[k], Error));
            }

            for (int k = 0; k < ours.Length; k++)
            {
                here[k].Add(Measure(ours[k], 1));
                two[k].Add(Measure(ours[k], 2));
            }
        }

        Console.WriteLine($"32,768 ions, {Steps} steps, {rounds} rounds; microseconds per atom-step, best (median)");
        Series? best = null;
        foreach (Series series in Peer.IsInstalled ? lmp : [])
        {
            best = best is null || series.Best < best.Best ? series : best;
            Console.WriteLine($"{series.Name,-22}{series.Best,10:f3} ({series.Median:f3})");
        }

        foreach (Series series in here)
        {
            string ratio = best is null ? "" : $"lmp over it {series.PairedRatio(best):f2} (best: {best.Best / series.Best:f2})";
            Console.WriteLine($"{series.Name,-22}{series.Best,10:f3} ({series.Median:f3})  {ratio}");
        }

        for (int k = 0; k < ours.Length; k++)
        {
            Console.WriteLine($"{two[k].Name,-22}{two[k].Best,10:f3} ({two[k].Median:f3})  over one {two[k].PairedRatio(here[k]):f2} "
                + $"(best: {here[k].Best / two[k].Best:f2})");
        }
    }

    private static double Measure(double cutoff, int threads)
    {
        Element[] salt = [PeriodicTable.Get("Na"), PeriodicTable.Get("Cl")];
        Structure structure = StructureOperations.Replicate(
            CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.Rocksalt, Elements = salt, A = A }), Cells, Cells, Cells);
        var species = new SpeciesTable(salt);
        using var workers = new WorkerPool(threads);
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, 300.0, 1, exact: true);
        var loop = new ForceLoop(
            new CoulombSpmePotential(salt, [1.0, -1.0], cutoff, Error), species, workers, new NeighborPolicy { Skin = 1.0 });
        // The first lists and forces are set-up, outside the loop time of LAMMPS too.
        Run(0);
        return Run(Steps).Total * 1e6 / ((double)state.Atoms.Owned * Steps);

        PhaseTimes Run(int steps) => new SimulationLoop(state, loop, workers, [])
            .Run([new SimulationStage("nve", steps, Timestep, new VelocityVerlet())]).Times;
    }
}
