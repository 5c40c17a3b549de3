using MdEngine.Cli.Decks.Ensembles;

namespace MdEngine.Cli.Decks;

/// <summary>Constant temperature: Nose-Hoover chain, integrated by a Suzuki-Yoshida splitting.</summary>
public sealed record NoseHooverDeck : ChainDeck;
