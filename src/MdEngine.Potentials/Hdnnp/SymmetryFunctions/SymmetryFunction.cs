using System;
using System.Collections.Generic;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>One symmetry function of the atoms of one element, lengths in Angstrom.</summary>
/// <remarks>
/// Types 2, 3, 9: J. Behler, J. Chem. Phys. 134, 074106 (2011); 12, 13: M. Gastegger et al., J. Chem. Phys. 148, 241709
/// (2018); 20 to 25: M. P. Bircher et al., Mach. Learn.: Sci. Technol. 2, 035026 (2021).
/// </remarks>
public sealed record SymmetryFunction
{
    /// <summary>The types that there are.</summary>
    public static IReadOnlyList<int> Types { get; } = [2, 3, 9, 12, 13, 20, 21, 22, 23, 24, 25];

    /// <summary>Type, as in input.nn.</summary>
    public required int Type { get; init; }

    /// <summary>Element of the central atom, as an index into the model's elements.</summary>
    public required int Element { get; init; }

    /// <summary>Element of the (first) neighbour; -1 for all elements.</summary>
    public int First { get; init; } = -1;

    /// <summary>Element of the second neighbour, not less than <see cref="First"/>; -1 for all elements or none.</summary>
    public int Second { get; init; } = -1;

    /// <summary>Width of the Gaussian, 1/Angstrom^2.</summary>
    public double Eta { get; init; }

    /// <summary>Centre of the Gaussian, Angstrom.</summary>
    public double Shift { get; init; }

    /// <summary>Sign of the cosine.</summary>
    public double Lambda { get; init; }

    /// <summary>Exponent of the angular part.</summary>
    public double Zeta { get; init; }

    /// <summary>Cutoff, or right end of the support, Angstrom.</summary>
    public required double Cutoff { get; init; }

    /// <summary>Left end of the support, Angstrom; may be negative.</summary>
    public double Inner { get; init; }

    /// <summary>Left end of the angular support, degrees.</summary>
    public double AngleLeft { get; init; }

    /// <summary>Right end of the angular support, degrees.</summary>
    public double AngleRight { get; init; }

    /// <summary>Function that compact ones are made of.</summary>
    public CompactCore Core { get; init; }

    /// <summary>Whether the radial argument y is replaced by y (2 - y).</summary>
    public bool Asymmetric { get; init; }

    /// <summary>Name of the core in input.nn: "p2a".</summary>
    public string SubType { get; init; } = "";

    /// <summary>Whether it sums over pairs of neighbours.</summary>
    public bool IsAngular => Type is 3 or 9 or 13 or 21 or 22 or 24 or 25;

    /// <summary>Whether pairs of neighbours must be close to each other too.</summary>
    public bool IsNarrow => Type is 3 or 13 or 21 or 24;

    /// <summary>Whether neighbours of all elements count, weighted with their atomic numbers.</summary>
    public bool IsWeighted => Type is 12 or 13 or >= 23;

    /// <summary>Whether it has compact support instead of Gaussians and a cutoff function.</summary>
    public bool IsCompact => Type >= 20;

    /// <summary>
    /// The order of a network's inputs: by type; then cutoff, eta, shift, zeta, lambda and elements, or, for compact ones,
    /// core, elements, right end, left end and angles.
    /// </summary>
    public static int Compare(SymmetryFunction a, SymmetryFunction b)
    {
        int order = a.Type.CompareTo(b.Type);
        if (order == 0 && a.IsCompact)
        {
            order = string.CompareOrdinal(a.SubType, b.SubType);
            order = Then(order, a.First, b.First);
            order = Then(order, a.Second, b.Second);
            order = Then(order, a.Cutoff, b.Cutoff);
            order = Then(order, a.Inner, b.Inner);
            order = Then(order, a.AngleLeft, b.AngleLeft);
            return Then(order, a.AngleRight, b.AngleRight);
        }

        order = Then(order, a.Cutoff, b.Cutoff);
        order = Then(order, a.Eta, b.Eta);
        order = Then(order, a.Shift, b.Shift);
        order = Then(order, a.Zeta, b.Zeta);
        order = Then(order, a.Lambda, b.Lambda);
        order = Then(order, a.First, b.First);
        return Then(order, a.Second, b.Second);
    }

    private static int Then<T>(int order, T a, T b)
        where T : IComparable<T> => order != 0 ? order : a.CompareTo(b);
}
