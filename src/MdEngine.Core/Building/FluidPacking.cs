using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Units;

namespace MdEngine.Core.Building;

/// <summary>
/// Fills a cell with atoms at random, none closer to another than the sum of their radii. In a dilute system each atom
/// is put where a random place is free (random sequential addition); what finds no free place in a dense one is put
/// where it overlaps least, and balls that repel each other where they overlap are then moved apart.
/// </summary>
public static class FluidPacking
{
    private const int TriesPerAtom = 60;

    // Balls of one size fill at most 74 % of space, and random packings of them some 64 %; small ones fit between large.
    private const double DensestEqual = 0.7405, DensestMixed = 0.9;

    /// <summary>Packs.</summary>
    /// <exception cref="InputException">
    /// The recipe is not sound, or so many atoms do not fit into the cell at random.
    /// </exception>
    public static Structure Pack(PackingRecipe recipe)
    {
        Check(recipe);
        int n = recipe.Counts.Sum();
        var elements = new Element[n];
        var kinds = new int[n];
        int at = 0;
        for (int k = 0; k < recipe.Elements.Count; k++)
        {
            Array.Fill(elements, recipe.Elements[k], at, recipe.Counts[k]);
            Array.Fill(kinds, k, at, recipe.Counts[k]);
            at += recipe.Counts[k];
        }

        var structure = new Structure(recipe.Cell, elements, new Double3[n]);
        if (!Add(recipe, structure, kinds) && !OverlapRelaxation.Relax(structure, recipe))
        {
            throw TooDense(recipe, "no places without overlaps were found");
        }

        return structure;
    }

    /// <summary>The periodic cell of a shape in which atoms have a mass density.</summary>
    /// <param name="shape">Lattice vectors of any length, rows.</param>
    /// <param name="mass">Mass of all atoms, u.</param>
    /// <param name="density">Mass density, g/cm^3.</param>
    /// <exception cref="InputException">The shape spans no volume.</exception>
    public static SimulationCell CellOf(Matrix3 shape, double mass, double density) =>
        CellOf(shape, mass * PhysicalConstants.GramPerCubicCentimetre / density);

    /// <summary>The periodic cell of a shape that has a volume (Angstrom^3).</summary>
    /// <inheritdoc cref="CellOf(Matrix3, double, double)"/>
    public static SimulationCell CellOf(Matrix3 shape, double volume)
    {
        var unit = new SimulationCell(shape);
        return unit.WithVectors(Math.Cbrt(volume / unit.Volume) * shape);
    }

    /// <summary>Part of the cell's volume that the balls fill.</summary>
    internal static double FractionOf(PackingRecipe recipe)
    {
        double filled = 0.0;
        for (int k = 0; k < recipe.Counts.Count; k++)
        {
            filled += 4.0 / 3.0 * Math.PI * recipe.Counts[k] * Math.Pow(recipe.Radii[k], 3);
        }

        return filled / recipe.Cell.Volume;
    }

    /// <summary>Finds a place for each atom; false when some overlap.</summary>
    private static bool Add(PackingRecipe recipe, Structure structure, int[] kinds)
    {
        int n = structure.Count;
        var grid = new ProximityGrid(recipe.Cell, recipe.Radii.Max(), [], n);
        var stream = new RandomStream(recipe.Seed, RandomPurpose.Packing);
        bool free = true;
        // Large ones first, while there is room.
        foreach (int i in Enumerable.Range(0, n).OrderByDescending(i => recipe.Radii[kinds[i]]))
        {
            double least = double.PositiveInfinity;
            for (int attempt = 0; attempt < TriesPerAtom && least > 0.0; attempt++)
            {
                (double a, double b) = Philox.Uniform(stream, 2 * attempt, i);
                (double c, _) = Philox.Uniform(stream, (2 * attempt) + 1, i);
                Double3 place = recipe.Cell.ToCartesian(new Double3(a, b, c));
                double overlap = grid.Deepest(place, recipe.Radii[kinds[i]]).Overlap;
                if (overlap < least)
                {
                    least = overlap;
                    structure.Positions[i] = place;
                }
            }

            free &= least <= 0.0;
            grid.Add(structure.Positions[i], recipe.Radii[kinds[i]]);
        }

        return free;
    }

    private static void Check(PackingRecipe recipe)
    {
        if (recipe.Elements.Count == 0 || recipe.Counts.Count != recipe.Elements.Count
            || recipe.Radii.Count != recipe.Elements.Count || recipe.Elements.Distinct().Count() != recipe.Elements.Count)
        {
            throw new InputException("a packing needs elements, each once with a number of atoms and a radius");
        }

        if (recipe.Cell.PeriodicAxes != 3)
        {
            throw new InputException("a packing needs a cell that is periodic along all three vectors");
        }

        long total = 0;
        for (int k = 0; k < recipe.Elements.Count; k++)
        {
            total += recipe.Counts[k];
            if (recipe.Counts[k] < 1 || !(recipe.Radii[k] > 0.0 && double.IsFinite(recipe.Radii[k])))
            {
                throw new InputException(
                    $"a packing of {recipe.Counts[k]} atoms of {recipe.Elements[k]} with the radius {recipe.Radii[k]} "
                    + "Angstrom; expected a number of at least 1 and a positive radius");
            }
        }

        if (total > Array.MaxLength / 4)
        {
            throw new InputException($"a packing of {total} atoms; expected at most {Array.MaxLength / 4}");
        }

        double radius = recipe.Radii.Max();
        var alone = new ProximityGrid(recipe.Cell, radius, [], 1);
        alone.Add(Double3.Zero, radius);
        if (alone.Deepest(Double3.Zero, radius, self: 0) is { Ball: 0 } image)
        {
            throw new InputException(FormattableString.Invariant(
                $"the cell is so small that an atom stands {image.Distance:G4} Angstrom from its own image; expected at least {2.0 * radius:G4}: pack more atoms, or allow a smaller distance"));
        }

        bool equal = recipe.Radii.Max() == recipe.Radii.Min();
        if (FractionOf(recipe) > (equal ? DensestEqual : DensestMixed))
        {
            throw TooDense(recipe, "that many do not fit");
        }
    }

    private static InputException TooDense(PackingRecipe recipe, string what) => new(FormattableString.Invariant(
        $"{recipe.Counts.Sum()} atoms in {recipe.Cell.Volume:G6} Angstrom^3: {what}; balls of the smallest distances fill {100.0 * FractionOf(recipe):F1} % of the cell, random packings of equal ones at most some 64 %: lower the density or the distances"));
}
