using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Neighbors;

namespace MdEngine.Dynamics.Guards;

/// <summary>Finds two atoms that are closer to each other than a limit, images across periodic boundaries included.</summary>
internal sealed unsafe class ClosestPair
{
    private readonly CellGrid _grid = new();

    /// <summary>The closest pair within a limit; null when there is none.</summary>
    /// <param name="atoms">Atoms with their ghosts, up to date.</param>
    /// <param name="limit">Distance, Angstrom.</param>
    /// <returns>An owned atom, the owned atom or ghost near it, their distance.</returns>
    public (int I, int J, double Distance)? Find(AtomState atoms, double limit)
    {
        _grid.Bin(atoms, Math.Max(limit, Spacing(atoms)));
        double least = limit * limit;
        (int I, int J) pair = (-1, -1);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        for (int i = 0; i < atoms.Owned; i++)
        {
            CellRange cells = _grid.Around(i);
            for (int cz = cells.Z0; cz <= cells.Z1; cz++)
            {
                for (int cy = cells.Y0; cy <= cells.Y1; cy++)
                {
                    foreach (int j in _grid.Run(cells.X0, cells.X1, cy, cz))
                    {
                        // Ghosts stand behind all owned atoms, so each pair is seen.
                        double dx = x[j] - x[i], dy = y[j] - y[i], dz = z[j] - z[i];
                        double r2 = (dx * dx) + (dy * dy) + (dz * dz);
                        if (j > i && r2 < least)
                        {
                            least = r2;
                            pair = (i, j);
                        }
                    }
                }
            }
        }

        return pair.I < 0 ? null : (pair.I, pair.J, Math.Sqrt(least));
    }

    /// <summary>The owned atom at the place of an atom or of a ghost: the one with the ghost's element that is nearest to it modulo the cell.</summary>
    public static int OwnedOf(AtomState atoms, Core.Cell.SimulationCell cell, int j)
    {
        if (j < atoms.Owned)
        {
            return j;
        }

        var r = new Core.Mathematics.Double3(atoms.X[j], atoms.Y[j], atoms.Z[j]);
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int i = 0; i < atoms.Owned; i++)
        {
            Core.Mathematics.Double3 s = cell.ToFractional(
                r - new Core.Mathematics.Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]));
            double off = Off(s.X, cell.PeriodicA) + Off(s.Y, cell.PeriodicB) + Off(s.Z, cell.PeriodicC);
            if (off < least)
            {
                (least, nearest) = (off, i);
            }
        }

        return nearest;
    }

    private static double Off(double s, bool periodic) => Math.Abs(periodic ? s - Math.Round(s) : s);

    /// <summary>Mean distance of the atoms in the box that holds them, so that cells hold a few each.</summary>
    private static double Spacing(AtomState atoms)
    {
        double volume = Extent(atoms.X[..atoms.Owned]) * Extent(atoms.Y[..atoms.Owned]) * Extent(atoms.Z[..atoms.Owned]);
        return Math.Cbrt(volume / Math.Max(1, atoms.Owned));
    }

    private static double Extent(Span<double> x)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (double r in x)
        {
            low = Math.Min(low, r);
            high = Math.Max(high, r);
        }

        return Math.Max(1.0, high - low);
    }
}
