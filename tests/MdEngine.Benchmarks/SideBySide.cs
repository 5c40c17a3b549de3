using System;
using MdEngine.Core.Forces;
using MdEngine.Dynamics.Simulation;

namespace MdEngine.Benchmarks;

/// <summary>The melt beside LAMMPS, in turns within one run, so that the machine's mood cancels in the ratios.</summary>
internal static class SideBySide
{
    private const int Cells = 20, Steps = 200;

    public static void Run(int rounds)
    {
        Series plain = new("lmp lj/cut"), opt = new("lmp lj/cut/opt");
        Series exact = new("double, 1 thread"), mixed = new("mixed, 1 thread");
        Series exact2 = new("double, 2 threads"), mixed2 = new("mixed, 2 threads");
        Series lists = new("lists, share of double"), listsMixed = new("lists, share of mixed");
        long allocated = 0;
        Measure(Precision.Double, 1, new Series(""), new Series(""), ref allocated);
        Measure(Precision.Mixed, 2, new Series(""), new Series(""), ref allocated);
        allocated = 0;
        for (int round = 0; round < rounds; round++)
        {
            if (Peer.IsInstalled)
            {
                plain.Add(Peer.Run("lj/cut", Cells, Steps));
                opt.Add(Peer.Run("lj/cut/opt", Cells, Steps));
            }

            Measure(Precision.Double, 1, exact, lists, ref allocated);
            Measure(Precision.Mixed, 1, mixed, listsMixed, ref allocated);
            long ignored = 0;
            Measure(Precision.Double, 2, exact2, new Series(""), ref ignored);
            Measure(Precision.Mixed, 2, mixed2, new Series(""), ref ignored);
        }

        Console.WriteLine($"32,000 atoms, {Steps} steps from the lattice, {rounds} rounds; microseconds per atom-step");
        Console.WriteLine($"{"",-22}{"best",10}{"median",10}{"lj/cut/opt over it",22}");
        foreach (Series series in Peer.IsInstalled ? [plain, opt, exact, mixed, exact2, mixed2] : new[] { exact, mixed, exact2, mixed2 })
        {
            string ratio = Peer.IsInstalled ? $"{series.PairedRatio(opt):f2} (best: {opt.Best / series.Best:f2})" : "no lmp";
            Console.WriteLine($"{series.Name,-22}{series.Best,10:f4}{series.Median,10:f4}{ratio,22}");
        }

        Console.WriteLine($"two threads over one: double {exact2.PairedRatio(exact):f2} (best {exact.Best / exact2.Best:f2}), "
            + $"mixed {mixed2.PairedRatio(mixed):f2} (best {mixed.Best / mixed2.Best:f2})");
        Console.WriteLine($"lists, halo and sort: {lists.Median:p1} of the run in double, {listsMixed.Median:p1} in mixed");
        Console.WriteLine($"bytes allocated in the steady state, one thread: {allocated / (2.0 * rounds * Steps):f2} a step");
    }

    private static void Measure(Precision precision, int threads, Series time, Series lists, ref long allocated)
    {
        using var melt = new Melt(Cells, precision, threads);
        // The first lists and forces are set-up, outside the loop time of LAMMPS too.
        melt.Run(0);
        PhaseTimes times = melt.Run(Steps);
        time.Add(times.Total * 1e6 / ((double)melt.Atoms * Steps));
        lists.Add(times.Lists / times.Total);
        long before = GC.GetAllocatedBytesForCurrentThread();
        melt.Run(Steps);
        allocated += GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
