using System;
using System.Linq;
using MdEngine.Cli.Comparing;
using MdEngine.Core;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>Decks of comparisons.</summary>
/// <param name="planner">Puts the parts together.</param>
public sealed class ComparisonDeckKind(ComparisonPlanner planner) : IDeckKind
{
    /// <inheritdoc/>
    public string Name => "compare";

    /// <inheritdoc/>
    public Type DeckType => typeof(ComparisonDeck);

    /// <inheritdoc/>
    public string Title => "MdEngine comparison deck";

    /// <inheritdoc/>
    public string Description => "A comparison of potentials: reference data, properties, simulations and cost. Written by 'mdengine schema'.";

    /// <inheritdoc/>
    public string Check(DeckRoot deck)
    {
        var comparison = (ComparisonDeck)deck;
        planner.Plan(comparison);
        string[] faults = [.. comparison.Potentials.Select(Fault).OfType<string>()];
        return faults.Length > 0
            ? throw new InputException(string.Join('\n', faults))
            : $"{comparison.Potentials.Count} potentials, {comparison.Reference.Count} reference sets, "
            + $"{comparison.Properties.Count} properties, {comparison.Simulations.Count} simulations"
            + (comparison.Cost is null ? "" : ", cost");
    }

    private static string? Fault(NamedPotentialDeck named)
    {
        try
        {
            named.Potential.Create();
            return null;
        }
        catch (InputException e)
        {
            return $"potential \"{named.Name}\": {e.Message}";
        }
    }
}
