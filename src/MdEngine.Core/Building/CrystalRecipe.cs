using System.Collections.Generic;
using MdEngine.Core.Elements;

namespace MdEngine.Core.Building;

/// <summary>What a crystal is made of; give either the lattice constant or the mass density.</summary>
public sealed record CrystalRecipe
{
    /// <summary>Crystal structure.</summary>
    public required CrystalLattice Lattice { get; init; }

    /// <summary>Elements in the order of the structure's formula.</summary>
    public required IReadOnlyList<Element> Elements { get; init; }

    /// <summary>Lattice constant of the conventional cell, Angstrom.</summary>
    public double? A { get; init; }

    /// <summary>Second lattice constant of hcp, Angstrom; null for the ideal one, a times the root of 8/3.</summary>
    public double? C { get; init; }

    /// <summary>Mass density, g/cm^3, from which the lattice constant follows.</summary>
    public double? Density { get; init; }

    /// <summary>
    /// Masses of the elements, u, in their order, for the density and the atoms; null, or NaN entries, for the standard
    /// ones.
    /// </summary>
    public IReadOnlyList<double>? Masses { get; init; }

    /// <summary>True for the primitive cell instead of the conventional one.</summary>
    public bool Primitive { get; init; }
}
