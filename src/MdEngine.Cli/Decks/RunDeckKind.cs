using System;
using System.Globalization;
using System.Linq;
using MdEngine.Cli.Running;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Decks;

/// <summary>Decks of simulations.</summary>
/// <param name="check">Checks whether the parts fit.</param>
public sealed class RunDeckKind(DeckCheck check) : IDeckKind
{
    // Larger structures are left to the run: validation is a matter of a second.
    private const long MostCopies = 1000, MostPacked = 20_000;

    /// <inheritdoc/>
    public string Name => "run";

    /// <inheritdoc/>
    public Type DeckType => typeof(Deck);

    /// <inheritdoc/>
    public string Title => "MdEngine deck";

    /// <inheritdoc/>
    public string Description => "A simulation: atoms, potential, stages and output. Written by 'mdengine schema'.";

    /// <inheritdoc/>
    public string Check(DeckRoot deck)
    {
        var run = (Deck)deck;
        CheckStructure(run, check, check.Check(run));
        return Summary(run);
    }

    private static void CheckStructure(Deck deck, DeckCheck check, IPotential potential)
    {
        StructureDeck source = deck.Structure;
        if (source.File is null && source.Packing is null && source.Operations.Count == 0 && deck.Groups.Count == 0)
        {
            CheckStages(deck, StructureSource.Create(deck with { Structure = source with { Replicate = [1, 1, 1], Noise = 0.0 } }));
            return;
        }

        bool small = source.Replicate.Aggregate(1L, (product, n) => product * n) <= MostCopies
            && (source.Packing?.Atoms.Values.Sum(n => (long)n) ?? 0) <= MostPacked;
        if (source.Packing is not null && !small)
        {
            return;
        }

        // One copy tells all that a file can have wrong, however many the run makes of it; operations may need them all, and
        // groups do.
        bool whole = (source.Operations.Count > 0 && small) || deck.Groups.Count > 0;
        Structure structure = StructureSource.Create(deck with
        {
            Structure = whole
                ? source with { Noise = 0.0 }
                : source with { Replicate = [1, 1, 1], Operations = [], Noise = 0.0 },
        });
        if (whole || source.Operations.Count == 0)
        {
            check.CheckElements(deck, potential, structure.Elements);
            if (source.File is not null || source.Packing is not null || source.Operations.Count > 0)
            {
                StructureSource.CheckDistances(deck, structure);
            }
        }

        CheckStages(deck, structure);
    }

    private static void CheckStages(Deck deck, Structure structure)
    {
        var integrators = new IntegratorFactory(deck, structure);
        foreach (StageDeck stage in deck.Stages)
        {
            integrators.Create(stage);
        }
    }

    private static string Summary(Deck deck)
    {
        double time = deck.Stages.Where(s => s.Dynamics is not MinimizerDeck).Sum(s => s.Steps * (s.Timestep ?? deck.Timestep)) * 1e-3;
        return string.Create(CultureInfo.InvariantCulture,
            $"{deck.Stages.Count} stages, {deck.TotalSteps} steps, {time:G6} ps, "
            + $"potential {deck.Potential.TypeName}");
    }
}
