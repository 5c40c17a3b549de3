using System;
using MdEngine.Core;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.LammpsDump;

/// <summary>The box of a frame of a dump.</summary>
/// <param name="Cell">Cell, without its origin.</param>
/// <param name="Origin">Where its lower corner stands, Angstrom.</param>
internal sealed record DumpBox(SimulationCell Cell, Double3 Origin)
{
    /// <summary>Reads the three lines behind ITEM: BOX BOUNDS.</summary>
    /// <param name="lines">Text.</param>
    /// <param name="words">What stands behind BOUNDS: tilt factors or "abc origin", and the boundaries (pp, ff, ...).</param>
    /// <exception cref="InputException">The box is not sound.</exception>
    public static DumpBox Read(LineScanner lines, ReadOnlySpan<string> words)
    {
        bool isTilted = words.Length > 0 && words[0] == "xy", isGeneral = words.Length > 0 && words[0] == "abc";
        ReadOnlySpan<string> boundaries = words[(isTilted ? Math.Min(3, words.Length) : isGeneral ? Math.Min(2, words.Length) : 0)..];
        var periodic = new bool[3];
        for (int axis = 0; axis < 3; axis++)
        {
            // Old files do not say.
            periodic[axis] = boundaries.Length != 3 || boundaries[axis] == "pp";
        }

        var v = new double[12];
        int width = isGeneral ? 4 : isTilted ? 3 : 2;
        for (int k = 0; k < 3; k++)
        {
            Line(lines, v.AsSpan(4 * k, width));
        }

        Matrix3 vectors;
        Double3 origin;
        if (isGeneral)
        {
            vectors = new Matrix3(v[0], v[1], v[2], v[4], v[5], v[6], v[8], v[9], v[10]);
            origin = new Double3(v[3], v[7], v[11]);
        }
        else
        {
            // The bounds are those of the box around a tilted cell.
            double xy = v[2], xz = v[6], yz = v[10];
            double xlo = v[0] - Math.Min(Math.Min(0.0, xy), Math.Min(xz, xy + xz)), xhi = v[1] - Math.Max(Math.Max(0.0, xy), Math.Max(xz, xy + xz));
            double ylo = v[4] - Math.Min(0.0, yz), yhi = v[5] - Math.Max(0.0, yz);
            vectors = new Matrix3(xhi - xlo, 0, 0, xy, yhi - ylo, 0, xz, yz, v[9] - v[8]);
            origin = new Double3(xlo, ylo, v[8]);
        }

        if (!(vectors.Determinant > 0.0))
        {
            throw lines.Fault("the box has no volume; expected bounds whose second number is the larger one");
        }

        try
        {
            return new DumpBox(new SimulationCell(vectors, periodic[0], periodic[1], periodic[2]), origin);
        }
        catch (InputException e)
        {
            throw lines.Fault(e.Message, e);
        }
    }

    private static void Line(LineScanner lines, Span<double> values)
    {
        if (!lines.TryRead(out ReadOnlySpan<byte> line))
        {
            throw lines.Fault("the file ends within the bounds of the box; is it cut off?");
        }

        int at = 0;
        foreach (ref double value in values)
        {
            if (!NumberReader.TryReal(line, ref at, out value) || !double.IsFinite(value))
            {
                throw lines.Fault($"found '{Excerpt.Of(line)}'; expected {values.Length} finite numbers: bounds of the box");
            }
        }
    }
}
