using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Data;

/// <summary>Assigns frames to parts: by file, by group, or by a draw that depends on the seed alone.</summary>
internal static class DataSplitter
{
    /// <summary>Assigns what the groups of frames say, and leaves out those of strong forces.</summary>
    public static void Assign(IReadOnlyList<SourceFrame> frames, DataOptions options)
    {
        foreach (SourceFrame frame in frames)
        {
            // What a file is for goes before what its groups are for.
            bool isOpen = frame.Part is DataPart.Split or DataPart.Training;
            if (options.Groups.TryGetValue(frame.Group, out GroupOptions? group)
                && (group.Part == DataPart.None || (group.Part != DataPart.Split && isOpen)))
            {
                frame.Part = group.Part;
            }

            if (options.DropForcesAbove is { } most && frame.LargestForce > most)
            {
                frame.Part = DataPart.None;
            }
        }
    }

    /// <summary>Draws the parts of the frames that are not assigned yet.</summary>
    public static void Draw(IReadOnlyList<SourceFrame> frames, DataOptions options)
    {
        double validation = options.ValidationFiles.Count > 0 ? 0.0 : options.Split.Validation;
        double test = options.TestFiles.Count > 0 ? 0.0 : options.Split.Test;
        var stream = new RandomStream(options.Split.Seed, RandomPurpose.DataSplit);
        IEnumerable<IGrouping<string, SourceFrame>> groups = frames
            .Where(f => f.Part == DataPart.Split && f.Original is null)
            .GroupBy(f => f.Group);
        foreach (IGrouping<string, SourceFrame> group in groups)
        {
            SourceFrame[] drawn = [.. group.OrderBy(f => Philox.Uniform(stream, 0, f.Number).A)];
            int tests = Share(drawn.Length, test), validations = Share(drawn.Length, validation);
            for (int k = 0; k < drawn.Length; k++)
            {
                drawn[k].Part = k < tests ? DataPart.Test : k < tests + validations ? DataPart.Validation : DataPart.Training;
            }
        }

        // Where the first of its kind is: a structure that was fitted to is no test.
        foreach (SourceFrame frame in frames.Where(f => f.Part == DataPart.Split))
        {
            frame.Part = frame.Original!.Part;
        }
    }

    /// <summary>A share of a group, rounded, that leaves something to fit to.</summary>
    private static int Share(int count, double fraction) =>
        Math.Min((int)Math.Round(fraction * count, MidpointRounding.AwayFromZero), (count - 1) / 2);
}
