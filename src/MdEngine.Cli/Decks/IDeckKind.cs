using System;

namespace MdEngine.Cli.Decks;

/// <summary>A kind of deck: that of one command. The kinds there are stand in the container.</summary>
public interface IDeckKind
{
    /// <summary>The command that takes it: "run".</summary>
    string Name { get; }

    /// <summary>The record that it is bound to, derived from <see cref="DeckRoot"/>.</summary>
    Type DeckType { get; }

    /// <summary>Title of its schema.</summary>
    string Title { get; }

    /// <summary>What such a deck describes, in one or two sentences.</summary>
    string Description { get; }

    /// <summary>Checks what shows only when the parts of a deck are put together.</summary>
    /// <param name="deck">Deck, each key of which is sound.</param>
    /// <returns>What the deck would do, in a few words.</returns>
    /// <exception cref="Core.InputException">What does not fit.</exception>
    string Check(DeckRoot deck);
}
