using System;
using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Files;
using MdEngine.IO.Text;

namespace MdEngine.IO.LammpsData;

/// <summary>
/// Writes LAMMPS data files of the atom style atomic, or charge when there are charges, in metal units.
/// </summary>
/// <remarks>
/// LAMMPS wants a along x and b in the xy plane: other cells are rotated, and positions and velocities with them.
/// Along axes without a lattice vector the box is made to hold the atoms with an Angstrom to spare. The file does
/// not hold which axes are periodic. Types are numbered in the order of first appearance, and atoms of one element with
/// different masses become different types.
/// </remarks>
public static class LammpsDataWriter
{
    private const double Margin = 1.0;

    /// <summary>Writes a file; compressed when its name ends in ".gz".</summary>
    /// <param name="path">File.</param>
    /// <param name="structure">What to write.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">It exists and may not be overwritten.</exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Write(string path, Structure structure, bool overwrite)
    {
        using Stream stream = OutputFile.OpenByName(path, overwrite);
        Write(stream, structure);
    }

    /// <summary>Writes to a stream.</summary>
    public static void Write(Stream stream, Structure structure)
    {
        var text = new Utf8Buffer();
        (Matrix3 box, Matrix3 rotation, Double3 shift) = Frame(structure);
        (int[] types, List<(Element Element, double Mass)> kinds) = Types(structure);
        text.Add("LAMMPS data file written by MdEngine, units = metal\n\n"u8);
        text.Add($"{structure.Count} atoms\n{kinds.Count} atom types\n\n");
        AddBounds(text, box.XX, "xlo xhi\n"u8);
        AddBounds(text, box.YY, "ylo yhi\n"u8);
        AddBounds(text, box.ZZ, "zlo zhi\n"u8);
        if (box.YX != 0.0 || box.ZX != 0.0 || box.ZY != 0.0)
        {
            AddVector(text, new Double3(box.YX, box.ZX, box.ZY));
            text.Add(" xy xz yz\n"u8);
        }

        text.Add("\nMasses\n\n"u8);
        for (int k = 0; k < kinds.Count; k++)
        {
            text.Add(k + 1);
            text.Add(' ');
            text.Add(kinds[k].Mass);
            text.Add($" # {kinds[k].Element.Symbol}\n");
        }

        long[]? images = Images(structure);
        text.Add(structure.Charges is null ? "\nAtoms # atomic\n\n"u8 : "\nAtoms # charge\n\n"u8);
        for (int i = 0; i < structure.Count; i++)
        {
            text.Add(i + 1);
            text.Add(' ');
            text.Add(types[i] + 1);
            text.Add(' ');
            if (structure.Charges is { } charges)
            {
                text.Add(charges[i]);
                text.Add(' ');
            }

            AddVector(text, Turn(structure.Positions[i] + shift, rotation));
            for (int axis = 0; axis < 3 && images is not null; axis++)
            {
                text.Add(' ');
                text.Add(images[(3 * i) + axis]);
            }

            text.Add('\n');
            text.Drain(stream, 1 << 18);
        }

        if (structure.Velocities is { } velocities)
        {
            text.Add("\nVelocities\n\n"u8);
            for (int i = 0; i < structure.Count; i++)
            {
                text.Add(i + 1);
                text.Add(' ');
                AddVector(text, 1000.0 * Turn(velocities[i], rotation));
                text.Add('\n');
                text.Drain(stream, 1 << 18);
            }
        }

        text.Drain(stream);
    }

    private static void AddBounds(Utf8Buffer text, double length, ReadOnlySpan<byte> name)
    {
        text.Add("0 "u8);
        text.Add(length);
        text.Add(' ');
        text.Add(name);
    }

    private static void AddVector(Utf8Buffer text, Double3 v)
    {
        text.Add(v.X);
        text.Add(' ');
        text.Add(v.Y);
        text.Add(' ');
        text.Add(v.Z);
    }

    private static Double3 Turn(Double3 r, Matrix3 rotation) => rotation == Matrix3.Identity ? r : r * rotation;

    private static long[]? Images(Structure structure)
    {
        foreach (AtomColumn column in structure.Extra)
        {
            if (column is { Name: "image", Width: 3, Values: long[] images })
            {
                return images;
            }
        }

        return null;
    }

    private static (int[] Types, List<(Element Element, double Mass)> Kinds) Types(Structure structure)
    {
        var kinds = new List<(Element, double)>();
        var known = new Dictionary<(Element, double), int>();
        var types = new int[structure.Count];
        for (int i = 0; i < types.Length; i++)
        {
            Element element = structure.Elements[i];
            (Element, double) kind = (element, structure.Masses?[i] ?? element.StandardMass);
            if (!known.TryGetValue(kind, out types[i]))
            {
                types[i] = kinds.Count;
                known.Add(kind, kinds.Count);
                kinds.Add(kind);
            }
        }

        return (types, kinds);
    }

    /// <summary>The box in LAMMPS's orientation, the rotation to it (r' = r R), and the shift before it.</summary>
    private static (Matrix3 Box, Matrix3 Rotation, Double3 Shift) Frame(Structure structure)
    {
        SimulationCell cell = structure.Cell;
        Matrix3 h = cell.Completed;
        Double3 shift = default;
        if (!cell.HasVolume)
        {
            (h, shift) = Enclose(structure);
        }

        if (h.XY == 0.0 && h.XZ == 0.0 && h.YZ == 0.0 && h.XX > 0.0 && h.YY > 0.0)
        {
            return (h, Matrix3.Identity, shift);
        }

        // The new x axis lies along a, the new z axis across a and b.
        Double3 x = Unit(h.Row0);
        Double3 z = Unit(Double3.Cross(h.Row0, h.Row1));
        Double3 y = Double3.Cross(z, x);
        Matrix3 rotation = Matrix3.FromRows(x, y, z).Transpose();
        Matrix3 box = h * rotation;
        return (box with { XY = 0.0, XZ = 0.0, YZ = 0.0 }, rotation, shift);
    }

    private static Double3 Unit(Double3 v) => (1.0 / v.Length) * v;

    private static (Matrix3 Box, Double3 Shift) Enclose(Structure structure)
    {
        SimulationCell cell = structure.Cell;
        Span<Double3> rows = [cell.Completed.Row0, cell.Completed.Row1, cell.Completed.Row2];
        Double3 shift = default;
        for (int axis = 0; axis < 3; axis++)
        {
            if (cell.Vectors.Row(axis) != Double3.Zero)
            {
                continue;
            }

            // A completed vector has length one, so its fractional coordinate is in Angstrom.
            double low = double.PositiveInfinity, high = double.NegativeInfinity;
            foreach (Double3 r in structure.Positions)
            {
                double s = cell.ToFractional(r)[axis];
                (low, high) = (Math.Min(low, s), Math.Max(high, s));
            }

            shift += (Margin - low) * rows[axis];
            rows[axis] = (high - low + (2.0 * Margin)) * rows[axis];
        }

        return (Matrix3.FromRows(rows[0], rows[1], rows[2]), shift);
    }
}
