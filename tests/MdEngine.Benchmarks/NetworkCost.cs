using System;
using System.Diagnostics;
using System.IO;
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
using MdEngine.IO.Formats;
using MdEngine.Potentials.Hdnnp;
using MdEngine.Potentials.Hdnnp.Reading;

namespace MdEngine.Benchmarks;

/// <summary>
/// High-dimensional neural networks beside LAMMPS's Lennard-Jones melt, in turns, so that the ratio carries over to other
/// machines: silicon and liquid water with the published models in the folder "shared" beside the repository.
/// </summary>
internal static class NetworkCost
{
    public static void Run(int rounds)
    {
        string folder = Path.Combine(Shared(), "reference", "hdnnp");
        (string Name, string Model, Structure Structure, double Timestep)[] cases =
        [
            ("Si, 4,096 atoms", Path.Combine(folder, "mlearn_Si"), Diamond(), 1.0),
            ("H2O, 8,640 atoms", Path.Combine(folder, "H2O_RPBE-D3"), Water(Path.Combine(folder, "H2O_RPBE-D3")), 0.5),
        ];
        foreach ((string name, string model, Structure structure, double timestep) in cases)
        {
            Series melt = new("lmp lj/cut");
            Series[] ours = [new("double"), new("mixed")];
            for (int round = 0; round < rounds; round++)
            {
                if (Peer.IsInstalled)
                {
                    Peer.Run("lj/cut", 20, 60, out double processor);
                    melt.Add(processor);
                }

                ours[0].Add(Measure(model, structure, timestep, Precision.Double, 1));
                ours[1].Add(Measure(model, structure, timestep, Precision.Mixed, 1));
            }

            Console.WriteLine($"{name}: microseconds of processor time per atom-step, best of {rounds}, one thread");
            foreach (Series series in ours)
            {
                string units = Peer.IsInstalled
                    ? $"{series.Best / melt.Best:f1} times lj/cut ({melt.Best:f3}), median pair {melt.PairedRatio(series):f1}"
                    : "no lmp";
                Console.WriteLine($"  {series.Name,-8}{series.Best,10:f2}   {units}");
            }
        }
    }

    private static double Measure(string folder, Structure structure, double timestep, Precision precision, int threads)
    {
        HdnnpModel model = HdnnpReader.Read(folder, [], PhysicalConstants.Bohr, PhysicalConstants.Hartree);
        var species = new SpeciesTable(structure.Elements.Distinct());
        using var workers = new WorkerPool(threads);
        var state = new SimulationState(AtomState.From(structure, species), structure.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, 600.0, 1);
        var forces = new ForceLoop(
            new HdnnpPotential(model, precision), species, workers, new NeighborPolicy { Skin = 0.5 });
        var loop = new SimulationLoop(state, forces, workers, []);
        SimulationStage Stage(int steps) => new("run", steps, timestep, new VelocityVerlet());
        loop.Run([Stage(3)]);
        const int steps = 10;
        double before = Seconds();
        loop.Run([Stage(steps)]);
        return (Seconds() - before) * 1e6 / ((double)structure.Count * steps);
    }

    private static double Seconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.UserProcessorTime.TotalSeconds;
    }

    private static Structure Diamond()
    {
        var recipe = new CrystalRecipe
        {
            Lattice = CrystalLattice.Diamond,
            Elements = [PeriodicTable.Get("Si")],
            A = 5.431,
        };
        return StructureOperations.Replicate(CrystalBuilder.Build(recipe), 8, 8, 8);
    }

    private static Structure Water(string folder)
    {
        Structure liquid = StructureFormats.ReadAll(Path.Combine(folder, "expected.xyz"), null, new StructureReadOptions()).Last();
        return StructureOperations.Replicate(liquid, 2, 2, 2);
    }

    private static string Shared()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string shared = Path.Combine(folder.FullName, "shared");
            if (Directory.Exists(Path.Combine(shared, "reference", "hdnnp")))
            {
                return shared;
            }
        }

        throw new DirectoryNotFoundException("no folder 'shared' with the reference models beside the repository");
    }
}
