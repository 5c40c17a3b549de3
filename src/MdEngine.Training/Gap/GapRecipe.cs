using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Training.Data;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>
/// Descriptors for data of which nothing more is known: pair distances and SOAP, with all lengths in proportion to the
/// distance of nearest neighbours where atoms are bound most.
/// </summary>
/// <remarks>
/// Chosen by cross-validation over the training frames of silicon and molybdenum. The density of a neighbour fades over
/// nearly the whole cutoff, since near atoms matter more: M. J. Willatt et al., Phys. Chem. Chem. Phys. 20, 29661 (2018).
/// Radial functions do not reach beyond the cutoff more than they must, so that eight of them resolve what is within.
/// </remarks>
internal static class GapRecipe
{
    /// <summary>Cutoff over the distance of nearest neighbours.</summary>
    private const double Cutoff = 2.1;

    // A first guess of where neighbours are, and where it ends, Angstrom.
    private const double NearRange = 3.5, FarRange = 20.0;

    /// <summary>The descriptors.</summary>
    /// <exception cref="InputException">There is no energy, or most atoms have no neighbour.</exception>
    public static IReadOnlyList<GapDescriptorOptions> For(TrainingData data)
    {
        double near = NearestDistance(data);
        double Length(double factor) => Math.Round(factor * near, 2);
        return
        [
            new Distance2bOptions { Cutoff = Length(Cutoff), TransitionWidth = Length(0.42), Delta = 1.0, Sparse = 20, Length = Length(0.42) },
            new SoapFitOptions
            {
                Cutoff = Length(Cutoff),
                TransitionWidth = Length(1.9),
                Radial = 8,
                Degree = 6,
                Sigma = Length(0.21),
                BasisError = 1.0,
                Zeta = 4,
                Delta = 1.0,
                Sparse = 1500,
            },
        ];
    }

    /// <summary>Median distance to the nearest neighbour in the most strongly bound frame, Angstrom.</summary>
    private static double NearestDistance(TrainingData data)
    {
        TrainingFrame bound = data.Training.Where(f => f.Structure.Energy is not null).MinBy(f => Binding(f.Structure, data))
            ?? throw new InputException("no training frame has an energy; give \"descriptors\"");
        for (double range = NearRange; range < FarRange; range *= 1.5)
        {
            using var neighbors = new FrameNeighbors(data.Elements, range);
            neighbors.Set(bound.Structure);
            double[] nearest = [.. Enumerable.Range(0, neighbors.Count).Select(i => Nearest(neighbors, i)).Order()];
            if (nearest[nearest.Length / 2] < range)
            {
                return nearest[nearest.Length / 2];
            }
        }

        throw new InputException(
            $"{bound.Place}: most atoms have no neighbour within {FarRange} Angstrom, though no frame is bound more; check the cell, or give \"descriptors\"");
    }

    /// <summary>Energy above that of isolated atoms, eV/atom.</summary>
    private static double Binding(Structure structure, TrainingData data) => (structure.Energy!.Value
        - structure.Elements.Sum(e => data.AtomEnergies[Enumerable.Range(0, data.Elements.Count).First(k => data.Elements[k] == e)])) / structure.Count;

    private static double Nearest(FrameNeighbors frame, int atom)
    {
        double least = double.PositiveInfinity;
        foreach (int j in frame.Of(atom))
        {
            double x = frame.Atoms.X[j] - frame.Atoms.X[atom], y = frame.Atoms.Y[j] - frame.Atoms.Y[atom], z = frame.Atoms.Z[j] - frame.Atoms.Z[atom];
            least = Math.Min(least, (x * x) + (y * y) + (z * z));
        }

        return Math.Sqrt(least);
    }
}
