using System;
using System.IO;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.StillingerWeber;
using MdEngine.Potentials.Tersoff;

namespace MdEngine.Benchmarks;

/// <summary>
/// Diamond silicon, 32,768 atoms from the lattice at 600 K, 1 fs, skin 0.5 Angstrom: Stillinger-Weber and Tersoff beside
/// LAMMPS, in turns within one run. Debian's <c>lmp</c> has but the plain styles for them: none of /opt, /omp or /intel.
/// </summary>
internal static class Silicon
{
    private const int Cells = 16, Steps = 100;
    private const double A = 5.431, Temperature = 600.0, Skin = 0.5;

    public static void Run(int rounds)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "potentials");
        string sw = Path.GetFullPath(Path.Combine(folder, "Si-SW", "Si.sw"));
        string tersoff = Path.GetFullPath(Path.Combine(folder, "Si-Tersoff-T3", "Si.tersoff"));
        string old = Path.GetFullPath(Path.Combine(folder, "Si-Tersoff-T2", "Si.tersoff"));
        (string Style, string File, IPotential Potential)[] cases =
        [
            ("sw", sw, new StillingerWeberPotential(StillingerWeberParameters.From(new StillingerWeberOptions { File = sw, Elements = ["Si"] }))),
            ("tersoff", tersoff, new TersoffPotential(TersoffParameters.From(new TersoffOptions { File = tersoff, Elements = ["Si"] }))),
            ("tersoff", old, new TersoffPotential(TersoffParameters.From(new TersoffOptions { File = old, Elements = ["Si"] }))),
        ];
        Console.WriteLine($"32,768 atoms, {Steps} steps, {rounds} rounds; microseconds per atom-step, best (median)");
        Console.WriteLine($"{"",-44}{"lmp",18}{"here",18}{"lmp over it",26}{"forces",9}{"lists",9}{"bytes/step",12}");
        foreach ((string style, string file, IPotential potential) in cases)
        {
            Series lmp = new("lmp"), here = new("here");
            double forces = double.MaxValue, lists = double.MaxValue;
            long allocated = 0;
            Measure(potential, out _, out _);
            for (int round = 0; round < rounds; round++)
            {
                if (Peer.IsInstalled)
                {
                    lmp.Add(Peer.Silicon(style, file, Cells, Steps, Skin));
                }

                PhaseTimes times = Measure(potential, out int atoms, out allocated);
                double each = 1e6 / ((double)atoms * Steps);
                here.Add(times.Total * each);
                forces = Math.Min(forces, times.Forces * each);
                lists = Math.Min(lists, times.Lists * each);
            }

            string peer = Peer.IsInstalled ? $"{lmp.Best:f4} ({lmp.Median:f4})" : "no lmp";
            string ratio = Peer.IsInstalled ? $"{here.PairedRatio(lmp):f2} (best: {lmp.Best / here.Best:f2})" : "";
            Console.WriteLine($"{Path.GetFileName(Path.GetDirectoryName(file)) + ", " + style,-44}{peer,18}{$"{here.Best:f4} ({here.Median:f4})",18}{ratio,26}"
                + $"{forces,9:f4}{lists,9:f4}{(double)allocated / Steps,12:f1}");
        }
    }

    private static PhaseTimes Measure(IPotential potential, out int atoms, out long allocated)
    {
        Element silicon = PeriodicTable.Get("Si");
        Structure structure = StructureOperations.Replicate(
            CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.Diamond, Elements = [silicon], A = A }), Cells, Cells, Cells);
        var species = new SpeciesTable([silicon]);
        using var workers = new WorkerPool(1);
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, Temperature, 87287, exact: true);
        var loop = new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = Skin });
        atoms = state.Atoms.Owned;
        // The first lists and forces are set-up, outside the loop time of LAMMPS too.
        Run(0);
        PhaseTimes times = Run(Steps);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(Steps);
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return times;

        PhaseTimes Run(int steps) => new SimulationLoop(state, loop, workers, [])
            .Run([new SimulationStage("silicon", steps, 1.0, new VelocityVerlet())]).Times;
    }
}
