using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Where charges come from: one for each element, given with the potential, or those of the atoms themselves.</summary>
internal sealed class ChargeSource
{
    private readonly double[]? _byType;

    /// <summary>Checks what is given.</summary>
    /// <param name="elements">Elements of the potential.</param>
    /// <param name="byElement">Charge of each, e; null: the atoms have their own.</param>
    /// <exception cref="InputException">Not one charge for each element.</exception>
    public ChargeSource(IReadOnlyList<Element> elements, IReadOnlyList<double>? byElement)
    {
        if (byElement is not null && byElement.Count != elements.Count)
        {
            throw new InputException(
                $"\"charges_e\" has {byElement.Count} numbers for {elements.Count} elements "
                + $"({string.Join(", ", elements)}); give one charge for each, in the same order");
        }

        _byType = byElement is null ? null : [.. byElement];
    }

    /// <summary>Writes the charges of consecutive atoms (owned, padding or ghosts), e.</summary>
    /// <param name="atoms">Atoms.</param>
    /// <param name="types">Their types in the order of the potential's elements, from atom 0 on.</param>
    /// <param name="first">First atom.</param>
    /// <param name="to">Room for the charges of as many as are wanted.</param>
    public void Copy(AtomState atoms, ReadOnlySpan<int> types, int first, Span<double> to)
    {
        if (_byType is null)
        {
            atoms.Charge.Slice(first, to.Length).CopyTo(to);
            return;
        }

        ReadOnlySpan<int> own = types.Slice(first, to.Length);
        for (int k = 0; k < own.Length; k++)
        {
            to[k] = _byType[own[k]];
        }
    }

    /// <summary>Refuses systems without charges.</summary>
    /// <exception cref="InputException">All charges are zero.</exception>
    public static void RequireCharges(double sumOfSquares, int atoms)
    {
        if (atoms > 0 && !(sumOfSquares > 0.0))
        {
            throw new InputException(
                "no atom has a charge: give \"charges_e\" with the potential, or a structure file with charges "
                + "(a column initial_charges of an extended XYZ file)");
        }
    }
}
