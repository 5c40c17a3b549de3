using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks.Building;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Cli.Running;

/// <summary>Makes the random packing that a deck describes.</summary>
internal static class PackingSource
{
    /// <summary>Makes it.</summary>
    /// <param name="deck">What to pack.</param>
    /// <param name="masses">Masses by element for a mass density, u, where they are not the standard ones.</param>
    /// <param name="seed">Seed.</param>
    /// <exception cref="InputException">The atoms do not fit.</exception>
    public static Structure Create(PackingDeck deck, IReadOnlyDictionary<string, double>? masses, ulong seed)
    {
        Element[] elements = [.. deck.Atoms.Keys.Select(PeriodicTable.Get)];
        try
        {
            return FluidPacking.Pack(new PackingRecipe
            {
                Cell = CellOf(deck, masses, elements),
                Elements = elements,
                Counts = [.. deck.Atoms.Values],
                Radii = [.. deck.Atoms.Keys.Select(s => deck.Radii?[s] ?? (0.5 * deck.MinDistance!.Value))],
                Seed = seed,
            });
        }
        catch (InputException e)
        {
            throw new InputException($"packing: {e.Message}", null, 0, e);
        }
    }

    private static SimulationCell CellOf(
        PackingDeck deck, IReadOnlyDictionary<string, double>? masses, Element[] elements)
    {
        if (deck.Cell is { } cell)
        {
            return new SimulationCell(StructureSource.MatrixOf(cell));
        }

        Matrix3 shape = deck.Shape is { } rows ? StructureSource.MatrixOf(rows) : Matrix3.Identity;
        if (deck.NumberDensity is { } density)
        {
            return FluidPacking.CellOf(shape, deck.Atoms.Values.Sum(n => (double)n) / density);
        }

        double mass = elements.Sum(e => deck.Atoms[e.Symbol]
            * (masses is not null && masses.TryGetValue(e.Symbol, out double given) ? given : e.StandardMass));
        return FluidPacking.CellOf(shape, mass, deck.MassDensity!.Value);
    }
}
