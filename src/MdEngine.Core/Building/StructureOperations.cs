using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>Makes structures from structures.</summary>
public static class StructureOperations
{
    /// <summary>
    /// Repeats a structure along its lattice vectors. Velocities, masses and charges are repeated with the atoms;
    /// energy, forces, stress, info and extra columns, which belong to the structure as it was, are not.
    /// </summary>
    /// <param name="structure">What to repeat; not changed.</param>
    /// <param name="na">Copies along a.</param>
    /// <param name="nb">Copies along b.</param>
    /// <param name="nc">Copies along c.</param>
    /// <exception cref="InputException">
    /// A number below 1, too many atoms, or copies along a vector that is zero.
    /// </exception>
    public static Structure Replicate(Structure structure, int na, int nb, int nc)
    {
        Matrix3 h = structure.Cell.Vectors;
        ReadOnlySpan<int> copies = [na, nb, nc];
        for (int axis = 0; axis < 3; axis++)
        {
            if (copies[axis] < 1)
            {
                throw new InputException($"replicate {na} x {nb} x {nc}: expected numbers of at least 1");
            }

            if (copies[axis] > 1 && h.Row(axis) == Double3.Zero)
            {
                throw new InputException($"replicate {na} x {nb} x {nc}: lattice vector {axis + 1} is zero, so "
                    + $"give 1 there");
            }
        }

        Int128 total = (Int128)structure.Count * na * nb * nc;
        if (total > Array.MaxLength / 4)
        {
            throw new InputException($"replicate {na} x {nb} x {nc} gives {total} atoms; expected at most "
                + $"{Array.MaxLength / 4}");
        }

        int n = structure.Count;
        var positions = new Double3[(int)total];
        int at = 0;
        for (int a = 0; a < na; a++)
        {
            for (int b = 0; b < nb; b++)
            {
                for (int c = 0; c < nc; c++)
                {
                    Double3 shift = (a * h.Row0) + (b * h.Row1) + (c * h.Row2);
                    for (int i = 0; i < n; i++)
                    {
                        positions[at++] = structure.Positions[i] + shift;
                    }
                }
            }
        }

        Matrix3 vectors = Matrix3.FromRows(na * h.Row0, nb * h.Row1, nc * h.Row2);
        Element[] elements = Repeat(structure.Elements, (int)total)!;
        return new Structure(structure.Cell.WithVectors(vectors), elements, positions)
        {
            Velocities = Repeat(structure.Velocities, (int)total),
            Masses = Repeat(structure.Masses, (int)total),
            Charges = Repeat(structure.Charges, (int)total),
        };
    }

    /// <summary>
    /// Moves each atom by a Gaussian displacement. Energy, forces and stress of the old positions are dropped.
    /// </summary>
    /// <param name="structure">What to displace; changed in place.</param>
    /// <param name="deviation">Standard deviation of each component, Angstrom.</param>
    /// <param name="seed">Seed: the same one gives the same displacements.</param>
    /// <exception cref="InputException">The deviation is negative or not finite.</exception>
    public static void Displace(Structure structure, double deviation, ulong seed)
    {
        if (!(deviation >= 0.0 && double.IsFinite(deviation)))
        {
            throw new InputException($"displacement noise of {deviation} Angstrom; expected a number not below 0");
        }

        var stream = new RandomStream(seed, RandomPurpose.Displacements);
        for (int i = 0; i < structure.Count; i++)
        {
            (double x, double y) = Philox.Normal(stream, 0, i, 0);
            (double z, _) = Philox.Normal(stream, 0, i, 1);
            structure.Positions[i] += deviation * new Double3(x, y, z);
        }

        structure.Energy = null;
        structure.Forces = null;
        structure.Stress = null;
    }

    private static T[]? Repeat<T>(T[]? values, int total)
    {
        if (values is null)
        {
            return null;
        }

        var repeated = new T[total];
        for (int at = 0; at < total; at += values.Length)
        {
            values.CopyTo(repeated, at);
        }

        return repeated;
    }
}
