using System;
using MdEngine.IO.Text;

namespace MdEngine.IO.LammpsDump;

/// <summary>Where the columns of a dump stand that are read; -1 for those that it lacks.</summary>
internal sealed class DumpColumns
{
    // Wrapped before unwrapped: images, where there are any, unwrap them.
    private static readonly (string X, string Y, string Z, bool IsScaled)[] Places =
        [("x", "y", "z", false), ("xs", "ys", "zs", true), ("xu", "yu", "zu", false), ("xsu", "ysu", "zsu", true)];

    private bool[] _read = [];

    /// <summary>Names of columns of whole numbers that are kept.</summary>
    public static string[] IntegerNames { get; } = ["id", "ix", "iy", "iz"];

    /// <summary>Columns of the coordinates.</summary>
    public int X { get; private init; }

    /// <inheritdoc cref="X"/>
    public int Y { get; private init; }

    /// <inheritdoc cref="X"/>
    public int Z { get; private init; }

    /// <summary>True for coordinates in units of the cell.</summary>
    public bool IsScaled { get; private init; }

    /// <summary>Columns of the velocity.</summary>
    public int Vx { get; private init; }

    /// <inheritdoc cref="Vx"/>
    public int Vy { get; private init; }

    /// <inheritdoc cref="Vx"/>
    public int Vz { get; private init; }

    /// <summary>True when there are all three.</summary>
    public bool HasVelocities => Vx >= 0 && Vy >= 0 && Vz >= 0;

    /// <summary>Column of the symbol.</summary>
    public int Element { get; private init; }

    /// <summary>Column of the mass, u.</summary>
    public int Mass { get; private init; }

    /// <summary>Columns of <see cref="IntegerNames"/>.</summary>
    public int[] Integers { get; private init; } = [];

    /// <summary>True for a column whose numbers are read.</summary>
    public bool IsRead(int column) => _read[column];

    /// <summary>Finds the columns.</summary>
    /// <exception cref="Core.InputException">There are no positions, or nothing tells the elements.</exception>
    public static DumpColumns Of(ReadOnlySpan<string> names, LineScanner lines)
    {
        foreach ((string x, string y, string z, bool isScaled) in Places)
        {
            if (names.IndexOf(x) < 0 || names.IndexOf(y) < 0 || names.IndexOf(z) < 0)
            {
                continue;
            }

            var found = new DumpColumns
            {
                X = names.IndexOf(x),
                Y = names.IndexOf(y),
                Z = names.IndexOf(z),
                IsScaled = isScaled,
                Vx = names.IndexOf("vx"),
                Vy = names.IndexOf("vy"),
                Vz = names.IndexOf("vz"),
                Element = names.IndexOf("element"),
                Mass = names.IndexOf("mass"),
                Integers = [names.IndexOf("id"), names.IndexOf("ix"), names.IndexOf("iy"), names.IndexOf("iz")],
                _read = new bool[names.Length],
            };
            int[] read = [found.X, found.Y, found.Z, found.Vx, found.Vy, found.Vz, found.Element < 0 ? found.Mass : -1, .. found.Integers];
            foreach (int column in read)
            {
                if (column >= 0)
                {
                    found._read[column] = true;
                }
            }

            return found.Element >= 0 || found.Mass >= 0 ? found : throw lines.Fault(
                "found no column \"element\" or \"mass\"; dump one: dump ... custom ... id element x y z, with dump_modify element Si O");
        }

        throw lines.Fault("found no columns of positions; expected x y z, xs ys zs, xu yu zu or xsu ysu zsu");
    }
}
