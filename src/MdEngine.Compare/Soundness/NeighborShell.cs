using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Soundness;

/// <summary>Neighbours of atoms in small crystals, images included.</summary>
internal static class NeighborShell
{
    /// <summary>Least distance of two atoms, Angstrom.</summary>
    public static double Nearest(Structure crystal)
    {
        double least = double.PositiveInfinity;
        for (int i = 0; i < crystal.Count; i++)
        {
            foreach (Double3 way in Ways(crystal, i))
            {
                least = Math.Min(least, way.Length);
            }
        }

        return least;
    }

    /// <summary>From an atom to one of its neighbours within a distance, chosen by a number; to the nearest where there is none.</summary>
    /// <param name="crystal">Structure.</param>
    /// <param name="atom">Atom.</param>
    /// <param name="choice">From 0 to 1.</param>
    /// <param name="within">Distance, Angstrom.</param>
    public static Double3 Way(Structure crystal, int atom, double choice, double within)
    {
        List<Double3> ways = Ways(crystal, atom);
        ways.Sort((a, b) => a.Length.CompareTo(b.Length));
        int near = Math.Max(1, ways.FindLastIndex(w => w.Length <= within) + 1);
        return ways[Math.Min(near - 1, (int)(choice * near))];
    }

    private static List<Double3> Ways(Structure crystal, int atom)
    {
        SimulationCell cell = crystal.Cell;
        var ways = new List<Double3>(27 * crystal.Count);
        for (int j = 0; j < crystal.Count; j++)
        {
            Double3 s = cell.ToFractional(crystal.Positions[j] - crystal.Positions[atom]);
            s -= new Double3(Math.Round(s.X), Math.Round(s.Y), Math.Round(s.Z));
            for (int n = 0; n < 27; n++)
            {
                Double3 way = cell.ToCartesian(s + new Double3((n / 9) - 1, (n / 3 % 3) - 1, (n % 3) - 1));
                if (j != atom || n != 13)
                {
                    ways.Add(way);
                }
            }
        }

        return ways;
    }
}
