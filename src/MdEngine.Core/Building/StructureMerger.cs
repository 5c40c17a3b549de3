using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>Makes one structure of two.</summary>
public static class StructureMerger
{
    // Lattice vectors of two files that are meant to be equal differ by no more than their printed digits, Angstrom.
    private const double SameVector = 1e-3;

    /// <summary>Puts the atoms of a second structure into the cell of the first.</summary>
    /// <param name="host">Whose cell it will be; not changed.</param>
    /// <param name="guest">What is put in; not changed.</param>
    /// <param name="offset">By how much the guest is moved, Angstrom.</param>
    /// <param name="distance">Host atoms closer than this to a guest atom (Angstrom) give way; 0 for none.</param>
    /// <exception cref="InputException">The distance is not a number >= 0.</exception>
    public static Structure Overlay(Structure host, Structure guest, Double3 offset, double distance)
    {
        if (!(distance >= 0.0 && double.IsFinite(distance)) || !offset.IsFinite)
        {
            throw new InputException($"a distance of {distance} Angstrom between merged structures; expected a number >= 0");
        }

        Structure moved = StructureOperations.Select(guest, [.. Enumerable.Range(0, guest.Count)]);
        for (int i = 0; i < moved.Count; i++)
        {
            moved.Positions[i] += offset;
        }

        if (distance > 0.0)
        {
            double radius = 0.5 * distance;
            var grid = new ProximityGrid(host.Cell, radius, moved.Positions, moved.Count);
            foreach (Double3 r in moved.Positions)
            {
                grid.Add(r, radius);
            }

            IEnumerable<int> stay = Enumerable.Range(0, host.Count)
                .Where(i => grid.Deepest(host.Positions[i], radius).Ball < 0);
            host = StructureOperations.Select(host, [.. stay]);
        }

        return StructureOperations.Join(host, moved);
    }

    /// <summary>
    /// Puts a second structure on top of the first along a lattice vector, with gaps between the two cells and above.
    /// </summary>
    /// <param name="lower">First structure; not changed.</param>
    /// <param name="upper">Second structure; not changed.</param>
    /// <param name="axis">Lattice vector along which they are stacked: 0, 1 or 2.</param>
    /// <param name="gap">Space added between the faces of the cells, along the normal, Angstrom; may be negative.</param>
    /// <param name="fit">
    /// True to turn and strain the upper one so that its other two vectors are those of the lower one; false to refuse
    /// when they are not the same within 0.001 Angstrom.
    /// </param>
    /// <exception cref="InputException">
    /// A cell without volume, vectors that differ, or a gap that leaves no cell.
    /// </exception>
    public static Structure Stack(Structure lower, Structure upper, int axis, double gap, bool fit)
    {
        if (!lower.Cell.HasVolume || !upper.Cell.HasVolume)
        {
            throw new InputException("stacking needs two cells with three lattice vectors each");
        }

        int p = (axis + 1) % 3, q = (axis + 2) % 3;
        Matrix3 h = lower.Cell.Vectors;
        Double3 normal = Normal(h, p, q);
        Matrix3 strain = Fit(h, upper.Cell.Vectors, p, q, fit);
        Double3 step = h.Row(axis) + (gap * normal);
        Double3 top = (upper.Cell.Vectors.Row(axis) * strain) + (gap * normal);
        Structure moved = StructureOperations.Select(upper, [.. Enumerable.Range(0, upper.Count)]);
        for (int i = 0; i < moved.Count; i++)
        {
            moved.Positions[i] = (moved.Positions[i] * strain) + step;
        }

        Double3 whole = step + top;
        if (!(Double3.Dot(whole, normal) > 0.0) || !double.IsFinite(gap))
        {
            throw new InputException($"a gap of {gap} Angstrom leaves no cell; expected a larger one");
        }

        Structure joined = StructureOperations.Join(lower, moved);
        joined.Cell = lower.Cell.WithVectors(Matrix3.FromRows(
            axis == 0 ? whole : h.Row0, axis == 1 ? whole : h.Row1, axis == 2 ? whole : h.Row2));
        return joined;
    }

    private static Double3 Normal(Matrix3 h, int p, int q)
    {
        Double3 n = Double3.Cross(h.Row(p), h.Row(q));
        return (1.0 / n.Length) * n;
    }

    /// <summary>The map that turns vectors p and q, and their normal, into those of another cell.</summary>
    private static Matrix3 Fit(Matrix3 wanted, Matrix3 found, int p, int q, bool fit)
    {
        double off = Math.Max((wanted.Row(p) - found.Row(p)).Length, (wanted.Row(q) - found.Row(q)).Length);
        if (!fit && !(off <= SameVector))
        {
            throw new InputException(FormattableString.Invariant(
                $"lattice vectors {p + 1} and {q + 1} of the two structures differ by up to {off:G4} Angstrom; expected the same (within {SameVector}), or leave to strain the second one to fit"));
        }

        if (!fit)
        {
            return Matrix3.Identity;
        }

        var from = Matrix3.FromRows(found.Row(p), found.Row(q), Normal(found, p, q));
        return from.Inverse() * Matrix3.FromRows(wanted.Row(p), wanted.Row(q), Normal(wanted, p, q));
    }
}
