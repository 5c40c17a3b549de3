using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Tests.Building;

/// <summary>Distances by brute force over images, for comparison with what is done by boxes.</summary>
internal static class CloseContacts
{
    /// <summary>Smallest distance of atoms (images too) whose elements satisfy a condition.</summary>
    public static double Smallest(Structure s, Func<int, int, bool>? pair = null)
    {
        double smallest = double.PositiveInfinity;
        for (int i = 0; i < s.Count; i++)
        {
            for (int j = i; j < s.Count; j++)
            {
                if (pair?.Invoke(i, j) != false)
                {
                    smallest = Math.Min(smallest, Distance(s.Cell, s.Positions[i], s.Positions[j], i == j));
                }
            }
        }

        return smallest;
    }

    /// <summary>Sorted distances from each atom to all atoms and images within a radius, as text: an environment.</summary>
    public static IEnumerable<string> Environments(Structure s, double radius) => Enumerable.Range(0, s.Count)
        .Select(i => string.Join(' ', (
            from j in Enumerable.Range(0, s.Count)
            from shift in Shifts(s.Cell, radius)
            let r = (s.Positions[j] + shift - s.Positions[i]).Length
            where r > 1e-6 && r < radius
            select s.Elements[j].Symbol + Math.Round(r, 6).ToString("F6", null)).Order(StringComparer.Ordinal)))
        .Order(StringComparer.Ordinal);

    private static double Distance(SimulationCell cell, Double3 a, Double3 b, bool same) =>
        Shifts(cell, 4.0).Where(v => !same || v != Double3.Zero).Select(v => (b + v - a).Length)
            .DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>Lattice vectors by which images within a distance of anything in the cell are shifted.</summary>
    private static IEnumerable<Double3> Shifts(SimulationCell cell, double radius) =>
        from a in Along(cell, 0, radius)
        from b in Along(cell, 1, radius)
        from c in Along(cell, 2, radius)
        select (a * cell.Vectors.Row0) + (b * cell.Vectors.Row1) + (c * cell.Vectors.Row2);

    private static IEnumerable<int> Along(SimulationCell cell, int axis, double radius)
    {
        // One more, for atoms that stand outside the cell by less than its height.
        int images = (int)Math.Ceiling(radius / cell.Height(axis)) + 1;
        return cell.IsPeriodic(axis) ? Enumerable.Range(-images, (2 * images) + 1) : [0];
    }
}
