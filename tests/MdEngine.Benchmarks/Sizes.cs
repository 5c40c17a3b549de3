using System;
using System.Diagnostics;
using MdEngine.Core.Forces;

namespace MdEngine.Benchmarks;

/// <summary>The melt from a few thousand to a million atoms.</summary>
internal static class Sizes
{
    public static void Run(int rounds)
    {
        Console.WriteLine($"{"atoms",10}{"precision",10}{"us/atom-step",14}{"force",9}{"lists",9}{"integrate",11}{"memory MB",11}");
        foreach (Precision precision in new[] { Precision.Double, Precision.Mixed })
        {
            foreach (int cells in new[] { 10, 16, 20, 32, 46, 63 })
            {
                using var melt = new Melt(cells, precision, threads: 1);
                int steps = Math.Max(40, (int)(4e6 / melt.Atoms / 20) * 20);
                melt.Run(steps);
                double best = double.MaxValue;
                string phases = "";
                for (int round = 0; round < rounds; round++)
                {
                    Dynamics.Simulation.PhaseTimes t = melt.Run(steps);
                    double each = 1e6 / ((double)melt.Atoms * steps);
                    if (t.Total * each < best)
                    {
                        best = t.Total * each;
                        phases = $"{t.Forces * each,9:f4}{t.Lists * each,9:f4}{t.Integrate * each,11:f4}";
                    }
                }

                GC.Collect();
                using var process = Process.GetCurrentProcess();
                Console.WriteLine(
                    $"{melt.Atoms,10:n0}{precision,10}{best,14:f4}{phases}{process.WorkingSet64 / 1048576.0,11:f0}");
            }
        }
    }
}
