using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Decks;

/// <summary>Checks what only shows when the parts of a deck are built: whether they fit each other.</summary>
public sealed class DeckCheck
{
    /// <summary>Builds the potential of a deck and checks that it covers the elements.</summary>
    /// <exception cref="InputException">All that does not fit, one a line.</exception>
    public IPotential Check(Deck deck)
    {
        IPotential potential = deck.Potential.Create();
        if (!(double.IsFinite(potential.Cutoff) && potential.Cutoff > 0.0))
        {
            throw new InputException(
                $"potential: {deck.Potential.TypeName} has the cutoff {potential.Cutoff}, expected a distance > 0", deck.SourceFile);
        }

        if (potential.Uncertainty is null
            && (deck.Output.Uncertainty is not null || deck.Output.Trajectory?.Columns.Contains(TrajectoryColumn.Uncertainty) == true))
        {
            throw new InputException(
                $"output: uncertainties are asked for, but {deck.Potential.TypeName} cannot tell how uncertain it is; "
                + "expected no \"uncertainty\" in it", deck.SourceFile);
        }

        // Operations may replace what the structure begins with; then the finished structure tells.
        IEnumerable<string>? symbols = deck.Structure.Packing?.Atoms.Keys ?? deck.Structure.Elements;
        if (symbols is not null && deck.Structure.Operations.Count == 0)
        {
            CheckElements(deck, potential, symbols.Select(PeriodicTable.Get));
        }

        return potential;
    }

    /// <summary>Checks that a potential covers the elements of a structure.</summary>
    /// <exception cref="InputException">It does not.</exception>
    public void CheckElements(Deck deck, IPotential potential, IEnumerable<Element> elements)
    {
        List<Element> strange = [.. elements.Distinct().Where(e => !potential.Elements.Contains(e))];
        if (strange.Count > 0)
        {
            throw new InputException(
                $"potential: {deck.Potential.TypeName} covers {string.Join(", ", potential.Elements)}, but the structure "
                + $"holds {string.Join(", ", strange)} too; expected a potential for all of them", deck.SourceFile);
        }
    }
}
