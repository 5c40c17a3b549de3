using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Properties;
using MdEngine.Compare.Trajectories;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Xyz;

namespace MdEngine.Tests.Compare.Trajectories;

/// <summary>Trajectories for tests, and analyses of them.</summary>
internal static class Analyses
{
    /// <summary>One analysis of a file.</summary>
    public static PropertyResult Run(
        string path, TrajectoryAnalysisOptions options, TrajectorySettings? settings = null, int threads = 1) => TrajectoryRun.Execute(
            path, settings ?? new TrajectorySettings(), [options.Create()], threads, _ => { }, CancellationToken.None)[0];

    /// <summary>One analysis of frames, without a file.</summary>
    public static PropertyResult Run(IEnumerable<Structure> frames, TrajectoryAnalysisOptions options)
    {
        ITrajectoryAnalysis analysis = options.Create();
        Feed(analysis, frames, 0);
        return analysis.Result();
    }

    /// <summary>Feeds an analysis; the time of a frame is its key "time", positions are taken as unwrapped.</summary>
    public static void Feed(ITrajectoryAnalysis analysis, IEnumerable<Structure> frames, long from)
    {
        object? count = analysis.NewCount();
        foreach (Structure frame in frames)
        {
            analysis.Count(frame, count);
            analysis.Add(Frame(frame, from++), count);
        }
    }

    /// <summary>A crystal of cubic cells.</summary>
    public static Structure Crystal(CrystalLattice lattice, double a, int cells, params string[] elements) =>
        StructureOperations.Replicate(
            CrystalBuilder.Build(new CrystalRecipe { Lattice = lattice, A = a, Elements = [.. elements.Select(PeriodicTable.Get)] }),
            cells, cells, cells);

    /// <summary>Atoms anywhere in a cell.</summary>
    public static Structure Gas(SimulationCell cell, int atoms, ulong seed, int frame, params string[] elements)
    {
        var stream = new RandomStream(seed, RandomPurpose.Packing);
        var positions = new Double3[atoms];
        for (int i = 0; i < atoms; i++)
        {
            (double x, double y) = Philox.Uniform(stream, frame, i);
            (double z, _) = Philox.Uniform(stream, frame, i, draw: 1);
            positions[i] = cell.ToCartesian(new Double3(x, y, z));
        }

        return new Structure(cell, [.. Enumerable.Range(0, atoms).Select(i => PeriodicTable.Get(elements[i % elements.Length]))], positions);
    }

    /// <summary>Independent random walks, unwrapped, from a step of deviation <paramref name="step"/> along each axis.</summary>
    public static IEnumerable<Structure> Walk(int atoms, int frames, double step, double interval, ulong seed, double edge = 10.0)
    {
        var cell = SimulationCell.Orthorhombic(edge, edge, edge);
        Structure frame = Gas(cell, atoms, seed, 0, "Ar");
        var stream = new RandomStream(seed, RandomPurpose.Displacements);
        for (int t = 0; t < frames; t++)
        {
            var positions = (Double3[])frame.Positions.Clone();
            for (int i = 0; t > 0 && i < atoms; i++)
            {
                (double x, double y) = Philox.Normal(stream, t, i);
                (double z, _) = Philox.Normal(stream, t, i, draw: 1);
                positions[i] += step * new Double3(x, y, z);
            }

            frame = new Structure(cell, frame.Elements, positions);
            frame.Info["time"] = (interval * t).ToString("R", System.Globalization.CultureInfo.InvariantCulture);
            yield return frame;
        }
    }

    /// <summary>Writes frames.</summary>
    public static string Write(string path, IEnumerable<Structure> frames)
    {
        using ExtendedXyzWriter writer = ExtendedXyzWriter.Open(path, overwrite: true);
        foreach (Structure frame in frames)
        {
            writer.Write(frame);
        }

        return path;
    }

    /// <summary>A result as text, to the last bit.</summary>
    public static string Text(PropertyResult result)
    {
        using var stream = new MemoryStream();
        PropertyJson.Write(stream, result, "x");
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    /// <summary>A value by name.</summary>
    public static PropertyValue Value(this PropertyResult result, string name) => result.Values.Single(v => v.Name == name);

    /// <summary>A curve by name.</summary>
    public static PropertyCurve Curve(this PropertyResult result, string name) => result.Curves.Single(c => c.Name == name);

    /// <summary>A file of the references.</summary>
    public static string Reference(string name)
    {
        for (DirectoryInfo? d = new(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "MdEngine.sln")))
            {
                return Path.Combine(d.FullName, "tests", "MdEngine.Tests", "References", "Trajectories", name);
            }
        }

        throw new InvalidOperationException("the tests do not run in the repository");
    }

    private static TrajectoryFrame Frame(Structure frame, long index) => new()
    {
        Structure = frame,
        Index = index,
        Time = frame.Info.TryGetValue("time", out string? time)
            ? double.Parse(time, System.Globalization.CultureInfo.InvariantCulture)
            : index,
        Elements = frame.Elements,
        Masses = [.. frame.Elements.Select(e => e.StandardMass)],
        Positions = frame.Positions,
        Velocities = frame.Velocities,
    };
}
