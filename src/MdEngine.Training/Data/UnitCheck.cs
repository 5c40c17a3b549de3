using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Units;

namespace MdEngine.Training.Data;

/// <summary>Looks for energies in another unit than eV.</summary>
internal static class UnitCheck
{
    // No element is bound by more, and none so weakly that a whole set lies far above its atoms.
    private const double DeepestBinding = 20.0, HighestExcess = 10.0;

    // Ratios of units lie 15 % apart at least; energies of bulk frames of one composition differ by less.
    private const double RatioTolerance = 0.07, DensityFactor = 1.5;

    // Binding over force, Angstrom: atoms that a force pulls at are bound over a good part of a bond's length at least.
    private const double ShortestReach = 0.5;

    private static readonly (double Factor, string Unit)[] Units =
    [
        (PhysicalConstants.Hartree, "Hartree"),
        (0.5 * PhysicalConstants.Hartree, "Rydberg"),
        (1.0 / 23.0605, "kcal/mol"),
        (1.0 / 96.4853, "kJ/mol"),
    ];

    /// <summary>Checks frames of one composition against each other.</summary>
    public static void CheckMixed(IReadOnlyList<SourceFrame> frames, DataFaults faults)
    {
        IEnumerable<IGrouping<string, SourceFrame>> compositions = frames
            .Where(f => f.Structure is { Energy: not null, Cell: { HasVolume: true, PeriodicAxes: 3 } })
            .GroupBy(CompositionOf);
        foreach (SourceFrame[] alike in compositions.Select(c => c.ToArray()).Where(c => c.Length > 2))
        {
            double energy = ValueRange.Of(alike.Select(f => f.EnergyPerAtom)).Median;
            double density = ValueRange.Of(alike.Select(Density)).Median;
            foreach ((double factor, string unit) in Units)
            {
                // As dense as the others: a dimer in a box has but little energy in any unit.
                SourceFrame[] strange = [.. alike.Where(f => Near(energy / f.EnergyPerAtom, factor)
                    && Density(f) > density / DensityFactor && Density(f) < density * DensityFactor)];
                SourceFrame[] reversed = [.. alike.Where(f => Near(f.EnergyPerAtom / energy, factor)
                    && Density(f) > density / DensityFactor && Density(f) < density * DensityFactor)];
                Report(strange, unit, "eV");
                Report(reversed, "eV", unit);
            }

            void Report(SourceFrame[] strange, string unit, string others)
            {
                if (strange.Length > 0)
                {
                    faults.Add(strange, string.Create(CultureInfo.InvariantCulture,
                        $"energies of {strange[0].EnergyPerAtom:G5} per atom, where others of the composition have {energy:G5}: ")
                        + $"these look like {unit}, those like {others}; expected eV throughout (or \"check_units\": false)");
                }
            }
        }
    }

    /// <summary>Checks energies against those of isolated atoms that the fit itself has not made.</summary>
    public static void CheckBinding(IReadOnlyList<SourceFrame> frames, IReadOnlyList<AtomEnergy> energies, DataFaults faults)
    {
        double median = Excess(frames.Where(f => f.Structure.Energy is not null), energies).Median;
        if (median < -DeepestBinding || median > HighestExcess)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture,
                $"the energies lie {Math.Abs(median):G4} eV/atom {(median < 0 ? "below" : "above")} those of the isolated atoms, ")
                + "which no solid or liquid does: is one of them in Hartree, or from another calculation? Expected eV "
                + "throughout (or \"check_units\": false)");
        }
    }

    /// <summary>
    /// What is to be said of energies that are small beside the forces, as those in Hartree are where forces are in
    /// eV/Angstrom; null where nothing is, or where no energy of isolated atoms is known. Strongly compressed matter has the
    /// like, so that it is no fault.
    /// </summary>
    public static string? Doubt(IReadOnlyList<SourceFrame> frames, IReadOnlyList<AtomEnergy> energies)
    {
        SourceFrame[] whole = [.. frames.Where(f => f.Part != DataPart.None && f.Structure is { Energy: not null, Forces: not null })];
        double binding = Math.Abs(Excess(whole, energies).Median);
        double force = ValueRange.Of(whole.SelectMany(f => f.Structure.Forces!).Select(f => f.Length)).Median;
        return binding < ShortestReach * force
            ? string.Create(CultureInfo.InvariantCulture,
                $"atoms are bound by {binding:G3} eV only, where forces are {force:G3} eV/Angstrom: are the energies in Hartree?")
            : null;
    }

    /// <summary>Energies above those of isolated atoms that the fit itself has not made, eV/atom.</summary>
    private static ValueRange Excess(IEnumerable<SourceFrame> frames, IReadOnlyList<AtomEnergy> energies)
    {
        Dictionary<Element, double> known = energies.ToDictionary(
            e => e.Element, e => e.Source == AtomEnergySource.Fitted ? double.NaN : e.Energy);
        return ValueRange.Of(frames.Select(f => (f.Structure.Energy!.Value - f.Structure.Elements.Sum(e => known[e])) / f.Structure.Count));
    }

    private static double Density(SourceFrame frame) => frame.Structure.Count / frame.Structure.Cell.Volume;

    private static bool Near(double ratio, double factor) => Math.Abs((ratio / factor) - 1.0) < RatioTolerance;

    private static string CompositionOf(SourceFrame frame)
    {
        int n = frame.Structure.Count;
        return string.Join(' ', frame.Structure.Elements.GroupBy(e => e.AtomicNumber).OrderBy(g => g.Key)
            .Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}:{(double)g.Count() / n:F4}")));
    }
}
