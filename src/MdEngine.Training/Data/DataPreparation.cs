using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Training.Data;

/// <summary>Reads data, finds what is wrong with them before anything is fitted, splits them and tells what is in them.</summary>
public static class DataPreparation
{
    private const int FewestFrames = 3;

    /// <summary>Prepares data.</summary>
    /// <param name="options">What the deck says of them.</param>
    /// <param name="workers">Threads.</param>
    /// <exception cref="InputException">
    /// A file is not sound, or the data are not: all faults with the frames' numbers, counted from 0 in each file.
    /// </exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static PreparedData Prepare(DataOptions options, WorkerPool workers)
    {
        List<SourceFrame> all = FrameSource.Read(options);
        var faults = new DataFaults();
        CheckGroups(all, options, faults);
        SourceFrame[] atoms = [.. all.Where(f => f.IsIsolatedAtom)];
        List<SourceFrame> frames = [.. all.Where(f => !f.IsIsolatedAtom)];

        // What the deck leaves out may be as it is.
        DataSplitter.Assign(frames, options);
        SourceFrame[] kept = [.. all.Where(f => f.Part != DataPart.None)];
        FrameCheck.Check(kept, options, workers, faults);
        DuplicateCheck.Check(kept, faults);
        if (options.CheckUnits)
        {
            SourceFrame[] wanted = [.. frames.Where(f => f.Part != DataPart.None)];
            UnitCheck.CheckMixed(wanted, faults);
            WorkCheck.Check(wanted, faults);
        }

        DataSplitter.Draw(frames, options);
        SourceFrame[] training = [.. frames.Where(f => f.Part == DataPart.Training)];
        if (training.Length < FewestFrames)
        {
            faults.Add($"{training.Length} of {frames.Count} frames are left to fit to, single atoms apart; expected "
                + $"{FewestFrames} at least: give more data, or take fewer out of them by \"split\" and \"groups\"");
        }

        // An isolated atom alone makes no element of the model.
        SourceFrame[] used = [.. frames.Where(f => f.Part != DataPart.None)];
        Element[] elements = [.. used.SelectMany(f => f.Structure.Elements).Distinct().OrderBy(e => e.AtomicNumber)];
        CheckElements(options, elements, training, used, faults);
        List<AtomEnergy> energies = IsolatedAtoms.Find(elements, options.IsolatedAtoms, atoms, training, faults);
        if (options.CheckUnits && energies.Count == elements.Length)
        {
            UnitCheck.CheckBinding(used, energies, faults);
        }

        faults.ThrowIfAny();
        DataReport report = DataReporter.Report(all, frames, atoms, elements, energies, options);
        var data = new TrainingData(
            elements,
            [.. energies.Select(e => e.Energy)],
            Part(frames, DataPart.Training, options),
            Part(frames, DataPart.Validation, options),
            Part(frames, DataPart.Test, options));
        return new PreparedData(data, report);
    }

    /// <summary>How far a fit may be off frames of a group.</summary>
    public static LabelSigmas SigmasOf(string group, DataOptions options)
    {
        GroupOptions own = options.Groups.GetValueOrDefault(group) ?? new GroupOptions();
        SigmaOptions all = options.Sigmas;
        double scale = 1.0 / Math.Sqrt(own.Weight);
        return new LabelSigmas(
            Of(DataLabel.Energy, own.Energy ?? all.Energy ?? 0.002),
            Of(DataLabel.Forces, own.Forces ?? all.Forces ?? 0.05),
            Of(DataLabel.Stress, own.Virial ?? all.Virial ?? 0.02));

        double Of(DataLabel label, double sigma) =>
            options.Labels.Contains(label) ? scale * sigma : double.PositiveInfinity;
    }

    private static TrainingFrame[] Part(IEnumerable<SourceFrame> frames, DataPart part, DataOptions options) =>
        [.. frames.Where(f => f.Part == part)
            .Select(f => new TrainingFrame(f.Structure, f.Group, SigmasOf(f.Group, options), f.Place))];

    private static void CheckGroups(List<SourceFrame> all, DataOptions options, DataFaults faults)
    {
        string[] there = [.. all.Select(f => f.Group).Distinct()];
        foreach (string name in options.Groups.Keys.Except(there))
        {
            faults.Add($"no frame is of the group \"{name}\" (key \"{options.Keys.Group}\"); the groups of the files are "
                + string.Join(", ", there.Take(20).Select(g => $"\"{g}\"")));
        }
    }

    private static void CheckElements(
        DataOptions options, Element[] elements, SourceFrame[] training, SourceFrame[] frames, DataFaults faults)
    {
        foreach (string symbol in options.IsolatedAtoms.Energies.Keys.Where(s => elements.All(e => e.Symbol != s)))
        {
            faults.Add($"an energy is given for the isolated atom of {symbol}, which no frame holds");
        }

        var seen = training.SelectMany(f => f.Structure.Elements).ToHashSet();
        foreach (Element element in elements.Where(e => !seen.Contains(e) && training.Length > 0))
        {
            SourceFrame[] holders = [.. frames.Where(f => f.Structure.Elements.Contains(element))];
            faults.Add(holders, $"hold {element}, of which no frame is left to fit to; leave them out, or add such frames");
        }
    }
}
