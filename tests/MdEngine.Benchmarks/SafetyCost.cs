using System;
using System.Diagnostics;
using System.IO;
using MdEngine.Core.Forces;
using MdEngine.Core.Observation;
using MdEngine.Dynamics.Guards;
using MdEngine.IO.Checkpoints;

namespace MdEngine.Benchmarks;

/// <summary>
/// What checkpoints and guards cost the melt: measured with far more of them than a run has, which makes the cost stand
/// out of the noise, and told for a run as it is by default.
/// </summary>
internal static class SafetyCost
{
    private const int Cells = 20, Steps = 200, CheckpointsEvery = 25, Often = 10;

    public static void Run(int rounds)
    {
        string folder = Directory.CreateTempSubdirectory("mdengine-checkpoint-").FullName;
        try
        {
            foreach (int threads in new[] { 1, 2 })
            {
                Compare(rounds, threads, "a checkpoint every 1000 steps", CheckpointsEvery / 1000.0, melt => new CheckpointObserver(
                    new CheckpointFile(Path.Combine(folder, "c")), new CheckpointPeriod(CheckpointsEvery, null), melt.Save, [], null,
                    TimeProvider.System));
                var standard = new GuardLimits { Lists = false };
                Compare(rounds, threads, "the guards", 1.0 / Often, melt => melt.Guard(
                    standard with { Every = standard.Every / Often, DistanceEvery = standard.DistanceEvery / Often }));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(int rounds, int threads, string what, double share, Func<Melt, IObserver> observer)
    {
        Series cpuWithout = new("cpu"), cpuWith = new("cpu"), without = new("wall"), with = new("wall");
        for (int round = 0; round <= rounds; round++)
        {
            (double cpuA, double wallA) = Measure(threads, null);
            (double cpuB, double wallB) = Measure(threads, observer);
            if (round > 0)
            {
                cpuWithout.Add(cpuA);
                cpuWith.Add(cpuB);
                without.Add(wallA);
                with.Add(wallB);
            }
        }

        Console.WriteLine($"{threads} threads, 32,000 atoms, {what}: {share * ((cpuWith.Best / cpuWithout.Best) - 1.0):p2} of the "
            + $"processor time, {share * ((with.Best / without.Best) - 1.0):p2} of the wall time (best of each)");
    }

    private static (double Cpu, double Wall) Measure(int threads, Func<Melt, IObserver>? observer)
    {
        using var melt = new Melt(Cells, Precision.Double, threads);
        if (observer is not null)
        {
            melt.Watch(observer(melt));
        }

        using Process process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        double wall = melt.Run(Steps).Total;
        process.Refresh();
        return ((process.TotalProcessorTime - before).TotalSeconds, wall);
    }
}
