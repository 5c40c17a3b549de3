using System;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;
using MdEngine.IO.Text;

namespace MdEngine.IO.LammpsData;

/// <summary>The header of a LAMMPS data file: numbers of things and the box.</summary>
internal sealed class LammpsHeader
{
    private readonly (double Low, double High)?[] _bounds = new (double, double)?[3];
    private (double XY, double XZ, double YZ) _tilt;

    /// <summary>Number of atoms; -1 when it was not given.</summary>
    public long Atoms { get; private set; } = -1;

    /// <summary>Number of atom types; -1 when it was not given.</summary>
    public long Types { get; private set; } = -1;

    /// <summary>Corner of the box.</summary>
    public Double3 Origin => new(_bounds[0]!.Value.Low, _bounds[1]!.Value.Low, _bounds[2]!.Value.Low);

    /// <summary>Takes a line of the header; false when it is none.</summary>
    /// <exception cref="InputException">A number in it is wrong.</exception>
    public bool TryTake(LineScanner lines, string text)
    {
        string[] words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string[] named = Array.FindAll(words, w => char.IsLetter(w[0]) && w.ToLowerInvariant() is not ("nan" or "inf"));
        string name = string.Join(' ', named);
        switch (name)
        {
            case "atoms":
                Atoms = Count(lines, words, text);
                return true;
            case "atom types":
                Types = Count(lines, words, text);
                return true;
            case "xlo xhi" or "ylo yhi" or "zlo zhi":
                TakeBounds(lines, words, name[0] - 'x');
                return true;
            case "xy xz yz":
                _tilt = (Real(lines, words, 0, 6), Real(lines, words, 1, 6), Real(lines, words, 2, 6));
                return true;
            case "avec" or "bvec" or "cvec" or "abc origin":
                throw lines.Fault(
                    $"'{Excerpt.Of(text)}' belongs to a general triclinic box; write the data file with xlo xhi "
                        + $"... xy xz yz");
            case "bonds" or "angles" or "dihedrals" or "impropers" or "ellipsoids" or "lines" or "triangles"
                or "bodies":
                return Count(lines, words, text) == 0
                    ? true
                    : throw lines.Fault($"'{Excerpt.Of(text)}': only atoms are read; expected an atom style "
                        + $"atomic or charge");
            default:
                return name.EndsWith(" types", StringComparison.Ordinal)
                    || name.StartsWith("extra ", StringComparison.Ordinal);
        }
    }

    /// <summary>The cell, its corner at zero.</summary>
    /// <exception cref="InputException">The box is incomplete or has no volume.</exception>
    public SimulationCell ToCell(LineScanner lines, LammpsDataReadOptions options)
    {
        for (int axis = 0; axis < 3; axis++)
        {
            if (_bounds[axis] is null)
            {
                char name = (char)('x' + axis);
                throw lines.Fault($"the header has no line '... {name}lo {name}hi'");
            }
        }

        Double3 Edge(int axis) => new(
            axis == 0 ? _bounds[0]!.Value.High - _bounds[0]!.Value.Low : axis == 1 ? _tilt.XY : _tilt.XZ,
            axis == 0 ? 0.0 : axis == 1 ? _bounds[1]!.Value.High - _bounds[1]!.Value.Low : _tilt.YZ,
            axis == 2 ? _bounds[2]!.Value.High - _bounds[2]!.Value.Low : 0.0);
        try
        {
            return new SimulationCell(
                Matrix3.FromRows(Edge(0), Edge(1), Edge(2)), options.PeriodicA, options.PeriodicB, options.PeriodicC);
        }
        catch (InputException e)
        {
            throw new InputException($"box: {e.Message}", lines.Name, 0, e);
        }
    }

    private static long Count(LineScanner lines, string[] words, string text)
    {
        int at = 0;
        return NumberReader.TryInteger(Encoding.UTF8.GetBytes(words[0]), ref at, out long count) && count >= 0
            ? count
            : throw lines.Fault($"'{Excerpt.Of(text)}' does not begin with a number of things");
    }

    private static double Real(LineScanner lines, string[] words, int index, int expected) =>
        words.Length == expected && NumberReader.TryReal(Encoding.UTF8.GetBytes(words[index]), out double value)
        && double.IsFinite(value)
            ? value
            : throw lines.Fault($"expected {expected / 2} finite numbers before '{words[^1]}'");

    private void TakeBounds(LineScanner lines, string[] words, int axis)
    {
        double low = Real(lines, words, 0, 4);
        double high = Real(lines, words, 1, 4);
        _bounds[axis] = high > low
            ? (low, high)
            : throw lines.Fault($"the box reaches from {low} to {high}; expected the lower bound first");
    }
}
