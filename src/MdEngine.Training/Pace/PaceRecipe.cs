using System;
using MdEngine.Core.Cell;
using MdEngine.Training.Data;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Pace;

/// <summary>A cutoff for data of which nothing more is known.</summary>
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
