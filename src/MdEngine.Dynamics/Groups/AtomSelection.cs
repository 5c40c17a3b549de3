using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Groups;

/// <summary>
/// Says which atoms of a structure make up a group: those that meet all conditions that are given (or, inverted, all
/// the others).
/// </summary>
public sealed record AtomSelection
{
    /// <summary>The atom is one of these elements.</summary>
    public IReadOnlyList<Element>? Elements { get; init; }

    /// <summary>Its index in the structure, from 0, is one of these, or lies in one of <see cref="Ranges"/>.</summary>
    public IReadOnlyList<int>? Indices { get; init; }

    /// <summary>Its index in the structure lies in one of these ranges, both ends included.</summary>
    public IReadOnlyList<(int First, int Last)>? Ranges { get; init; }

    /// <summary>It stands in this region, or one of its images does, in the home cell or a cell next to it.</summary>
    public IRegion? Region { get; init; }

    /// <summary>True to select all atoms that do not meet the conditions.</summary>
    public bool Inverted { get; init; }

    /// <summary>The atoms of a structure that are selected.</summary>
    /// <param name="name">Name of the group.</param>
    /// <param name="structure">Structure, in the order that gives atoms their identities.</param>
    /// <exception cref="InputException">An index is not one of the structure's, or no atom is selected.</exception>
    public AtomGroup Resolve(string name, Structure structure)
    {
        int n = structure.Count;
        bool[]? listed = Listed(name, n);
        var members = new bool[n];
        for (int i = 0; i < n; i++)
        {
            bool meets = (Elements is null || Elements.Contains(structure.Elements[i]))
                && (listed is null || listed[i])
                && (Region is null || IsInside(structure.Positions[i], structure.Cell));
            members[i] = meets != Inverted;
        }

        return members.Contains(true)
            ? new AtomGroup(name, members)
            : throw new InputException($"group \"{name}\" holds none of the {n} atoms; check elements, indices and region");
    }

    private bool[]? Listed(string name, int count)
    {
        if (Indices is null && Ranges is null)
        {
            return null;
        }

        var listed = new bool[count];
        foreach ((int first, int last) in (Ranges ?? []).Concat((Indices ?? []).Select(i => (i, i))))
        {
            if (first < 0 || last < first || last >= count)
            {
                string found = first == last ? $"the index {first}" : $"the range {first} to {last}";
                throw new InputException(
                    $"group \"{name}\" names {found}; expected indices from 0 to {count - 1}, the lower one first");
            }

            Array.Fill(listed, true, first, last - first + 1);
        }

        return listed;
    }

    private bool IsInside(Double3 position, SimulationCell cell)
    {
        Double3 s = cell.ToFractional(position);
        Double3 home = s - new Double3(
            cell.PeriodicA ? Math.Floor(s.X) : 0.0, cell.PeriodicB ? Math.Floor(s.Y) : 0.0, cell.PeriodicC ? Math.Floor(s.Z) : 0.0);
        int ra = cell.PeriodicA ? 1 : 0, rb = cell.PeriodicB ? 1 : 0, rc = cell.PeriodicC ? 1 : 0;
        for (int a = -ra; a <= ra; a++)
        {
            for (int b = -rb; b <= rb; b++)
            {
                for (int c = -rc; c <= rc; c++)
                {
                    if (Region!.Contains(cell.ToCartesian(home + new Double3(a, b, c))))
                    {
                        return true;
                    }
                }
            }
        }

        // Where the atom stands need not be where its fractional coordinates lead back to, to the last bit.
        return Region!.Contains(position);
    }
}
