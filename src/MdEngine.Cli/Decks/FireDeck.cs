namespace MdEngine.Cli.Decks;

/// <summary>Minimisation by FIRE.</summary>
public sealed record FireDeck : MinimizerDeck;
