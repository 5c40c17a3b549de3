using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>Random alloys: atoms of one element become others.</summary>
public static class Substitution
{
    /// <summary>
    /// Turns atoms of one element, chosen at random, into others. The composition is met exactly: numbers are the
    /// fractions times the atoms there are, rounded so that together they are off by less than one (largest remainders).
    /// </summary>
    /// <param name="structure">Structure; not changed.</param>
    /// <param name="element">What is replaced; null for every atom of the structure.</param>
    /// <param name="fractions">Elements to put in their place, with the fraction of the atoms that each takes.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="salt">Tells apart operations with one seed.</param>
    /// <returns>
    /// The structure with standard masses (where it has masses at all) and no charge on the atoms that changed.
    /// </returns>
    /// <exception cref="InputException">
    /// No such atoms, or fractions that are not positive or add up to more than 1.
    /// </exception>
    public static Structure Apply(
        Structure structure, Element? element, IReadOnlyList<(Element Element, double Fraction)> fractions, ulong seed,
        long salt = 0)
    {
        int[] sites = [.. Enumerable.Range(0, structure.Count).Where(i => element is null || structure.Elements[i] == element)];
        if (sites.Length == 0)
        {
            throw new InputException($"the structure holds no {element?.Symbol ?? "atoms"} to substitute; it holds "
                + string.Join(", ", structure.Elements.Distinct()));
        }

        int[] counts = CountsOf(fractions, sites.Length);
        RandomChoice.ToFront(
            sites, counts.Sum(), new RandomStream(seed, RandomPurpose.Substitution), salt);
        Structure changed = StructureOperations.Select(structure, [.. Enumerable.Range(0, structure.Count)]);
        int at = 0;
        for (int k = 0; k < counts.Length; k++)
        {
            for (int end = at + counts[k]; at < end; at++)
            {
                Change(changed, sites[at], fractions[k].Element);
            }
        }

        return changed;
    }

    private static void Change(Structure structure, int atom, Element element)
    {
        if (structure.Elements[atom] == element)
        {
            return;
        }

        structure.Elements[atom] = element;
        if (structure.Masses is { } masses)
        {
            masses[atom] = element.StandardMass;
        }

        if (structure.Charges is { } charges)
        {
            charges[atom] = 0.0;
        }
    }

    private static int[] CountsOf(IReadOnlyList<(Element Element, double Fraction)> fractions, int sites)
    {
        double sum = 0.0;
        foreach ((Element element, double fraction) in fractions)
        {
            sum += fraction;
            if (!(fraction > 0.0 && fraction <= 1.0))
            {
                throw new InputException($"a fraction {fraction} of {element}; expected a number > 0 and <= 1");
            }
        }

        if (sum > 1.0 + 1e-9)
        {
            throw new InputException($"the fractions add up to {sum:G6}; expected no more than 1");
        }

        // A hair below a whole number is that number: 0.29 * 100 is 28.999999999999996.
        double[] exact = [.. fractions.Select(f => f.Fraction * sites)];
        int[] counts = [.. exact.Select(x => (int)Math.Floor(x + 1e-6))];
        int total = (int)Math.Floor(Math.Min(1.0, sum) * sites + 0.5);
        foreach (int k in Enumerable.Range(0, counts.Length).OrderByDescending(k => exact[k] - counts[k]))
        {
            if (counts.Sum() < total)
            {
                counts[k]++;
            }
        }

        return counts;
    }
}
