using System;
using System.Diagnostics;
using System.Linq;
using System.Runtime.Intrinsics;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Motion;
using MdEngine.Core.Neighbors;
using MdEngine.Dynamics.Integrators;
using MdEngine.Dynamics.Simulation;
using MdEngine.Potentials.Nep;

namespace MdEngine.Benchmarks;

/// <summary>
/// Neuroevolution potentials at 600 K, 1 fs, skin 0.5 Angstrom, in turns with LAMMPS's Lennard-Jones melt, whose cost is the
/// unit: so figures of other machines can be compared.
/// </summary>
internal static class NepCost
{
    public static void Run(int rounds)
    {
        NepCase[] cases = [.. NepCase.All()];
        (string Name, Precision Precision, int Threads)[] ways =
            [("double", Precision.Double, 1), ("mixed", Precision.Mixed, 1), ("double, 2 threads", Precision.Double, 2), ("mixed, 2 threads", Precision.Mixed, 2)];
        Series melt = new("lmp lj/cut");
        double peak = PeakRate.Measure();
        var wall = cases.Select(_ => ways.Select(w => new Series(w.Name)).ToArray()).ToArray();
        var processor = cases.Select(_ => ways.Select(w => new Series(w.Name)).ToArray()).ToArray();
        for (int round = 0; round < rounds; round++)
        {
            if (Peer.IsInstalled)
            {
                melt.Add(Peer.Run("lj/cut", 20, 100));
            }

            for (int c = 0; c < cases.Length; c++)
            {
                for (int w = 0; w < ways.Length; w++)
                {
                    (double time, double user) = Measure(cases[c], ways[w].Precision, ways[w].Threads);
                    wall[c][w].Add(time);
                    processor[c][w].Add(user);
                }
            }
        }

        Console.WriteLine($"peak of one core in double precision, 256-bit registers: {peak:f1} GFlop/s");
        Console.WriteLine(Peer.IsInstalled ? $"lmp lj/cut on the melt of 32,000 atoms: {melt.Best:f3} us/atom-step, the unit" : "no lmp: no unit");
        Console.WriteLine($"{"us per atom-step",-26}{"",-20}{"best",8}{"median",8}{"cpu",8}{"units",8}{"NEP_CPU",9}{"GFlop/s",9}{"of peak",9}");
        for (int c = 0; c < cases.Length; c++)
        {
            for (int w = 0; w < ways.Length; w++)
            {
                Series s = wall[c][w];
                double units = Peer.IsInstalled ? s.Best / melt.Best : double.NaN, rate = cases[c].Flops() / s.Best / 1e3;
                Console.WriteLine($"{cases[c].Name,-26}{s.Name,-20}{s.Best,8:f2}{s.Median,8:f2}{processor[c][w].Best,8:f2}{units,8:f1}"
                    + $"{cases[c].PeerUnits / units,8:f1}x{rate,9:f1}{rate / peak,9:p0}");
            }

            Console.WriteLine($"{"",-26}two threads over one: double {wall[c][2].PairedRatio(wall[c][0]):f2}, mixed {wall[c][3].PairedRatio(wall[c][1]):f2}; "
                + $"{cases[c].Flops() / 1e3:f0} kflop an atom");
        }
    }

    private static (double Wall, double Processor) Measure(NepCase what, Precision precision, int threads)
    {
        var species = new SpeciesTable(what.Crystal.Elements.Distinct());
        using var workers = new WorkerPool(threads);
        var state = new SimulationState(AtomState.From(what.Crystal, species), what.Crystal.Cell);
        MaxwellBoltzmann.Assign(state.Atoms, 600.0, 1, exact: true);
        var forces = new ForceLoop(new NepPotential(what.Model, precision), species, workers, new NeighborPolicy { Skin = 0.5 });
        var loop = new SimulationLoop(state, forces, workers, []);
        loop.Run([new SimulationStage("warm-up", 10, 1.0, new VelocityVerlet())]);
        const int steps = 30;
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.UserProcessorTime;
        double wall = loop.Run([new SimulationStage("measure", steps, 1.0, new VelocityVerlet())]).Times.Total;
        process.Refresh();
        double each = 1e6 / ((double)steps * what.Crystal.Count);
        return (wall * each, (process.UserProcessorTime - before).TotalSeconds * each);
    }
}
