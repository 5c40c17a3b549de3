using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Files;
using MdEngine.IO.Text;

namespace MdEngine.IO.Cif;

/// <summary>Writes structures as blocks of a CIF file, all atoms without symmetry (P 1).</summary>
/// <remarks>
/// A CIF holds lengths and angles of the cell: its direction in space, velocities, masses and charges are not kept, and
/// all axes count as periodic.
/// </remarks>
public static class CifWriter
{
    /// <summary>Writes a file; compressed when its name ends in ".gz".</summary>
    /// <param name="path">File.</param>
    /// <param name="structures">What to write, a block each.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">
    /// It exists and may not be overwritten, there is nothing to write, or a cell lacks a lattice vector.
    /// </exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Write(string path, IEnumerable<Structure> structures, bool overwrite)
    {
        // The first one is read before the file is made: input that cannot be read leaves no empty output behind.
        using IEnumerator<Structure> source = structures.GetEnumerator();
        if (!source.MoveNext())
        {
            throw new InputException("there is no frame to write");
        }

        CheckCell(source.Current);
        using Stream stream = OutputFile.OpenByName(path, overwrite);
        int number = 0;
        do
        {
            Write(stream, source.Current, number++);
        }
        while (source.MoveNext());
    }

    /// <summary>Writes one block.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="structure">What to write; its info "name" names the block.</param>
    /// <param name="number">Number of the block in the file, from 0, for its name where it has none.</param>
    /// <exception cref="InputException">The cell lacks a lattice vector.</exception>
    public static void Write(Stream stream, Structure structure, int number = 0)
    {
        CheckCell(structure);
        var text = new Utf8Buffer();
        text.Add((number > 0 ? "\n" : "") + $"data_{NameOf(structure, number)}\n");
        AddCell(text, structure);
        text.Add("_space_group_name_H-M_alt 'P 1'\n_space_group_IT_number 1\n\n"u8);
        text.Add("loop_\n_space_group_symop_operation_xyz\n'x, y, z'\n\n"u8);
        text.Add("loop_\n_atom_site_label\n_atom_site_type_symbol\n_atom_site_fract_x\n_atom_site_fract_y\n"u8);
        text.Add("_atom_site_fract_z\n_atom_site_occupancy\n"u8);
        var counts = new Dictionary<Element, int>();
        for (int i = 0; i < structure.Count; i++)
        {
            Element element = structure.Elements[i];
            counts[element] = counts.GetValueOrDefault(element) + 1;
            Double3 s = structure.Cell.ToFractional(structure.Positions[i]);
            text.Add(element.Symbol);
            text.Add(counts[element]);
            text.Add(' ');
            text.Add(element.Symbol);
            Add(text, s.X);
            Add(text, s.Y);
            Add(text, s.Z);
            text.Add(" 1.0\n"u8);
            text.Drain(stream, 1 << 18);
        }

        text.Drain(stream);
    }

    private static void AddCell(Utf8Buffer text, Structure structure)
    {
        var cell = CellParameters.Of(structure.Cell.Vectors);
        ReadOnlySpan<double> values = [cell.A, cell.B, cell.C, cell.Alpha, cell.Beta, cell.Gamma];
        string[] names = ["length_a", "length_b", "length_c", "angle_alpha", "angle_beta", "angle_gamma"];
        for (int k = 0; k < names.Length; k++)
        {
            text.Add($"_cell_{names[k]}");
            Add(text, values[k]);
            text.Add('\n');
        }

        text.Add("_cell_volume"u8);
        Add(text, structure.Cell.Volume);
        text.Add('\n');
    }

    private static void Add(Utf8Buffer text, double value)
    {
        text.Add(' ');
        text.AddReal(value);
    }

    /// <summary>A name without blanks or other characters that would end it.</summary>
    private static string NameOf(Structure structure, int number)
    {
        string given = structure.Info.TryGetValue("name", out string? name) ? name : "";
        string safe = string.Concat(given.Take(60).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '_'));
        return safe.Length > 0 ? safe : $"structure{number}";
    }

    private static void CheckCell(Structure structure)
    {
        if (!structure.Cell.HasVolume)
        {
            throw new InputException("a CIF needs three lattice vectors; give the structure a cell, or write another format");
        }
    }
}
