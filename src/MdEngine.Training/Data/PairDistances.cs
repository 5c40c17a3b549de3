using System;
using System.Collections.Generic;

namespace MdEngine.Training.Data;

/// <summary>The closest distance of each pair of elements, Angstrom, over one or many structures.</summary>
public sealed class PairDistances
{
    /// <summary>How far is looked, Angstrom.</summary>
    public const double Range = 4.0;

    private readonly SortedDictionary<(int A, int B), double> _closest = [];

    /// <summary>The closest distance by pair of atomic numbers, the smaller first; pairs that never come within 4 Angstrom are absent.</summary>
    public IReadOnlyDictionary<(int A, int B), double> Closest => _closest;

    /// <summary>Adds those of another structure.</summary>
    public void Add(PairDistances other)
    {
        foreach (((int a, int b), double distance) in other._closest)
        {
            Add(a, b, distance);
        }
    }

    /// <summary>Adds a distance of a pair of atomic numbers.</summary>
    internal void Add(int a, int b, double distance)
    {
        (int, int) pair = (Math.Min(a, b), Math.Max(a, b));
        _closest[pair] = _closest.TryGetValue(pair, out double known) ? Math.Min(known, distance) : distance;
    }
}
