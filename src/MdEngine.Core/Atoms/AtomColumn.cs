using System;

namespace MdEngine.Core.Atoms;

/// <summary>
/// A quantity of each atom that a file holds and the engine has no use for (tags, magnetic moments, image flags): kept
/// so that it is written again.
/// </summary>
public sealed class AtomColumn
{
    /// <summary>Makes a column.</summary>
    /// <param name="name">Name in the file.</param>
    /// <param name="width">Values per atom.</param>
    /// <param name="values">All values, atom by atom: an array of double, long, string or bool.</param>
    /// <exception cref="ArgumentException">Another type of values, or their number is no multiple of the width.</exception>
    public AtomColumn(string name, int width, Array values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Kind = values switch
        {
            double[] => 'R',
            long[] => 'I',
            string[] => 'S',
            bool[] => 'L',
            _ => throw new ArgumentException("values must be double, long, string or bool", nameof(values)),
        };
        if (values.Length % width != 0)
        {
            throw new ArgumentException($"{values.Length} values do not make rows of {width}", nameof(values));
        }

        Name = name;
        Width = width;
        Values = values;
    }

    /// <summary>Name in the file.</summary>
    public string Name { get; }

    /// <summary>Kind of the values as extended XYZ names it: R real, I integer, S text, L logical.</summary>
    public char Kind { get; }

    /// <summary>Values per atom.</summary>
    public int Width { get; }

    /// <summary>All values, atom by atom: an array of double, long, string or bool.</summary>
    public Array Values { get; }
}
