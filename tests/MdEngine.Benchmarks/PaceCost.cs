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
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;

namespace MdEngine.Benchmarks;

/// <summary>
/// The atomic cluster expansion of copper beside LAMMPS's Lennard-Jones melt, in turns, so that the ratio carries over to other
/// machines; with an account of where the operations are.
/// </summary>
internal static class PaceCost
{
    // Of the PACE evaluator (recursive, lists not counted), in units of lj/cut: of 500 atoms on their lattice and 2,048 at 600 K.
    private const double PeerPerfect = 360.0, PeerRattled = 500.0;

    public static void Run(int rounds)
    {
        PaceModel model = PaceFile.Read(Reference());
        var potential = new PacePotential(model);
        (string Name, Structure Crystal, double Temperature, double Peer)[] cases =
        [
            ("500 atoms, fcc", Copper(5), 1.0, PeerPerfect), ("2,048 atoms, 600 K", Copper(8), 1200.0, PeerRattled),
        ];
        Series melt = new("lmp lj/cut");
        Series[] ours = [.. cases.Select(c => new Series(c.Name))];
        double peak = PeakRate.Measure();
        for (int round = 0; round < rounds; round++)
        {
            if (Peer.IsInstalled)
            {
                Peer.Run("lj/cut", 20, 50, out double processor);
                melt.Add(processor);
            }

            for (int c = 0; c < cases.Length; c++)
            {
                ours[c].Add(Measure(potential, cases[c].Crystal, cases[c].Temperature));
            }
        }

        PaceAccount account = PaceAccount.Of(potential, 0, 140.0);
        Console.WriteLine($"peak of one core in double precision, 256-bit registers: {peak:f1} GFlop/s");
        Console.WriteLine(account);
        for (int c = 0; c < cases.Length; c++)
        {
            double units = Peer.IsInstalled ? ours[c].Best / melt.Best : double.NaN, rate = account.Total / ours[c].Best / 1e3;
            Console.WriteLine($"{cases[c].Name,-22}{ours[c].Best,8:f2} us of processor time per atom-step (median {ours[c].Median:f2}), {units:f1} times lj/cut, "
                + $"{cases[c].Peer / units:f1} times faster than the PACE evaluator; {rate:f1} GFlop/s, {rate / peak:p0} of the peak");
        }
    }

    private static double Measure(PacePotential potential, Structure crystal, double temperature)
    {
        var species = new SpeciesTable(crystal.Elements.Distinct());
        using var workers = new WorkerPool(1);
        var state = new SimulationState(AtomState.From(crystal, species), crystal.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, temperature, 1, exact: true);
        var forces = new ForceLoop(potential, species, workers, new NeighborPolicy { Skin = 0.5 });
        var loop = new SimulationLoop(state, forces, workers, []);
        SimulationStage Stage(int steps) => new("run", steps, 1.0, new VelocityVerlet());
        loop.Run([Stage(crystal.Count < 1000 ? 40 : 15)]);
        int steps = crystal.Count < 1000 ? 40 : 10;
        double before = Seconds();
        loop.Run([Stage(steps)]);
        return (Seconds() - before) * 1e6 / ((double)steps * crystal.Count);
    }

    private static double Seconds()
    {
        using var process = Process.GetCurrentProcess();
        return process.UserProcessorTime.TotalSeconds;
    }

    private static Structure Copper(int cells) => StructureOperations.Replicate(
        CrystalBuilder.Build(new CrystalRecipe { Lattice = CrystalLattice.FaceCentredCubic, Elements = [PeriodicTable.Get("Cu")], A = 3.63 }),
        cells, cells, cells);

    private static string Reference()
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            string file = Path.Combine(d.FullName, "..", "shared", "reference", "pace", "Cu-PBE-core-rep", "Cu-PBE-core-rep.yace");
            if (File.Exists(Path.Combine(d.FullName, "MdEngine.sln")) && File.Exists(file))
            {
                return file;
            }
        }

        throw new DirectoryNotFoundException("no folder 'shared/reference/pace' beside the repository");
    }
}
