using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.IO.Formats;
using MdEngine.IO.Xyz;

namespace MdEngine.Training.Data;

/// <summary>Reads the files of a data set.</summary>
internal static class FrameSource
{
    /// <summary>Name of the group of frames that name none.</summary>
    public const string NoGroup = "default";

    /// <summary>All frames, in the order of the deck.</summary>
    /// <exception cref="InputException">A file cannot be used.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static List<SourceFrame> Read(DataOptions options)
    {
        var frames = new List<SourceFrame>();
        bool own = options.ValidationFiles.Count > 0, tests = options.TestFiles.Count > 0;
        Add(frames, options, options.Files, own && tests ? DataPart.Training : DataPart.Split);
        Add(frames, options, options.ValidationFiles, DataPart.Validation);
        Add(frames, options, options.TestFiles, DataPart.Test);
        for (int k = 0; k < frames.Count; k++)
        {
            frames[k].Number = k;
        }

        return frames;
    }

    /// <summary>The same, with the number of the frame in what is said of one that cannot be read.</summary>
    private static IEnumerable<Structure> Numbered(IEnumerable<Structure> frames)
    {
        using IEnumerator<Structure> each = frames.GetEnumerator();
        for (int index = 0; ; index++)
        {
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }
            }
            catch (InputException e) when (e.Line > 0)
            {
                throw new InputException($"{e.Message} (frame {index})", null, 0, e);
            }

            yield return each.Current;
        }
    }

    private static void Add(List<SourceFrame> frames, DataOptions options, IReadOnlyList<string> files, DataPart part)
    {
        DataKeys keys = options.Keys;
        var reading = new StructureReadOptions
        {
            Xyz = new ExtendedXyzReadOptions
            {
                EnergyKey = keys.Energy,
                ForcesColumn = keys.Forces,
                StressKey = keys.Stress,
                VirialKey = keys.Virial,
                Velocities = VelocitiesUnit.Ignore,
                KeepExtraColumns = false,
            },
        };
        foreach (string file in files)
        {
            int index = 0;
            foreach (Structure structure in Numbered(StructureFormats.ReadAll(file, null, reading)))
            {
                string group = structure.Info.TryGetValue(keys.Group, out string? named) && !string.IsNullOrWhiteSpace(named)
                    ? named.Trim() : NoGroup;

                // Nothing but the labels is of use, and sets are large.
                structure.Velocities = null;
                structure.Masses = null;
                structure.Charges = null;
                structure.Info.Clear();
                frames.Add(new SourceFrame(structure, group, file, index++, part));
            }

            if (index == 0)
            {
                throw new InputException("holds no frame", file);
            }
        }
    }
}
