using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Units;

namespace MdEngine.Training.Data;

/// <summary>Looks for energies in another unit than eV.</summary>
internal static class UnitCheck
{
    // No element is bound by more, and none so weakly that a whole set lies far above its atoms.
    private const double DeepestBinding = 20.0, HighestExcess = 10.0;

    // Ratios of units lie 15 % apart at least; energies of bulk frames of one composition differ by less.
    private const double RatioTolerance = 0.07, DensityFactor = 1.5;

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
    /// <param name="frames">Frames.</param>
    /// <param name="reference">Energy of the isolated atoms of a frame, eV; NaN where not known.</param>
    /// <param name="faults">Where faults go.</param>
    public static void CheckBinding(IReadOnlyList<SourceFrame> frames, Func<SourceFrame, double> reference, DataFaults faults)
    {
        double[] binding = [.. frames.Where(f => f.Structure.Energy is not null)
            .Select(f => (f.Structure.Energy!.Value - reference(f)) / f.Structure.Count).Where(double.IsFinite)];
        if (binding.Length > 0 && ValueRange.Of(binding).Median is var median
            && (median < -DeepestBinding || median > HighestExcess))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture,
                $"the energies lie {Math.Abs(median):G4} eV/atom {(median < 0 ? "below" : "above")} those of the isolated atoms, ")
                + "which no solid or liquid does: is one of them in Hartree, or from another calculation? Expected eV "
                + "throughout (or \"check_units\": false)");
        }
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
