using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Trajectories;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Xyz;

namespace MdEngine.Benchmarks;

/// <summary>Reading a trajectory of 1,000 atoms, and what is computed from it.</summary>
internal static class TrajectoryCost
{
    private const int Atoms = 1000, Frames = 10_000;
    private const double Edge = 27.0;

    /// <summary>A file to read instead of one made here, by this variable of the environment.</summary>
    private const string Given = "MDENGINE_TRAJECTORY";

    public static void Run(int rounds)
    {
        if (Environment.GetEnvironmentVariable(Given) is { Length: > 0 } file)
        {
            for (int round = 0; round < rounds; round++)
            {
                Time("read, one thread, ahead", new FileInfo(file).Length / 1e6, () => ReadAhead(file, 1));
                Time("read, two threads", new FileInfo(file).Length / 1e6, () => ReadAhead(file, 2));
            }

            return;
        }

        string path = Path.Combine(Path.GetTempPath(), $"mdengine-trajectory-{Environment.ProcessId}.xyz");
        try
        {
            Write(path);
            double megabytes = new FileInfo(path).Length / 1e6;
            Console.WriteLine($"{Frames} frames of {Atoms} atoms, {megabytes:f0} MB");
            for (int round = 0; round < rounds; round++)
            {
                Time("read, one thread", megabytes, () => ReadAll(path));
                Time("read, one thread, ahead", megabytes, () => ReadAhead(path, 1));
                Time("read, two threads", megabytes, () => ReadAhead(path, 2));
                foreach (int threads in new[] { 2, 1 })
                {
                    Time($"g(r) to 10 A and MSD, {threads} threads", megabytes, () => Analyse(path, threads, new RadialOptions(), new DisplacementOptions()));
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Time(string what, double megabytes, Func<int> work)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        TimeSpan before = process.TotalProcessorTime;
        int frames = work();
        process.Refresh();
        double wall = clock.Elapsed.TotalSeconds, cpu = (process.TotalProcessorTime - before).TotalSeconds;
        Console.WriteLine($"{what}: {wall:f2} s wall ({megabytes / wall:f0} MB/s), {cpu:f2} s processor ({megabytes / cpu:f0} MB/s), "
            + $"{1e3 * cpu / frames:f3} ms a frame, {process.PeakWorkingSet64 / 1e6:f0} MB of memory");
    }

    private static int ReadAll(string path)
    {
        using ExtendedXyzReader reader = ExtendedXyzReader.Open(path);
        int frames = 0;
        while (reader.Read() is not null)
        {
            frames++;
        }

        return frames;
    }

    private static int ReadAhead(string path, int threads)
    {
        using var stream = new FrameStream<object>(
            path, new ExtendedXyzReadOptions(), new FrameSelection(), threads, () => new object(), (_, _) => { });
        int frames = 0;
        while (stream.Next())
        {
            frames++;
        }

        return frames;
    }

    private static int Analyse(string path, int threads, params TrajectoryAnalysisOptions[] options)
    {
        TrajectoryRun.Execute(
            path, new TrajectorySettings(), [.. options.Select(o => o.Create())], threads, _ => { }, CancellationToken.None);
        return Frames;
    }

    /// <summary>Atoms on a rough lattice that walk at random; 17 digits, as a simulation writes them.</summary>
    private static void Write(string path)
    {
        var stream = new RandomStream(7, RandomPurpose.Velocities);
        var x = new double[3 * Atoms];
        for (int k = 0; k < x.Length; k++)
        {
            x[k] = Edge * Philox.Uniform(stream, 0, k).A;
        }

        using var writer = new StreamWriter(path);
        for (int frame = 0; frame < Frames; frame++)
        {
            writer.WriteLine(Atoms);
            writer.WriteLine($"Lattice=\"{Edge} 0 0 0 {Edge} 0 0 0 {Edge}\" Properties=species:S:1:pos:R:3:id:I:1 "
                + $"time={10.0 * frame} pbc=\"T T T\"");
            for (int i = 0; i < Atoms; i++)
            {
                for (int axis = 0; axis < 3; axis++)
                {
                    int k = (3 * i) + axis;
                    x[k] += 0.1 * Philox.Normal(stream, frame + 1, k).A;
                    x[k] -= Edge * Math.Floor(x[k] / Edge);
                }

                writer.Write(i % 4 == 0 ? "O " : "Si ");
                writer.WriteLine($"{x[3 * i]} {x[(3 * i) + 1]} {x[(3 * i) + 2]} {i + 1}");
            }
        }
    }
}
