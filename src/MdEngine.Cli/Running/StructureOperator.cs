using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Cli.Decks;
using MdEngine.Cli.Decks.Building;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Building;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;

namespace MdEngine.Cli.Running;

/// <summary>Does the operations of a deck to a structure.</summary>
/// <param name="seed">Seed of their random numbers.</param>
/// <param name="path">Where the structure stands in the deck, for messages.</param>
internal sealed class StructureOperator(ulong seed, string path)
{
    /// <summary>Does the operations one after the other.</summary>
    /// <exception cref="InputException">One of them cannot be done; the message names it.</exception>
    public Structure Apply(Structure structure, IReadOnlyList<OperationDeck> operations)
    {
        for (int k = 0; k < operations.Count; k++)
        {
            string here = $"{path}.operations[{k}]";
            try
            {
                structure = Apply(structure, operations[k], k + 1, here);
            }
            catch (InputException e) when (e.File is null && !e.Message.StartsWith(path, StringComparison.Ordinal))
            {
                throw new InputException($"{here}: {e.Message}", null, 0, e);
            }
        }

        return structure;
    }

    private Structure Apply(Structure structure, OperationDeck operation, int number, string here)
    {
        switch (operation)
        {
            case ReplicateDeck replicate:
                return StructureOperations.Replicate(
                    structure, replicate.Copies[0], replicate.Copies[1], replicate.Copies[2]);
            case SubstituteDeck substitute:
                return Substitution.Apply(
                    structure, ElementOf(substitute.Element),
                    [.. substitute.By.Select(b => (PeriodicTable.Get(b.Key), b.Value))], seed, number);
            case VacanciesDeck vacancies:
                return RemoveSome(structure, vacancies, number);
            case InterstitialsDeck interstitials:
                return InsertSome(structure, interstitials, number);
            case SurfaceDeck surface:
                return SurfaceBuilder.Cut(structure, new SurfaceRecipe
                {
                    H = surface.Miller[0],
                    K = surface.Miller[1],
                    L = surface.Miller[2],
                    Layers = surface.Layers,
                    Vacuum = surface.Vacuum,
                    Shift = surface.Shift,
                    Periodic = surface.Periodic,
                });
            case StrainDeck strain:
                return StructureOperations.Strain(structure, strain.Tensor is { } rows
                    ? StructureSource.MatrixOf(rows)
                    : new Matrix3(strain.Diagonal![0], 0, 0, 0, strain.Diagonal[1], 0, 0, 0, strain.Diagonal[2]));
            case MergeDeck merge:
                return StructureMerger.Overlay(
                    structure, Other(merge.With, number, here), StructureSource.RowOf(merge.Offset), merge.RemoveWithin);
            case StackDeck stack:
                return StructureMerger.Stack(
                    structure, Other(stack.With, number, here), (int)stack.Along, stack.Gap, stack.Fit);
            default:
                throw new ArgumentOutOfRangeException(nameof(operation));
        }
    }

    private Structure RemoveSome(Structure structure, VacanciesDeck deck, int number)
    {
        if (deck.Atoms is { } atoms)
        {
            return PointDefects.Remove(structure, [.. atoms]);
        }

        Element? element = ElementOf(deck.Element);
        int there = structure.Elements.Count(e => element is null || e == element);
        int count = deck.Count ?? (int)Math.Round(deck.Fraction!.Value * there);
        return PointDefects.Vacancies(structure, element, count, seed, number);
    }

    private Structure InsertSome(Structure structure, InterstitialsDeck deck, int number)
    {
        Element element = PeriodicTable.Get(deck.Element);
        return deck.Fractional is { } places
            ? PointDefects.Insert(
                structure, element, [.. places.Select(s => structure.Cell.ToCartesian(StructureSource.RowOf(s)))])
            : PointDefects.Interstitials(structure, element, deck.Count!.Value, deck.MinDistance!.Value, seed, number);
    }

    /// <summary>A structure to merge; its random numbers are not those of this one.</summary>
    private Structure Other(StructureDeck deck, int number, string here) =>
        StructureSource.Create(deck, seed ^ (0x9E3779B97F4A7C15UL * (ulong)number), $"{here}.with");

    private static Element? ElementOf(string? symbol) => symbol is null ? null : PeriodicTable.Get(symbol);
}
