using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Benchmarks;

/// <summary>
/// GAP models in MD from 600 K, one thread, best of chunks of a few steps, in units of LAMMPS's lj/cut cost per atom-step
/// measured in turns beside them (its processor time). QUIP's costs are in the same unit, energy and forces.
/// </summary>
internal static class GapCost
{
    private const int Steps = 100, Chunk = 4;

    // LJ units of QUIP where they have been measured: 2,700 to 3,400 for Mo-soap, of which the least.
    private static readonly (string Name, string Lattice, int Cells, int Times, double Quip)[] Cases =
    [
        ("Mo-soap", "bcc", 5, 1, 2700), ("Si-2b-soap", "diamond", 4, 1, 3290), ("Si-2b-soap", "diamond", 4, 4, 3290), ("MoNbTaW", "bcc", 6, 1, 3740),
        ("Si-2b-3b", "diamond", 4, 1, double.NaN),
    ];

    public static void Run(int rounds)
    {
        string? shared = Shared();
        if (shared is null)
        {
            Console.WriteLine("there is no folder 'shared' with reference/gap beside the repository");
            return;
        }

        Console.WriteLine($"peak of one core, double: {PeakRate.Measure():f1} GFlop/s");
        Console.WriteLine($"{"model",-14}{"points",8}{"atoms",7}{"us/atom-step",14}{"LJ units",10}{"over QUIP",11}{"kflop/atom",12}{"GFlop/s",9}");
        foreach ((string name, string lattice, int cells, int times, double quip) in Cases)
        {
            GapModel model = Repeated(GapReader.Read(Path.Combine(shared, name, "gap.xml")), times);
            Series own = new(name), units = new("units");
            for (int round = 0; round < rounds; round++)
            {
                double lj = double.NaN;
                if (Peer.IsInstalled)
                {
                    Peer.Run("lj/cut", 20, 60, out lj);
                }

                double cost = Measure(model, lattice, cells, Steps);
                own.Add(cost);
                units.Add(cost / lj);
            }

            GapCoordinates[] soaps = [.. model.Coordinates.Where(c => c.Kernel == GapKernel.DotProduct)];
            // Two products of descriptors and points; an atom is the centre of one process.
            double flops = soaps.Length == 0 ? double.NaN : soaps.Average(c => 4.0 * (c.Dimensions - 1) * c.Count);
            Console.WriteLine(
                $"{name,-14}{model.Coordinates.Max(c => c.Count),8}{Atoms(lattice, cells),7}{own.Best,14:f2}{units.Best,10:f1}{quip / units.Median,11:f1}"
                + $"{flops / 1e3,12:f0}{flops / own.Best / 1e3,9:f1}");
        }

        Memory(Repeated(GapReader.Read(Path.Combine(shared, "Si-2b-soap", "gap.xml")), 4));
    }

    /// <summary>The sparse points several times over, with weights to match: the same energies at a larger model's cost.</summary>
    private static GapModel Repeated(GapModel model, int times) => model with
    {
        Coordinates = [.. model.Coordinates.Select(c => c.Kernel != GapKernel.DotProduct ? c : c with
        {
            Points = [.. Enumerable.Range(0, times).SelectMany(_ => c.Points)],
            Alpha = [.. Enumerable.Range(0, times).SelectMany(_ => c.Alpha.Select(a => a / times))],
            SparseCutoff = [.. Enumerable.Range(0, times).SelectMany(_ => c.SparseCutoff)],
        })],
    };

    private static double Measure(GapModel model, string lattice, int cells, int steps)
    {
        Structure structure = Build(model, lattice, cells);
        var potential = new GapPotential(model);
        using var workers = new WorkerPool(1);
        var state = new SimulationState(AtomState.From(structure, new SpeciesTable(structure.Elements.Distinct())), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, 600.0, 1);
        var loop = new ForceLoop(potential, state.Atoms.Species, workers, new NeighborPolicy { Skin = 0.5 });
        var run = new SimulationLoop(state, loop, workers, []);
        run.Run([new SimulationStage("warm", 40, 1.0, new VelocityVerlet())]);
        double best = double.MaxValue;
        for (int k = 0; k < steps; k += Chunk)
        {
            long before = Stopwatch.GetTimestamp();
            run.Run([new SimulationStage("measured", Chunk, 1.0, new VelocityVerlet())]);
            // The forces of the start are computed again.
            best = Math.Min(best, Stopwatch.GetElapsedTime(before).TotalMicroseconds / ((Chunk + 1.0) * structure.Count));
        }

        return best;
    }

    private static void Memory(GapModel model)
    {
        Measure(model, "diamond", 11, 1);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"most memory, a run of {Atoms("diamond", 11):n0} atoms with {model.Coordinates.Max(c => c.Count)} points among them: "
            + $"{process.PeakWorkingSet64 / 1048576.0:f0} MB");
    }

    private static int Atoms(string lattice, int cells) => cells * cells * cells * (lattice == "diamond" ? 8 : 2);

    private static Structure Build(GapModel model, string lattice, int cells)
    {
        IReadOnlyList<Element> elements = new GapPotential(model).Elements;
        Element[] kinds = elements.Count > 100 ? [PeriodicTable.Get("Mo")] : [.. elements];
        bool diamond = lattice == "diamond";
        Structure crystal = StructureOperations.Replicate(
            CrystalBuilder.Build(new CrystalRecipe
            {
                Lattice = diamond ? CrystalLattice.Diamond : CrystalLattice.BodyCentredCubic,
                Elements = [kinds[0]],
                A = diamond ? 5.431 : 3.16,
            }), cells, cells, cells);
        for (int i = 0; i < crystal.Count; i++)
        {
            crystal.Elements[i] = kinds[((i * 7) + (i / 5)) % kinds.Length];
        }

        return crystal;
    }

    private static string? Shared()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string folder = Path.Combine(d.FullName, "..", "shared", "reference", "gap");
            if (File.Exists(Path.Combine(d.FullName, "MdEngine.sln")))
            {
                return Directory.Exists(folder) ? folder : null;
            }
        }

        return null;
    }
}
