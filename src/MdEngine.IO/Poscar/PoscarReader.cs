using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.Poscar;

/// <summary>Reads VASP's POSCAR and CONTCAR files of version 5 or later, which name the elements.</summary>
/// <remarks>
/// Scale: one positive factor, minus the volume (Angstrom^3), or three factors for x, y, z. Selective dynamics is
/// passed over. Velocities (Angstrom/fs) are read where they stand; a predictor-corrector block after them is not. The
/// comment goes to <see cref="Structure.Info"/> under "comment". Format: VASP wiki, POSCAR.
/// </remarks>
public sealed class PoscarReader
{
    private readonly LineScanner _lines;

    private PoscarReader(LineScanner lines) => _lines = lines;

    /// <summary>Reads a file, plain or gzip.</summary>
    /// <param name="path">File.</param>
    /// <exception cref="InputException">The file does not exist or is not sound.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Structure Read(string path)
    {
        using LineScanner lines = LineScanner.Open(path);
        return new PoscarReader(lines).Read();
    }

    /// <summary>Reads a stream of text.</summary>
    /// <param name="stream">Text.</param>
    /// <param name="name">Name for messages.</param>
    /// <exception cref="InputException">The file is not sound.</exception>
    public static Structure Read(Stream stream, string name)
    {
        using var lines = new LineScanner(stream, name);
        return new PoscarReader(lines).Read();
    }

    private Structure Read()
    {
        string comment = Encoding.UTF8.GetString(Require("the comment")).Trim();
        double[] scale = ReadScale();
        Matrix3 vectors = Matrix3.FromRows(
            Vector("the first lattice vector"),
            Vector("the second lattice vector"),
            Vector("the third lattice vector"));
        SimulationCell cell = MakeCell(vectors, scale, out Double3 factors);
        Element[] elements = ReadElements();
        bool direct = ReadMode();
        var positions = new Double3[elements.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            Double3 r = Vector($"the position of atom {i + 1} of {positions.Length}");
            positions[i] = direct
                ? cell.ToCartesian(r)
                : new Double3(factors.X * r.X, factors.Y * r.Y, factors.Z * r.Z);
        }

        var structure = new Structure(cell, elements, positions) { Velocities = ReadVelocities(elements.Length) };
        if (comment.Length > 0)
        {
            structure.Info["comment"] = comment;
        }

        return structure;
    }

    private ReadOnlySpan<byte> Require(string what) => _lines.TryRead(out ReadOnlySpan<byte> line)
        ? line
        : throw _lines.FaultAt(_lines.Line + 1, $"the file ends where {what} is expected; is it cut off?");

    private Double3 Vector(string what)
    {
        ReadOnlySpan<byte> line = Require(what);
        int at = 0;
        bool good = NumberReader.TryReal(line, ref at, out double x) & NumberReader.TryReal(line, ref at, out double y)
            & NumberReader.TryReal(line, ref at, out double z);
        var v = new Double3(x, y, z);
        return good && v.IsFinite
            ? v
            : throw _lines.Fault($"found '{Excerpt.Of(line)}'; expected {what}: three finite numbers");
    }

    private double[] ReadScale()
    {
        ReadOnlySpan<byte> line = Require("the scale factor");
        var values = new List<double>();
        int at = 0;
        while (values.Count < 3 && NumberReader.TryReal(line, ref at, out double s) && double.IsFinite(s))
        {
            values.Add(s);
        }

        bool sound = values.Count == 1 ? values[0] != 0.0 : values.Count == 3 && values.TrueForAll(s => s > 0.0);
        return sound
            ? [.. values]
            : throw _lines.Fault(
                $"found '{Excerpt.Of(line)}'; expected a scale factor: a positive number, minus the volume, or "
                    + $"three positive numbers");
    }

    private SimulationCell MakeCell(Matrix3 vectors, double[] scale, out Double3 factors)
    {
        double uniform = scale[0];
        if (uniform < 0.0)
        {
            uniform = Math.Cbrt(-uniform / Math.Abs(vectors.Determinant));
        }

        factors = scale.Length == 3
            ? new Double3(scale[0], scale[1], scale[2])
            : new Double3(uniform, uniform, uniform);
        var diagonal = new Matrix3(factors.X, 0, 0, 0, factors.Y, 0, 0, 0, factors.Z);
        try
        {
            return new SimulationCell(vectors * diagonal);
        }
        catch (InputException e)
        {
            throw _lines.Fault($"lattice vectors: {e.Message}", e);
        }
    }

    private Element[] ReadElements()
    {
        ReadOnlySpan<byte> line = Require("the line of element symbols");
        string[] symbols = Words(line);
        if (symbols.Length > 0 && Array.TrueForAll(symbols, s => long.TryParse(s, out _)))
        {
            throw _lines.Fault(
                $"found '{Excerpt.Of(line)}' where the element symbols are expected: a POSCAR of VASP 4 does "
                    + $"not name its "
                + "elements; put a line with their symbols before the numbers of atoms, for example 'Si O'");
        }

        var kinds = new Element[symbols.Length];
        for (int k = 0; k < kinds.Length; k++)
        {
            // VASP 6 adds the name of the pseudopotential: "Ti_pv", or a hash after a slash.
            string symbol = symbols[k].Split('_', '/')[0];
            kinds[k] = ElementSymbols.Find(symbol)
                ?? throw _lines.Fault($"'{Excerpt.Of(symbols[k])}' is no element; expected symbols such as 'Si O'");
        }

        line = Require("the numbers of atoms");
        string[] counts = Words(line);
        var elements = new List<Element>();
        if (counts.Length != kinds.Length || counts.Length == 0)
        {
            throw _lines.Fault($"{counts.Length} numbers of atoms for {kinds.Length} elements; expected one for each");
        }

        // A position takes at least six bytes.
        long room = Math.Min(_lines.MaxRemaining / 6, Array.MaxLength / 4) + 1;
        for (int k = 0; k < kinds.Length; k++)
        {
            if (!long.TryParse(counts[k], out long count) || count < 1)
            {
                throw _lines.Fault($"'{Excerpt.Of(counts[k])}' atoms of {kinds[k]}; expected a positive number");
            }

            if (count > room - elements.Count)
            {
                throw _lines.Fault($"{count} atoms of {kinds[k]}, but the file has room for at most {room} "
                    + $"atoms; is it cut off?");
            }

            for (long i = 0; i < count; i++)
            {
                elements.Add(kinds[k]);
            }
        }

        return [.. elements];
    }

    private static string[] Words(ReadOnlySpan<byte> line)
    {
        string text = Encoding.UTF8.GetString(line);
        int comment = text.AsSpan().IndexOfAny('!', '#');
        return (comment < 0 ? text : text[..comment]).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
    }

    private bool ReadMode()
    {
        ReadOnlySpan<byte> line = Trim(Require("'Direct' or 'Cartesian'"));
        if (line.Length > 0 && (line[0] | 0x20) == 's')
        {
            line = Trim(Require("'Direct' or 'Cartesian'"));
        }

        return line.Length == 0
            ? throw _lines.Fault("an empty line; expected 'Direct' or 'Cartesian'")
            : (char)(line[0] | 0x20) switch
            {
                'd' => true,
                'c' or 'k' => false,
                _ => throw _lines.Fault($"found '{Excerpt.Of(line)}'; expected 'Direct' or 'Cartesian'"),
            };
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line)
    {
        int at = 0;
        NumberReader.SkipBlanks(line, ref at);
        return line[at..];
    }

    private Double3[]? ReadVelocities(int count)
    {
        if (!_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            return null;
        }

        if (Trim(line).StartsWith("Lattice velocities"u8))
        {
            // Initialisation state, velocities and vectors of the lattice.
            for (int k = 0; k < 7; k++)
            {
                Require("the lattice velocities");
            }

            if (!_lines.TryRead(out line))
            {
                return null;
            }
        }

        line = Trim(line);
        if (line.Length > 0 && (line[0] | 0x20) == 'd')
        {
            throw _lines.Fault("velocities in direct coordinates per step are not read; write them as "
                + "Cartesian, Angstrom/fs");
        }

        if (line.Length > 0 && (line[0] | 0x20) is not ('c' or 'k'))
        {
            throw _lines.Fault(
                $"found '{Excerpt.Of(line)}' after the {count} positions; expected the end, or an empty line "
                    + $"and velocities");
        }

        if (!AnythingFollows())
        {
            return null;
        }

        var velocities = new Double3[count];
        for (int i = 0; i < count; i++)
        {
            velocities[i] = Vector($"the velocity of atom {i + 1} of {count}");
        }

        return velocities;
    }

    /// <summary>False when only empty lines follow; else the first line is left to be read.</summary>
    private bool AnythingFollows()
    {
        if (!_lines.TryRead(out ReadOnlySpan<byte> line))
        {
            return false;
        }

        if (Trim(line).Length > 0)
        {
            _lines.Unread();
            return true;
        }

        while (_lines.TryRead(out line))
        {
            if (Trim(line).Length > 0)
            {
                throw _lines.Fault($"found '{Excerpt.Of(line)}' after empty lines; expected velocities after "
                    + $"one empty line");
            }
        }

        return false;
    }
}
