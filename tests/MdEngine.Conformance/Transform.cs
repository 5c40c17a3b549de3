using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Conformance;

/// <summary>Structures made from others: what symmetry says must have the same energy, and what tests start from.</summary>
public static class Transform
{
    /// <summary>The same atoms (elements, charges, masses, velocities) at other places in another cell.</summary>
    public static Structure With(Structure structure, SimulationCell cell, Double3[] positions) =>
        Select(structure, cell, positions, [.. Enumerable.Range(0, structure.Count)]);

    /// <summary>Moves one atom.</summary>
    public static Structure Moved(Structure structure, int atom, Double3 by)
    {
        Double3[] r = [.. structure.Positions];
        r[atom] += by;
        return With(structure, structure.Cell, r);
    }

    /// <summary>Moves all atoms alike.</summary>
    public static Structure Translated(Structure structure, Double3 by) =>
        With(structure, structure.Cell, [.. structure.Positions.Select(r => r + by)]);

    /// <summary>Displaces each coordinate by a uniform random number up to <paramref name="amplitude"/>.</summary>
    public static Structure Rattled(Structure structure, double amplitude, ulong seed) =>
        With(structure, structure.Cell, [.. structure.Positions.Select((r, i) => r + (amplitude * Cube(seed, i)))]);

    /// <summary>Turns cell and atoms by a rotation matrix that acts on row vectors.</summary>
    public static Structure Rotated(Structure structure, Matrix3 rotation) => With(
        structure,
        structure.Cell.WithVectors(structure.Cell.Vectors * rotation),
        [.. structure.Positions.Select(r => r * rotation)]);

    /// <summary>Deforms cell and atoms: r' = r (1 + e).</summary>
    public static Structure Strained(Structure structure, Matrix3 strain) => With(
        structure,
        structure.Cell.Strained(strain),
        [.. structure.Positions.Select(r => r + (r * strain))]);

    /// <summary>New atom k is old atom <paramref name="order"/>[k].</summary>
    public static Structure Permuted(Structure structure, int[] order) =>
        Select(structure, structure.Cell, [.. order.Select(k => structure.Positions[k])], order);

    /// <summary>Brings atoms into the cell along periodic axes.</summary>
    public static Structure Wrapped(Structure structure)
    {
        SimulationCell cell = structure.Cell;
        return With(structure, cell, [.. structure.Positions.Select(r =>
        {
            Double3 s = cell.ToFractional(r);
            return r - cell.ToCartesian(new Double3(
                cell.PeriodicA ? Math.Floor(s.X) : 0.0,
                cell.PeriodicB ? Math.Floor(s.Y) : 0.0,
                cell.PeriodicC ? Math.Floor(s.Z) : 0.0));
        })]);
    }

    /// <summary>Copies of the structure side by side; atoms copy by copy, the third axis fastest.</summary>
    public static Structure Replicated(Structure structure, int a, int b, int c)
    {
        Matrix3 h = structure.Cell.Vectors;
        int n = structure.Count;
        var positions = new Double3[n * a * b * c];
        int[] source = new int[positions.Length];
        int k = 0;
        for (int i = 0; i < a; i++)
        {
            for (int j = 0; j < b; j++)
            {
                for (int l = 0; l < c; l++)
                {
                    Double3 shift = new Double3(i, j, l) * h;
                    for (int atom = 0; atom < n; atom++)
                    {
                        positions[k] = structure.Positions[atom] + shift;
                        source[k++] = atom;
                    }
                }
            }
        }

        return Select(structure, structure.Cell.WithVectors(new Matrix3(a, 0, 0, 0, b, 0, 0, 0, c) * h), positions, source);
    }

    /// <summary>
    /// The same crystal with other lattice vectors: rows h' = U h with an integer matrix of determinant 1 that mixes
    /// periodic axes only.
    /// </summary>
    public static Structure Recelled(Structure structure, Matrix3 u) =>
        With(structure, structure.Cell.WithVectors(u * structure.Cell.Vectors), [.. structure.Positions]);

    /// <summary>A rotation matrix, random and uniform (a normalised quaternion of normal numbers).</summary>
    public static Matrix3 RandomRotation(ulong seed)
    {
        var stream = new RandomStream(seed, RandomPurpose.Other);
        (double w, double x) = Philox.Normal(stream, 1, 0);
        (double y, double z) = Philox.Normal(stream, 1, 1);
        double s = 2.0 / ((w * w) + (x * x) + (y * y) + (z * z));
        return new Matrix3(
            1 - (s * ((y * y) + (z * z))), s * ((x * y) - (w * z)), s * ((x * z) + (w * y)),
            s * ((x * y) + (w * z)), 1 - (s * ((x * x) + (z * z))), s * ((y * z) - (w * x)),
            s * ((x * z) - (w * y)), s * ((y * z) + (w * x)), 1 - (s * ((x * x) + (y * y))));
    }

    /// <summary>A random permutation (Fisher-Yates).</summary>
    public static int[] RandomOrder(int count, ulong seed)
    {
        var stream = new RandomStream(seed, RandomPurpose.Other);
        int[] order = [.. Enumerable.Range(0, count)];
        for (int k = count - 1; k > 0; k--)
        {
            int other = (int)(Philox.Uniform(stream, 2, k).A * (k + 1));
            (order[k], order[other]) = (order[other], order[k]);
        }

        return order;
    }

    /// <summary>A vector whose components are uniform in (-1, 1).</summary>
    public static Double3 Cube(ulong seed, int number)
    {
        var stream = new RandomStream(seed, RandomPurpose.Other);
        (double x, double y) = Philox.Uniform(stream, 3, number);
        double z = Philox.Uniform(stream, 4, number).A;
        return new Double3((2 * x) - 1, (2 * y) - 1, (2 * z) - 1);
    }

    private static Structure Select(Structure from, SimulationCell cell, Double3[] positions, int[] source)
    {
        Element[] elements = [.. source.Select(k => from.Elements[k])];
        return new Structure(cell, elements, positions)
        {
            Charges = from.Charges is { } q ? [.. source.Select(k => q[k])] : null,
            Masses = from.Masses is { } m ? [.. source.Select(k => m[k])] : null,
            Velocities = from.Velocities is { } v ? [.. source.Select(k => v[k])] : null,
        };
    }
}
