using System;
using System.IO;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Eam;

namespace MdEngine.Benchmarks;

/// <summary>
/// Copper with the tables Cu_u3.eam of LAMMPS's distribution, fcc, 600 K at the start, beside LAMMPS in turns: its plain
/// and its fastest style, with thin and thick skins; the best of these counts. Times are those for which the programs had the
/// processor, so that others on the machine do not count.
/// </summary>
internal static class EamSideBySide
{
    private const string Table = "/usr/share/lammps/potentials/Cu_u3.eam";
    private const int Cells = 20, Steps = 100;
    private const double LatticeConstant = 3.615, Timestep = 2.0;

    public static void Run(int rounds)
    {
        if (!File.Exists(Table))
        {
            Console.WriteLine($"{Table} is missing (apt-get install lammps-data)");
            return;
        }

        double[] skins = [0.5, 0.7, 1.0];
        Series[] plain = [.. skins.Select(s => new Series($"lmp eam, skin {s}"))];
        Series[] opt = [.. skins.Select(s => new Series($"lmp eam/opt, skin {s}"))];
        Series[] own = [.. skins.Select(s => new Series($"this, skin {s}"))];
        string phases = "";
        Measure(skins[0], 20, ref phases, out _);
        long allocated = 0;
        for (int round = 0; round < rounds; round++)
        {
            for (int k = 0; k < skins.Length; k++)
            {
                if (Peer.IsInstalled)
                {
                    plain[k].Add(Lammps("eam", skins[k]));
                    opt[k].Add(Lammps("eam/opt", skins[k]));
                }

                own[k].Add(Measure(skins[k], Steps, ref phases, out allocated));
            }
        }

        Console.WriteLine($"32,000 atoms, {Steps} steps of {Timestep} fs, {rounds} rounds; microseconds of processor time per atom-step");
        Console.WriteLine($"{"",-24}{"best",10}{"median",10}");
        double best = double.MaxValue, mine = double.MaxValue;
        foreach (Series series in Peer.IsInstalled ? [.. plain, .. opt, .. own] : own)
        {
            Console.WriteLine($"{series.Name,-24}{series.Best,10:f4}{series.Median,10:f4}");
        }

        for (int k = 0; k < skins.Length && Peer.IsInstalled; k++)
        {
            best = Math.Min(best, Math.Min(opt[k].Best, plain[k].Best));
            mine = Math.Min(mine, own[k].Best);
            Console.WriteLine($"skin {skins[k]}: eam/opt takes {own[k].PairedRatio(opt[k]):f2} times as long (median of pairs)");
        }

        Console.WriteLine(Peer.IsInstalled ? $"best over best: {best / mine:f2}" : "no lmp");
        Console.WriteLine($"last run of this: {phases}; {allocated / (double)Steps:f2} bytes allocated a step");
    }

    private static double Lammps(string style, double skin) => Peer.CpuSeconds(FormattableString.Invariant($"""
        units metal
        atom_style atomic
        lattice fcc {LatticeConstant}
        region box block 0 {Cells} 0 {Cells} 0 {Cells}
        create_box 1 box
        create_atoms 1 box
        pair_style {style}
        pair_coeff 1 1 {Table}
        velocity all create 600.0 376847 loop geom
        neighbor {skin} bin
        neigh_modify delay 0 every 1 check yes
        fix 1 all nve
        timestep {Timestep / 1000.0}
        thermo {Steps}
        run {Steps}
        """)) * 1e6 / (4.0 * Cells * Cells * Cells * Steps);

    private static double Measure(double skin, int steps, ref string phases, out long allocated)
    {
        Element copper = PeriodicTable.Get("Cu");
        var recipe = new CrystalRecipe { Lattice = CrystalLattice.FaceCentredCubic, Elements = [copper], A = LatticeConstant };
        Structure structure = StructureOperations.Replicate(CrystalBuilder.Build(recipe), Cells, Cells, Cells);
        var species = new SpeciesTable([copper]);
        using var workers = new WorkerPool(1);
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, 600.0, 376847, exact: true);
        var forces = new ForceLoop(
            new EamPotential(EamReader.Read([Table])), species, workers, new NeighborPolicy { Skin = skin });
        var loop = new SimulationLoop(state, forces, workers, []);
        // The first lists and forces are set-up, outside the loop time of LAMMPS too.
        loop.Run([new SimulationStage("copper", 0, Timestep, new VelocityVerlet())]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        long rebuilds = forces.Statistics.Rebuilds;
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        PhaseTimes t = loop.Run([new SimulationStage("copper", steps, Timestep, new VelocityVerlet())]).Times;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        double each = 1e6 / ((double)state.Atoms.Owned * steps);
        phases = FormattableString.Invariant(
            $"wall clock: forces {t.Forces * each:f4}, lists {t.Lists * each:f4} ({forces.Statistics.Rebuilds - rebuilds} builds), motion {t.Integrate * each:f4}");
        return cpu.TotalSeconds * each;
    }
}
