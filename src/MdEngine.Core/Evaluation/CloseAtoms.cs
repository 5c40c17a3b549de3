using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Halo;

namespace MdEngine.Core.Evaluation;

/// <summary>Finds atoms on top of each other, before a potential turns them into infinite forces.</summary>
public static class CloseAtoms
{
    /// <summary>Atoms closer to each other than this, Angstrom, are a fault of the structure, whatever they are.</summary>
    public const double SmallestDistance = 0.1;

    // Wide enough that mostly one cube is searched; until a pair is found it holds a bounded number of atoms.
    private const double Cube = 1.0;
    private const double Farthest = 1e8;

    /// <summary>Refuses a structure in which two atoms, or an atom and an image, stand on top of each other.</summary>
    /// <param name="structure">Structure.</param>
    /// <param name="atoms">Its atoms; they are wrapped into the cell.</param>
    /// <exception cref="InputException">The two atoms and their distance.</exception>
    public static void Refuse(Structure structure, AtomState atoms)
    {
        SimulationCell cell = structure.Cell;
        for (int axis = 0; axis < 3; axis++)
        {
            if (cell.IsPeriodic(axis) && cell.Height(axis) < SmallestDistance)
            {
                throw new InputException(FormattableString.Invariant(
                    $"the periodic cell is {cell.Height(axis):G3} Angstrom thin along vector {axis + 1}: every atom would stand on its own images"));
            }
        }

        CheckFinite(atoms);
        using var workers = new WorkerPool(1);
        var halo = new PeriodicHalo();
        halo.Migrate(atoms, cell, workers);
        halo.Build(atoms, cell, SmallestDistance, full: true, workers);
        Search(atoms, halo);
        atoms.SetGhosts(0);
    }

    private static void CheckFinite(AtomState atoms)
    {
        for (int i = 0; i < atoms.Owned; i++)
        {
            double farthest = Math.Max(Math.Abs(atoms.X[i]), Math.Max(Math.Abs(atoms.Y[i]), Math.Abs(atoms.Z[i])));
            if (!(farthest <= Farthest))
            {
                throw new InputException(FormattableString.Invariant(
                    $"atom {atoms.Id[i] + 1} ({atoms.Species[atoms.Type[i]]}) stands {farthest:G3} Angstrom from the origin; expected no more than {Farthest:G3}"));
            }
        }
    }

    private static void Search(AtomState atoms, PeriodicHalo halo)
    {
        var latest = new Dictionary<(int, int, int), int>(atoms.Owned);
        var next = new int[atoms.Owned];
        for (int i = 0; i < atoms.Owned; i++)
        {
            SearchAround(atoms, halo, latest, next, i);
            (int, int, int) cube = (CubeOf(atoms.X[i]), CubeOf(atoms.Y[i]), CubeOf(atoms.Z[i]));
            next[i] = latest.TryGetValue(cube, out int other) ? other : -1;
            latest[cube] = i;
        }

        for (int ghost = 0; ghost < atoms.Ghosts; ghost++)
        {
            if (halo.Source(ghost) >= 0)
            {
                SearchAround(atoms, halo, latest, next, atoms.GhostStart + ghost);
            }
        }
    }

    private static void SearchAround(
        AtomState atoms, PeriodicHalo halo, Dictionary<(int, int, int), int> latest, int[] next, int i)
    {
        double x = atoms.X[i], y = atoms.Y[i], z = atoms.Z[i];
        const double d = SmallestDistance;
        for (int a = CubeOf(x - d); a <= CubeOf(x + d); a++)
        {
            for (int b = CubeOf(y - d); b <= CubeOf(y + d); b++)
            {
                for (int c = CubeOf(z - d); c <= CubeOf(z + d); c++)
                {
                    for (int j = latest.TryGetValue((a, b, c), out int first) ? first : -1; j >= 0; j = next[j])
                    {
                        double dx = atoms.X[j] - x, dy = atoms.Y[j] - y, dz = atoms.Z[j] - z;
                        double distance = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
                        if (distance < d)
                        {
                            throw Fault(atoms, halo, i, j, distance);
                        }
                    }
                }
            }
        }
    }

    private static int CubeOf(double r) => (int)Math.Floor(r / Cube);

    private static InputException Fault(AtomState atoms, PeriodicHalo halo, int i, int j, double distance)
    {
        bool isGhost = i >= atoms.Owned;
        int source = isGhost ? halo.Source(i - atoms.GhostStart) : i;
        (int p, int q) = (Math.Min(atoms.Id[source], atoms.Id[j]), Math.Max(atoms.Id[source], atoms.Id[j]));
        string image = isGhost ? " (across the periodic boundary)" : "";
        string first = $"atom {p + 1} ({ElementOf(atoms, p)})";
        string second = p == q ? "its own image" : $"atom {q + 1} ({ElementOf(atoms, q)})";
        return new InputException(FormattableString.Invariant(
            $"{first} and {second} are on top of each other: {distance:G3} Angstrom apart{image}; expected {SmallestDistance} at least: take one out, or check the cell"));
    }

    private static string ElementOf(AtomState atoms, int id) => atoms.Species[atoms.Type[atoms.Id.IndexOf(id)]].Symbol;
}
