using System.Collections.Generic;
using System.IO;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Files;
using MdEngine.IO.Text;

namespace MdEngine.IO.Poscar;

/// <summary>Writes VASP's POSCAR files with Cartesian coordinates, and velocities where there are any.</summary>
/// <remarks>
/// The order of the atoms is kept: an element that comes in several runs stands several times in the line of symbols.
/// All axes count as periodic in VASP; masses and charges have no place in the file.
/// </remarks>
public static class PoscarWriter
{
    /// <summary>Writes a file; compressed when its name ends in ".gz".</summary>
    /// <param name="path">File.</param>
    /// <param name="structure">What to write.</param>
    /// <param name="overwrite">True to replace a file that exists.</param>
    /// <exception cref="InputException">
    /// It exists and may not be overwritten, or the cell lacks a lattice vector.
    /// </exception>
    /// <exception cref="IOException">Writing failed.</exception>
    public static void Write(string path, Structure structure, bool overwrite)
    {
        CheckCell(structure);
        using Stream stream = OutputFile.OpenByName(path, overwrite);
        Write(stream, structure);
    }

    /// <summary>Writes to a stream.</summary>
    /// <exception cref="InputException">The cell lacks a lattice vector.</exception>
    public static void Write(Stream stream, Structure structure)
    {
        CheckCell(structure);
        var text = new Utf8Buffer();
        string comment = structure.Info.TryGetValue("comment", out string? given) ? given : "written by MdEngine";
        text.Add(comment.ReplaceLineEndings(" "));
        text.Add("\n1.0\n"u8);
        Add(text, structure.Cell.Vectors.Row0);
        Add(text, structure.Cell.Vectors.Row1);
        Add(text, structure.Cell.Vectors.Row2);
        List<(Element Element, int Count)> runs = Runs(structure.Elements);
        text.Add(string.Join(' ', runs.ConvertAll(r => r.Element.Symbol)));
        text.Add('\n');
        text.Add(string.Join(' ', runs.ConvertAll(r => r.Count)));
        text.Add("\nCartesian\n"u8);
        AddAll(text, stream, structure.Positions);
        if (structure.Velocities is { } velocities)
        {
            text.Add('\n');
            AddAll(text, stream, velocities);
        }

        text.Drain(stream);
    }

    private static void CheckCell(Structure structure)
    {
        if (!structure.Cell.HasVolume)
        {
            throw new InputException("a POSCAR needs three lattice vectors; give the structure a cell, or write "
                + "another format");
        }
    }

    private static void AddAll(Utf8Buffer text, Stream stream, Double3[] vectors)
    {
        foreach (Double3 v in vectors)
        {
            Add(text, v);
            text.Drain(stream, 1 << 18);
        }
    }

    private static void Add(Utf8Buffer text, Double3 v)
    {
        text.AddReal(v.X);
        text.Add(' ');
        text.AddReal(v.Y);
        text.Add(' ');
        text.AddReal(v.Z);
        text.Add('\n');
    }

    private static List<(Element Element, int Count)> Runs(Element[] elements)
    {
        var runs = new List<(Element Element, int Count)>();
        foreach (Element element in elements)
        {
            if (runs.Count > 0 && runs[^1].Element == element)
            {
                runs[^1] = (element, runs[^1].Count + 1);
            }
            else
            {
                runs.Add((element, 1));
            }
        }

        return runs;
    }
}
