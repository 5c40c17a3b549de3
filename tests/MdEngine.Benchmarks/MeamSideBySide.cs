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
using MdEngine.Potentials.Meam;

namespace MdEngine.Benchmarks;

/// <summary>
/// Modified embedded atoms beside LAMMPS in turns, one thread each, where its <c>lmp</c> has the style (Debian's has not): nickel
/// with first neighbours (LAMMPS's own file) and with second ones (the shipped model), silicon, from the lattice at 600 K.
/// Times are those for which the programs had the processor, so that others on the machine do not count.
/// </summary>
internal static class MeamSideBySide
{
    private const string Distribution = "/usr/share/lammps/potentials";
    private const int Steps = 20;
    private const double Timestep = 2.0, Temperature = 600.0;

    public static void Run(int rounds)
    {
        string models = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "..", "potentials"));
        Case[] cases =
        [
            new("Ni, first neighbours", Path.Combine(Distribution, "library.meam"), Path.Combine(Distribution, "Ni.meam"), "Ni", 3.52, 20),
            new("Ni, second neighbours", Path.Combine(models, "Ni-MEAM-Lee", "library.meam"), Path.Combine(models, "Ni-MEAM-Lee", "Ni.meam"), "Ni", 3.52, 20),
            new("Si", Path.Combine(models, "Si-MEAM-Baskes", "library.meam"), Path.Combine(models, "Si-MEAM-Baskes", "Si.meam"), "Si", 5.431, 16),
        ];
        string? absent = Peer.Lacks("meam");
        Console.WriteLine($"{Steps} steps of {Timestep} fs, {rounds} rounds; microseconds of processor time per atom-step, best (median)");
        if (absent is not null)
        {
            Console.WriteLine("no peer: " + absent);
        }

        foreach (Case item in cases)
        {
            if (!File.Exists(item.Settings))
            {
                Console.WriteLine($"{item.Name}: {item.Settings} is missing (apt-get install lammps-data)");
                continue;
            }

            double[] skins = [0.5, 1.0];
            Series[] lmp = [.. skins.Select(s => new Series($"lmp, skin {s}"))], own = [.. skins.Select(s => new Series($"this, skin {s}"))];
            string phases = "";
            Measure(item, skins[0], Steps, ref phases, out int atoms, out long allocated);
            for (int round = 0; round < rounds; round++)
            {
                for (int k = 0; k < skins.Length; k++)
                {
                    if (absent is null)
                    {
                        lmp[k].Add(Lammps(item, skins[k]) * 1e6 / ((double)atoms * Steps));
                    }

                    own[k].Add(Measure(item, skins[k], Steps, ref phases, out _, out allocated));
                }
            }

            Console.WriteLine($"{item.Name}, {atoms} atoms");
            foreach (Series series in absent is null ? [.. lmp, .. own] : own)
            {
                Console.WriteLine($"  {series.Name,-18}{series.Best,10:f4}{$"({series.Median:f4})",12}");
            }

            if (absent is null)
            {
                Console.WriteLine($"  lmp takes {lmp.Min(s => s.Best) / own.Min(s => s.Best):f2} times as long (best over best); "
                    + string.Join(", ", skins.Select((s, k) => $"{own[k].PairedRatio(lmp[k]):f2} at skin {s}")) + " (median of pairs)");
            }

            Console.WriteLine($"  last run: {phases}; {allocated / (double)Steps:f2} bytes allocated a step");
        }
    }

    private static double Lammps(Case item, double skin) => Peer.CpuSeconds(FormattableString.Invariant($"""
        units metal
        atom_style atomic
        lattice {(item.Element == "Si" ? "diamond" : "fcc")} {item.Constant}
        region box block 0 {item.Cells} 0 {item.Cells} 0 {item.Cells}
        create_box 1 box
        create_atoms 1 box
        mass 1 {PeriodicTable.Get(item.Element).StandardMass}
        pair_style meam
        pair_coeff * * {item.Library} {item.Element} {item.Settings} {item.Element}
        velocity all create {Temperature} 376847 loop geom
        neighbor {skin} bin
        neigh_modify delay 0 every 1 check yes
        fix 1 all nve
        timestep {Timestep / 1000.0}
        thermo {Steps}
        run {Steps}
        """));

    private static double Measure(Case item, double skin, int steps, ref string phases, out int atoms, out long allocated)
    {
        Element element = PeriodicTable.Get(item.Element);
        var recipe = new CrystalRecipe
        {
            Lattice = item.Element == "Si" ? CrystalLattice.Diamond : CrystalLattice.FaceCentredCubic,
            Elements = [element],
            A = item.Constant,
        };
        Structure structure = StructureOperations.Replicate(CrystalBuilder.Build(recipe), item.Cells, item.Cells, item.Cells);
        var species = new SpeciesTable([element]);
        using var workers = new WorkerPool(1);
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, Temperature, 376847, exact: true);
        var potential = new MeamPotential(MeamParameters.From(new MeamOptions
        {
            Library = item.Library,
            Parameters = item.Settings,
            Elements = [item.Element],
        }));
        var forces = new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = skin });
        var loop = new SimulationLoop(state, forces, workers, []);
        // The first lists and forces are set-up, outside the loop time of LAMMPS too.
        loop.Run([new SimulationStage("crystal", 0, Timestep, new VelocityVerlet())]);
        atoms = state.Atoms.Owned;
        long before = GC.GetAllocatedBytesForCurrentThread();
        long rebuilds = forces.Statistics.Rebuilds;
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        PhaseTimes t = loop.Run([new SimulationStage("crystal", steps, Timestep, new VelocityVerlet())]).Times;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        double each = 1e6 / ((double)atoms * steps);
        phases = FormattableString.Invariant(
            $"wall clock: forces {t.Forces * each:f4}, lists {t.Lists * each:f4} ({forces.Statistics.Rebuilds - rebuilds} builds), motion {t.Integrate * each:f4}");
        return cpu.TotalSeconds * each;
    }

    private sealed record Case(string Name, string Library, string Settings, string Element, double Constant, int Cells);
}
