using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MdEngine.Compare.Properties;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using MdEngine.IO.Xyz;

namespace MdEngine.Compare.Trajectories;

/// <summary>Feeds analyses with the frames of a trajectory file, which is read once for all of them.</summary>
public static class TrajectoryRun
{
    /// <summary>Reads a trajectory of any program.</summary>
    /// <param name="path">File, in any format that is read.</param>
    /// <param name="settings">How it is read.</param>
    /// <param name="analyses">Analyses.</param>
    /// <param name="threads">Threads; results do not depend on them.</param>
    /// <param name="progress">Told the part of the file that is done, from 0 to 1.</param>
    /// <param name="stop">Asks it to stop.</param>
    /// <returns>What was found, by analysis.</returns>
    /// <exception cref="InputException">The file is not sound, or does not serve an analysis.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Stopped on request.</exception>
    public static IReadOnlyList<PropertyResult> Execute(
        string path, TrajectorySettings settings, IReadOnlyList<ITrajectoryAnalysis> analyses, int threads,
        Action<double> progress, CancellationToken stop)
    {
        TrajectoryNeeds needs = analyses.Aggregate(TrajectoryNeeds.None, (all, a) => all | a.Needs);
        var tracker = new FrameTracker(settings, needs, path);
        ExtendedXyzReadOptions options = Columns(settings, needs);
        object?[] NewCounts() => [.. analyses.Select(a => a.NewCount())];
        void Count(Structure frame, object?[] counts)
        {
            for (int k = 0; k < counts.Length; k++)
            {
                analyses[k].Count(frame, counts[k]);
            }
        }

        void Add(long number, Structure structure, object?[] counts)
        {
            TrajectoryFrame frame = tracker.Next(number, structure);
            for (int k = 0; k < counts.Length; k++)
            {
                analyses[k].Add(frame, counts[k]);
            }

            stop.ThrowIfCancellationRequested();
        }

        Preview(path, settings, options, analyses);
        string? cutOff = null;
        if (StructureFormats.ForReading(path, settings.Format) is ExtendedXyzFormat)
        {
            using var stream = new FrameStream<object?[]>(path, options, settings.Frames, threads, NewCounts, Count);
            while (stream.Next())
            {
                Add(stream.Number, stream.Frame, stream.Computed);
                progress(stream.Part);
            }

            cutOff = stream.CutOff;
        }
        else
        {
            object?[] counts = NewCounts();
            foreach ((long number, Structure structure) in Others(path, settings, options))
            {
                Count(structure, counts);
                Add(number, structure, counts);
            }
        }

        return tracker.Frames == 0
            ? throw new InputException(
                settings.First == 0 ? "holds no frame" : "has none of the frames that are asked for by first, last and every", path)
            : [.. analyses.Select(a => Describe(a, tracker, cutOff))];
    }

    /// <summary>Shows the first frames to those analyses that ask for them.</summary>
    private static void Preview(
        string path, TrajectorySettings settings, ExtendedXyzReadOptions options, IReadOnlyList<ITrajectoryAnalysis> analyses)
    {
        int most = analyses.Max(a => a.Preview), shown = 0;
        if (most == 0)
        {
            return;
        }

        foreach ((long _, Structure frame) in Others(path, settings, options))
        {
            foreach (ITrajectoryAnalysis analysis in analyses)
            {
                if (shown < analysis.Preview)
                {
                    analysis.Look(frame);
                }
            }

            if (++shown == most)
            {
                return;
            }
        }
    }

    private static PropertyResult Describe(ITrajectoryAnalysis analysis, FrameTracker tracker, string? cutOff)
    {
        PropertyResult result = analysis.Result();
        string method = $"{tracker.Describe()}. {result.Method}";
        IEnumerable<string> notes = result.Notes;
        if (analysis.Needs != TrajectoryNeeds.None)
        {
            method += " " + tracker.DescribePaths();
            notes = notes.Concat(tracker.Warnings());
        }

        if (cutOff is not null)
        {
            notes = notes.Append($"The last frame of the file is cut off and was left out: {cutOff}.");
        }

        return result with { Method = method, Notes = [.. notes] };
    }

    private static IEnumerable<(long Number, Structure Frame)> Others(
        string path, TrajectorySettings settings, ExtendedXyzReadOptions xyz)
    {
        long number = 0;
        foreach (Structure structure in StructureFormats.ReadAll(path, settings.Format, new StructureReadOptions { Xyz = xyz }))
        {
            if (settings.Frames.Takes(number))
            {
                yield return (number, structure);
            }

            number++;
        }
    }

    private static ExtendedXyzReadOptions Columns(TrajectorySettings settings, TrajectoryNeeds needs)
    {
        var columns = new HashSet<string>();
        if (needs != TrajectoryNeeds.None)
        {
            columns.UnionWith(AtomMatcher.Columns);
            columns.UnionWith(PathFollower.Columns);
            columns.UnionWith(["masses", "mass"]);
        }

        bool velocities = needs.HasFlag(TrajectoryNeeds.Velocities);
        if (velocities)
        {
            columns.UnionWith(["velo", "vel", "velocities", "velocity", "momenta"]);
        }

        return new ExtendedXyzReadOptions
        {
            OnlyColumns = columns,
            AllowCutOffEnd = true,
            Velocities = velocities ? settings.Velocities : VelocitiesUnit.Ignore,
        };
    }
}
