using System;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Eam;

/// <summary>What tables must fulfil to be used.</summary>
internal static class EamChecks
{
    // Published tables have dips of 1e-5 of the largest density below zero where they end.
    private const double Dip = 1e-4;

    public static void Check(EamFunctions functions)
    {
        CheckSizes(functions);
        int points = functions.Density[0].Length;
        // Files give cutoffs of points * step, and mixed funcfl grids lose up to two points; up to there the last value stands.
        double reach = (points + 2) * functions.DistanceStep;
        if (functions.Cutoff > reach)
        {
            throw new InputException(
                $"the cutoff of {functions.Cutoff:g6} Angstrom lies beyond the table, which has {points} distances in steps of "
                + $"{functions.DistanceStep:g6} Angstrom and ends at {(points - 1) * functions.DistanceStep:g6}");
        }

        for (int a = 0; a < functions.Count; a++)
        {
            for (int b = 0; b < functions.Count; b++)
            {
                double[] density = functions.Density[(a * functions.Count) + b];
                double most = density.Max(Math.Abs), least = density.Min();
                if (least < -Dip * most)
                {
                    throw new InputException(
                        $"the density of {functions.Elements[a]} is negative: {least:g4} at "
                        + $"{Array.IndexOf(density, least) * functions.DistanceStep:g4} Angstrom, against {most:g4} at most");
                }
            }
        }
    }

    private static void CheckSizes(EamFunctions functions)
    {
        int n = functions.Count;
        bool sound = n > 0
            && functions.Embedding.Length == n && functions.Density.Length == n * n && functions.PairTimesDistance.Length == n * n
            && functions.Embedding.All(t => t.Length == functions.Embedding[0].Length)
            && functions.Density.Concat(functions.PairTimesDistance).All(t => t.Length == functions.Density[0].Length)
            && functions.Embedding[0].Length >= HermiteTable.LeastValues
            && functions.Density[0].Length >= HermiteTable.LeastValues;
        if (!sound)
        {
            throw new ArgumentException("tables of unlike lengths, or not one for each type and pair of types", nameof(functions));
        }
    }
}
