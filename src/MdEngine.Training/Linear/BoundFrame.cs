using System;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Training.Data;

namespace MdEngine.Training.Linear;

/// <summary>The frame whose atoms are bound most, from which recipes take their lengths.</summary>
/// <param name="Frame">Frame.</param>
/// <param name="Nearest">Median distance to the nearest neighbour in it, Angstrom.</param>
internal sealed record BoundFrame(TrainingFrame Frame, double Nearest)
{
    // A first guess of where neighbours are, and where it ends, Angstrom.
    private const double NearRange = 3.5, FarRange = 20.0;

    /// <summary>Finds it.</summary>
    /// <param name="data">Data.</param>
    /// <param name="remedy">The option to give instead.</param>
    /// <exception cref="InputException">There is no energy, or most atoms have no neighbour.</exception>
    public static BoundFrame Find(TrainingData data, string remedy)
    {
        TrainingFrame bound = data.Training.Where(f => f.Structure.Energy is not null).MinBy(f => Binding(f.Structure, data))
            ?? throw new InputException($"no training frame has an energy; give \"{remedy}\"");
        for (double range = NearRange; range < FarRange; range *= 1.5)
        {
            using var neighbors = new FrameNeighbors(data.Elements, range);
            neighbors.Set(bound.Structure);
            double[] nearest = [.. Enumerable.Range(0, neighbors.Count).Select(i => Least(neighbors, i)).Order()];
            if (nearest[nearest.Length / 2] < range)
            {
                return new BoundFrame(bound, nearest[nearest.Length / 2]);
            }
        }

        throw new InputException(
            $"{bound.Place}: most atoms have no neighbour within {FarRange} Angstrom, though no frame is bound more; check the cell, or give \"{remedy}\"");
    }

    /// <summary>Energy above that of isolated atoms, eV/atom.</summary>
    private static double Binding(Structure structure, TrainingData data) => (structure.Energy!.Value
        - structure.Elements.Sum(e => data.AtomEnergies[Enumerable.Range(0, data.Elements.Count).First(k => data.Elements[k] == e)])) / structure.Count;

    private static double Least(FrameNeighbors frame, int atom)
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
