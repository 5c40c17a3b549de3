using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Cell;
using MdEngine.Training.Data;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Pace;

/// <summary>A cutoff and degrees for data of which nothing more is known.</summary>
/// <remarks>
/// Chosen by cross-validation over the training frames of silicon and molybdenum: of more neighbours a linear expansion of some
/// thousand functions cannot tell enough.
/// </remarks>
internal static class PaceRecipe
{
    /// <summary>Atoms in the sphere of the cutoff.</summary>
    public const double Neighbors = 25.0;

    // In distances of nearest neighbours: where there is no density, and what it may make of it (a slab in vacuum).
    private const double Plain = 2.0, Least = 1.6, Most = 2.4;

    /// <summary>Functions of an atom that are enough; more take longer than they gain.</summary>
    public const int MostFunctions = 2000;

    private static readonly int[] Finest = [16, 12, 9, 6], Angular = [8, 6, 4, 3];

    /// <summary>
    /// Degrees and greatest angular momenta of functions of two, three, ... neighbours: the more elements, the lower and the fewer,
    /// so that there are no more functions.
    /// </summary>
    /// <param name="species">Number of elements.</param>
    /// <param name="pairs">Number of functions of pairs with each element.</param>
    /// <param name="most">How many functions a fit can take.</param>
    public static (IReadOnlyList<int> Degrees, IReadOnlyList<int> Angular) Functions(int species, int pairs, int most)
    {
        for (int less = 0; ; less++)
        {
            int[] degrees = [.. Finest.Select(d => d - less).Where(d => d > 1)];
            if (degrees.Length == 0)
            {
                return ([2], [1]);
            }

            int[] angular = Angular[..degrees.Length];
            if (FunctionList.Make(species, pairs, degrees, angular, Math.Min(most, MostFunctions)) is not null)
            {
                return (degrees, angular);
            }
        }
    }

    /// <summary>The cutoff, Angstrom.</summary>
    public static double Cutoff(TrainingData data)
    {
        BoundFrame bound = BoundFrame.Find(data, "cutoff_A");
        SimulationCell cell = bound.Frame.Structure.Cell;
        double radius = cell.HasVolume
            ? Math.Cbrt(3.0 * Neighbors * cell.Volume / (4.0 * Math.PI * bound.Frame.Structure.Count))
            : Plain * bound.Nearest;
        return Math.Round(Math.Clamp(radius, Least * bound.Nearest, Most * bound.Nearest), 2);
    }
}
