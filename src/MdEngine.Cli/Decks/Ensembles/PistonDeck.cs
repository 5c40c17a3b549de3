namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>The barostat of Martyna, Tobias and Klein.</summary>
public sealed record PistonDeck : BarostatDeck;
