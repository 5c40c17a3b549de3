using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Training.Data;

/// <summary>
/// Looks whether energies and forces have one unit: between two frames that differ little in their positions only, the energy
/// changes by minus the work of the mean forces. Needs no energy of isolated atoms, and whatever the zero of energy is.
/// </summary>
internal static class WorkCheck
{
    // The trapezoidal rule is right to a few per cent over such a way, Angstrom; pairs of a frame with this many after it.
    private const double FarthestMove = 0.35, SameCell = 1e-4;
    private const int MostPartners = 8, FewestPairs = 5;

    // A ratio counts where changes of energy follow the work as closely as this; else frames tell nothing.
    private const double LeastCorrelation = 0.95, RatioTolerance = 0.25;

    private static readonly (double Ratio, string Message)[] Units =
    [
        (1.0 / PhysicalConstants.Hartree, "energies look like Hartree"),
        (2.0 / PhysicalConstants.Hartree, "energies look like Rydberg"),
        (23.0605, "energies look like kcal/mol"),
        (96.4853, "energies look like kJ/mol"),
        (PhysicalConstants.Hartree / PhysicalConstants.Bohr, "forces look like Hartree/Bohr"),
        (1.0 / PhysicalConstants.Bohr, "energies look like Hartree, forces like Hartree/Bohr"),
    ];

    /// <summary>Checks the frames that have energies and forces.</summary>
    public static void Check(IReadOnlyList<SourceFrame> frames, DataFaults faults)
    {
        double work2 = 0.0, both = 0.0, change2 = 0.0;
        int pairs = 0;
        foreach (SourceFrame[] alike in frames
            .Where(f => f.Structure is { Energy: not null, Forces: not null })
            .GroupBy(f => string.Join(' ', f.Structure.Elements)).Select(g => g.ToArray()))
        {
            for (int a = 0; a < alike.Length; a++)
            {
                for (int b = a + 1; b < Math.Min(alike.Length, a + 1 + MostPartners); b++)
                {
                    if (Work(alike[a].Structure, alike[b].Structure) is { } work)
                    {
                        double change = alike[b].Structure.Energy!.Value - alike[a].Structure.Energy!.Value;
                        (work2, both, change2) = (work2 + (work * work), both + (work * change), change2 + (change * change));
                        pairs++;
                    }
                }
            }
        }

        if (pairs < FewestPairs || !(both > LeastCorrelation * Math.Sqrt(work2 * change2)))
        {
            return;
        }

        double ratio = both / work2;
        foreach ((double unit, string message) in Units)
        {
            if (Math.Abs((ratio / unit) - 1.0) < RatioTolerance)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture,
                    $"between {pairs} pairs of frames that differ by small moves of atoms, energies change by {ratio:G3} times the work ")
                    + $"of the forces: {message}; expected eV and eV/Angstrom (or \"check_units\": false)");
            }
        }
    }

    /// <summary>Minus the work of the mean forces from one frame to another, eV; null where they are too far from each other.</summary>
    private static double? Work(Structure a, Structure b)
    {
        for (int row = 0; row < 3; row++)
        {
            if ((a.Cell.Vectors.Row(row) - b.Cell.Vectors.Row(row)).Length > SameCell)
            {
                return null;
            }
        }

        double work = 0.0;
        for (int i = 0; i < a.Count; i++)
        {
            Double3 s = a.Cell.ToFractional(b.Positions[i] - a.Positions[i]);
            Double3 move = a.Cell.ToCartesian(new Double3(Wrapped(s.X, a, 0), Wrapped(s.Y, a, 1), Wrapped(s.Z, a, 2)));
            if (move.Length > FarthestMove)
            {
                return null;
            }

            work -= 0.5 * Double3.Dot(a.Forces![i] + b.Forces![i], move);
        }

        return work;
    }

    private static double Wrapped(double s, Structure a, int axis) => a.Cell.IsPeriodic(axis) ? s - Math.Round(s) : s;
}
