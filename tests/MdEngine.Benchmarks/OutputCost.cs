using System;
using System.IO;
using MdEngine.Core.Forces;
using MdEngine.IO.Xyz;

namespace MdEngine.Benchmarks;

/// <summary>The melt with and without a trajectory, in turns.</summary>
internal static class OutputCost
{
    private const int Cells = 20, Steps = 1000;

    public static void Run(int rounds)
    {
        foreach (int threads in new[] { 1, 2 })
        {
            Series without = new("without"), with = new("with");
            for (int round = 0; round <= rounds; round++)
            {
                double a = Measure(threads, null), b = Measure(threads, Path.GetTempFileName());
                if (round > 0)
                {
                    without.Add(a);
                    with.Add(b);
                }
            }

            Console.WriteLine($"{threads} threads, a frame of 32,000 atoms every 100 steps: {without.Best:f4} -> {with.Best:f4} "
                + $"us/atom-step, {with.Best / without.Best - 1.0:p1} by the best, {without.PairedRatio(with) - 1.0:p1} by the median pair");
        }
    }

    private static double Measure(int threads, string? path)
    {
        using var melt = new Melt(Cells, Precision.Double, threads);
        if (path is not null)
        {
            melt.Watch(new TrajectoryObserver(path, new TrajectoryOptions { Every = 100, Overwrite = true }));
        }

        try
        {
            return melt.Run(Steps).Total * 1e6 / ((double)melt.Atoms * Steps);
        }
        finally
        {
            if (path is not null)
            {
                File.Delete(path);
            }
        }
    }
}
