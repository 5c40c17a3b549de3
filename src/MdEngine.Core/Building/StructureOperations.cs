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

    /// <summary>
    /// The structure under a homogeneous deformation of cell and atoms, r' = r (1 + e). Velocities, masses and charges
    /// are kept; energy, forces, stress, info and extra columns are not.
    /// </summary>
    /// <param name="structure">What to strain; not changed.</param>
    /// <param name="strain">e; its off-diagonal elements are those of the tensor, half the engineering shears.</param>
    /// <exception cref="InputException">Not finite, or it leaves the cell no volume.</exception>
    public static Structure Strain(Structure structure, Matrix3 strain)
    {
        Matrix3 deformation = Matrix3.Identity + strain;
        if (!strain.IsFinite || !(deformation.Determinant > 0.0))
        {
            throw new InputException("the strain turns the cell inside out or flattens it; expected a smaller one");
        }

        return new Structure(
            structure.Cell.Strained(strain),
            [.. structure.Elements],
            Array.ConvertAll(structure.Positions, r => r * deformation))
        {
            Velocities = (Double3[]?)structure.Velocities?.Clone(),
            Masses = (double[]?)structure.Masses?.Clone(),
            Charges = (double[]?)structure.Charges?.Clone(),
        };
    }

    /// <summary>
    /// Some of the atoms, in the order asked for, with their velocities, masses and charges; energy, forces, stress, info
    /// and extra columns are dropped.
    /// </summary>
    /// <param name="structure">Where they are; not changed.</param>
    /// <param name="atoms">Indices from 0.</param>
    public static Structure Select(Structure structure, ReadOnlySpan<int> atoms) =>
        new(structure.Cell, Pick(structure.Elements, atoms)!, Pick(structure.Positions, atoms)!)
        {
            Velocities = Pick(structure.Velocities, atoms),
            Masses = Pick(structure.Masses, atoms),
            Charges = Pick(structure.Charges, atoms),
        };

    /// <summary>
    /// The atoms of one structure and then those of another, in the cell of the first. Where only one has velocities,
    /// masses or charges, the other's atoms are at rest, of standard mass, or neutral.
    /// </summary>
    public static Structure Join(Structure first, Structure second) =>
        new(first.Cell, [.. first.Elements, .. second.Elements], [.. first.Positions, .. second.Positions])
        {
            Velocities = Join(first, second, s => s.Velocities, _ => Double3.Zero),
            Masses = Join(first, second, s => s.Masses, e => e.StandardMass),
            Charges = Join(first, second, s => s.Charges, _ => 0.0),
        };

    private static T[]? Join<T>(
        Structure first, Structure second, Func<Structure, T[]?> column, Func<Element, T> standard) =>
        column(first) is null && column(second) is null
            ? null
            : [
                .. column(first) ?? Array.ConvertAll(first.Elements, e => standard(e)),
                .. column(second) ?? Array.ConvertAll(second.Elements, e => standard(e)),
            ];

    private static T[]? Pick<T>(T[]? values, ReadOnlySpan<int> atoms)
    {
        if (values is null)
        {
            return null;
        }

        var picked = new T[atoms.Length];
        for (int k = 0; k < picked.Length; k++)
        {
            picked[k] = values[atoms[k]];
        }

        return picked;
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
