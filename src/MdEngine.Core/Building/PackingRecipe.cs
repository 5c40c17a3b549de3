using System.Collections.Generic;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;

namespace MdEngine.Core.Building;

/// <summary>A random packing: how many atoms of what, in which cell, how close at most.</summary>
public sealed record PackingRecipe
{
    /// <summary>Cell, periodic along all its vectors, of any shape.</summary>
    public required SimulationCell Cell { get; init; }

    /// <summary>Elements, each once; atoms stand in this order in the structure.</summary>
    public required IReadOnlyList<Element> Elements { get; init; }

    /// <summary>Atoms of each element.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>
    /// Radius of each element, Angstrom: no two atoms will be closer than the sum of their radii.
    /// </summary>
    public required IReadOnlyList<double> Radii { get; init; }

    /// <summary>Seed: the same one gives the same packing.</summary>
    public ulong Seed { get; init; } = 1;
}
