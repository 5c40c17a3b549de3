using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Units;

namespace MdEngine.Training.Data;

/// <summary>Puts together what is in a data set.</summary>
internal static class DataReporter
{
    // Of an element in fewer frames no fit can be judged, nor split.
    private const int FewFrames = 3;

    // An outlier is so many robust standard deviations off, and by so much, eV/atom.
    private const double EnergyDeviations = 8.0, EnergyLeast = 0.5;

    // A frame stands out whose largest force is so many times that of most, and so large, eV/Angstrom.
    private const double ForceFactor = 10.0, ForceLeast = 5.0;

    public static DataReport Report(
        List<SourceFrame> all,
        List<SourceFrame> frames,
        SourceFrame[] atoms,
        Element[] elements,
        List<AtomEnergy> energies,
        DataOptions options)
    {
        var distances = new PairDistances();
        foreach (SourceFrame frame in frames.Where(f => f.Part == DataPart.Training))
        {
            distances.Add(frame.Distances!);
        }

        return new DataReport(
            [.. all.GroupBy(f => f.File).Select(f => (f.Key, f.Count()))],
            elements,
            [.. frames.GroupBy(f => f.Group).Select(g => Group(g.Key, [.. g], options))],
            energies,
            distances,
            all.Count(f => f.Original is not null),
            [.. Notes(frames, atoms, options), .. ElementNotes(frames, energies, options)]);
    }

    private static GroupReport Group(string name, SourceFrame[] frames, DataOptions options) => new(
        name,
        frames.Count(f => f.Part == DataPart.Training),
        frames.Count(f => f.Part == DataPart.Validation),
        frames.Count(f => f.Part == DataPart.Test),
        frames.Count(f => f.Part == DataPart.None),
        frames.Sum(f => (long)f.Structure.Count),
        frames.Count(f => f.Structure.Energy is not null),
        frames.Count(f => f.Structure.Forces is not null),
        frames.Count(f => f.Structure.Stress is not null),
        ValueRange.Of(frames.Select(f => f.EnergyPerAtom)),
        ValueRange.Of(frames.SelectMany(f => f.Structure.Forces ?? []).Select(f => f.Length)),
        ValueRange.Of(frames.Where(f => f.Structure.Cell.HasVolume).Select(f => Density(f.Structure))),
        ValueRange.Of(frames.Where(f => f.Structure.Stress is not null).Select(f => Pressure(f.Structure))),
        DataPreparation.SigmasOf(name, options));

    private static double Density(Structure structure) =>
        structure.Elements.Sum(e => e.StandardMass) / structure.Cell.Volume * PhysicalConstants.GramPerCubicCentimetre;

    private static double Pressure(Structure structure) =>
        -PhysicalConstants.GigapascalPerPressure / 3.0
        * (structure.Stress!.Value.XX + structure.Stress.Value.YY + structure.Stress.Value.ZZ);

    private static IEnumerable<string> Notes(List<SourceFrame> frames, SourceFrame[] atoms, DataOptions options)
    {
        SourceFrame[] used = [.. frames.Where(f => f.Part != DataPart.None)];
        SourceFrame[] outliers = [.. EnergyOutliers(used)];
        if (outliers.Length > 0)
        {
            yield return $"energies far from those of the other frames: {DataFaults.Name(outliers)}";
        }

        double usual = ValueRange.Of(used.Where(f => f.Structure.Forces is not null).Select(f => f.LargestForce)).Median;
        SourceFrame[] strong = [.. used.Where(f => f.LargestForce > Math.Max(ForceLeast, ForceFactor * usual))];
        if (strong.Length > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"forces up to {strong.Max(f => f.LargestForce):G4} eV/Angstrom, far above those of the other frames: ")
                + DataFaults.Name(strong);
        }

        SourceFrame[] dropped = options.DropForcesAbove is { } most ? [.. frames.Where(f => f.LargestForce > most)] : [];
        if (dropped.Length > 0)
        {
            yield return $"left out for their forces: {DataFaults.Name(dropped)}";
        }

        SourceFrame[] doubles = [.. frames.Where(f => f.Original is not null)];
        if (doubles.Length > 0)
        {
            yield return $"the same structures as frames before: {DataFaults.Name(doubles)}";
        }

        SourceFrame[] leaks = [.. doubles.Where(f => f.Part is DataPart.Test or DataPart.Validation
            && f.Original!.Part == DataPart.Training)];
        if (leaks.Length > 0)
        {
            yield return $"fitted to, yet among the frames that are to judge the fit: {DataFaults.Name(leaks)}";
        }

        foreach ((DataLabel label, string what, Func<SourceFrame, bool> lacks) in new (DataLabel, string, Func<SourceFrame, bool>)[]
                 {
                     (DataLabel.Energy, "energy", f => f.Structure.Energy is null),
                     (DataLabel.Forces, "forces", f => f.Structure.Forces is null),
                     (DataLabel.Stress, "stress", f => f.Structure.Stress is null),
                 })
        {
            SourceFrame[] without = [.. used.Where(f => options.Labels.Contains(label) && lacks(f))];
            if (without.Length > 0)
            {
                yield return without.Length == used.Length
                    ? $"no frame has {what}: the fit does without"
                    : $"without {what}: {DataFaults.Name(without)}";
            }
        }

        if (used.All(f => f.Part != DataPart.Validation))
        {
            yield return "there are no validation frames: nothing tells when the fit begins to learn noise";
        }

        if (used.All(f => f.Part != DataPart.Test))
        {
            yield return "there are no test frames: nothing judges the model";
        }

        if (atoms.Length > 0)
        {
            yield return $"isolated atoms, not among the frames that are fitted: {DataFaults.Name(atoms)}";
        }
    }

    private static IEnumerable<string> ElementNotes(List<SourceFrame> frames, List<AtomEnergy> energies, DataOptions options)
    {
        foreach (Element element in energies.Select(e => e.Element))
        {
            SourceFrame[] holders = [.. frames.Where(f => f.Part == DataPart.Training && f.Structure.Elements.Contains(element))];
            if (holders.Length < FewFrames)
            {
                yield return $"hardly any frames to fit {element} to, of which the model will know little: {DataFaults.Name(holders)}";
            }
        }

        if (options.CheckUnits && UnitCheck.Doubt(frames, energies) is { } doubt)
        {
            yield return doubt;
        }
    }

    /// <summary>Frames whose energy is far from what most frames of their composition have.</summary>
    private static IEnumerable<SourceFrame> EnergyOutliers(SourceFrame[] frames)
    {
        foreach (IGrouping<string, SourceFrame> alike in frames.Where(f => f.Structure.Energy is not null)
            .GroupBy(f => string.Join(' ', f.Structure.Elements.Select(e => e.Symbol).Distinct().Order(StringComparer.Ordinal))))
        {
            double middle = ValueRange.Of(alike.Select(f => f.EnergyPerAtom)).Median;
            double spread = 1.4826 * ValueRange.Of(alike.Select(f => Math.Abs(f.EnergyPerAtom - middle))).Median;
            foreach (SourceFrame frame in alike)
            {
                if (Math.Abs(frame.EnergyPerAtom - middle) > Math.Max(EnergyLeast, EnergyDeviations * spread))
                {
                    yield return frame;
                }
            }
        }
    }
}
