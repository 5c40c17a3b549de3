using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>Takes atoms out and puts atoms in between.</summary>
public static class PointDefects
{
    private const int TriesPerAtom = 20_000;

    /// <summary>Takes out atoms.</summary>
    /// <param name="structure">Structure; not changed.</param>
    /// <param name="atoms">Indices from 0, in any order.</param>
    /// <exception cref="InputException">An index beyond the atoms, one given twice, or no atom left.</exception>
    public static Structure Remove(Structure structure, IReadOnlyCollection<int> atoms)
    {
        var gone = new bool[structure.Count];
        foreach (int i in atoms)
        {
            if ((uint)i >= (uint)gone.Length)
            {
                throw new InputException($"there is no atom {i} to take out; the {gone.Length} atoms count from 0");
            }

            if (gone[i])
            {
                throw new InputException($"atom {i} (counted from 0) is to be taken out twice; name it once");
            }

            gone[i] = true;
        }

        if (atoms.Count == structure.Count)
        {
            throw new InputException($"all {atoms.Count} atoms would be taken out; expected at least one to stay");
        }

        return StructureOperations.Select(structure, [.. Enumerable.Range(0, structure.Count).Where(i => !gone[i])]);
    }

    /// <summary>Takes out atoms chosen at random.</summary>
    /// <param name="structure">Structure; not changed.</param>
    /// <param name="element">Of which element; null for any.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="salt">Tells apart operations with one seed.</param>
    /// <exception cref="InputException">There are not so many, or no atom would be left.</exception>
    public static Structure Vacancies(Structure structure, Element? element, int count, ulong seed, long salt = 0)
    {
        int[] sites = [.. Enumerable.Range(0, structure.Count).Where(i => element is null || structure.Elements[i] == element)];
        if (count < 0 || count > sites.Length)
        {
            throw new InputException($"{count} vacancies among {sites.Length} atoms"
                + (element is null ? "" : $" of {element}") + "; expected no more than there are");
        }

        RandomChoice.ToFront(sites, count, new RandomStream(seed, RandomPurpose.PointDefects), salt);
        return Remove(structure, sites[..count]);
    }

    /// <summary>Puts atoms at given places, at rest, of standard mass and without charge.</summary>
    /// <param name="structure">Structure; not changed.</param>
    /// <param name="element">Their element.</param>
    /// <param name="positions">Where, Angstrom.</param>
    public static Structure Insert(Structure structure, Element element, Double3[] positions) =>
        StructureOperations.Join(
            structure, new Structure(structure.Cell, [.. positions.Select(_ => element)], positions));

    /// <summary>Puts atoms at random places in the cell that are no closer to any atom than a distance.</summary>
    /// <param name="structure">Structure; not changed.</param>
    /// <param name="element">Their element.</param>
    /// <param name="count">How many.</param>
    /// <param name="distance">Smallest distance to the atoms there are and to each other, Angstrom.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="salt">Tells apart operations with one seed.</param>
    /// <exception cref="InputException">The cell has no volume, or not so many places were found.</exception>
    public static Structure Interstitials(
        Structure structure, Element element, int count, double distance, ulong seed, long salt = 0)
    {
        SimulationCell cell = structure.Cell;
        if (!cell.HasVolume)
        {
            throw new InputException("random places for interstitials need a cell with three lattice vectors");
        }

        if (!(distance > 0.0 && double.IsFinite(distance)) || count < 0)
        {
            throw new InputException($"{count} interstitials at a distance of {distance} Angstrom; expected a number of "
                + "at least 0 and a distance > 0");
        }

        double radius = 0.5 * distance;
        var grid = new ProximityGrid(
            cell, radius, [.. structure.Positions, Double3.Zero, cell.ToCartesian(new Double3(1, 1, 1))],
            structure.Count + count);
        foreach (Double3 r in structure.Positions)
        {
            grid.Add(r, radius);
        }

        var stream = new RandomStream(seed, RandomPurpose.PointDefects);
        var places = new Double3[count];
        for (int k = 0; k < count; k++)
        {
            places[k] = FreePlace(cell, grid, radius, stream, salt, k)
                ?? throw new InputException(FormattableString.Invariant(
                    $"found places for only {k} of {count} interstitials of {element} at least {distance:G4} Angstrom from every atom; allow a smaller distance, or insert fewer"));
            grid.Add(places[k], radius);
        }

        return Insert(structure, element, places);
    }

    private static Double3? FreePlace(
        SimulationCell cell, ProximityGrid grid, double radius, RandomStream stream, long salt, int number)
    {
        // Steps of one operation lie apart from those of another, whatever the number of tries.
        long first = (salt + 1) << 24;
        for (int attempt = 0; attempt < TriesPerAtom; attempt++)
        {
            (double a, double b) = Philox.Uniform(stream, first + attempt, number);
            (double c, _) = Philox.Uniform(stream, first + attempt, number, draw: 1);
            Double3 place = cell.ToCartesian(new Double3(a, b, c));
            if (grid.Deepest(place, radius).Ball < 0)
            {
                return place;
            }
        }

        return null;
    }
}
