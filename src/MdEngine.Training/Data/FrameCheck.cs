using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;

namespace MdEngine.Training.Data;

/// <summary>Checks frames one by one: atoms on top of each other, labels that are missing; and measures distances.</summary>
internal static class FrameCheck
{
    /// <summary>Checks all frames and notes the closest distances in each.</summary>
    public static void Check(IReadOnlyList<SourceFrame> frames, DataOptions options, WorkerPool workers, DataFaults faults)
    {
        var messages = new string?[frames.Count];
        var meters = new DistanceMeter?[workers.Threads];
        try
        {
            workers.Run(frames.Count, (k, worker) => messages[k] = Measure(frames[k], meters[worker] ??= new DistanceMeter()));
        }
        finally
        {
            foreach (DistanceMeter? meter in meters)
            {
                meter?.Dispose();
            }
        }

        for (int k = 0; k < frames.Count; k++)
        {
            if (messages[k] is { } message)
            {
                faults.Add(frames[k], message);
            }
        }

        CheckLabels(frames, options, faults);
    }

    private static string? Measure(SourceFrame frame, DistanceMeter meter)
    {
        Structure structure = frame.Structure;
        try
        {
            CloseAtoms.Refuse(structure, AtomState.From(structure, new SpeciesTable(structure.Elements.Distinct())));
            frame.Distances = meter.Measure(structure);
            return null;
        }
        catch (InputException e)
        {
            return e.Message;
        }
    }

    private static void CheckLabels(IReadOnlyList<SourceFrame> frames, DataOptions options, DataFaults faults)
    {
        DataKeys keys = options.Keys;
        Check(DataLabel.Energy, "energy", f => f.Structure.Energy is null, $"key \"{keys.Energy}\"", "energy");
        Check(DataLabel.Forces, "forces", f => f.Structure.Forces is null,
            $"column \"{keys.Forces ?? "forces"}\"", "forces");
        if (options.Labels.SequenceEqual([DataLabel.Stress]) && frames.All(f => f.Structure.Stress is null))
        {
            faults.Add($"no frame has a stress, to which alone the fit is made (key \"{keys.Stress}\" or \"{keys.Virial}\"); "
                + "name the key of the files in \"keys\"");
        }

        void Check(DataLabel label, string what, Func<SourceFrame, bool> lacks, string key, string option)
        {
            if (!options.Labels.Contains(label))
            {
                return;
            }

            // A single atom feels no force.
            SourceFrame[] missing = [.. frames.Where(f => lacks(f) && f.Part != DataPart.Test
                && !(label == DataLabel.Forces && f.Structure.Count == 1))];
            int whole = frames.Count(f => !lacks(f));
            if (whole == 0)
            {
                faults.Add($"no frame has {(label == DataLabel.Energy ? "an " : "")}{what} ({key}); name the key of the files as "
                    + $"\"keys\": {{\"{option}\": ...}}, or fit to other \"labels\"");
            }
            else if (options.Missing == MissingLabels.Refuse)
            {
                faults.Add(missing, $"no {what} ({key}), which {whole} other frames have; take them out, or say "
                    + "\"missing\": \"allow\"");
            }
        }
    }
}
