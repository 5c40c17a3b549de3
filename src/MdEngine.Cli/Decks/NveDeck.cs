namespace MdEngine.Cli.Decks;

/// <summary>Constant energy: velocity Verlet.</summary>
public sealed record NveDeck : DynamicsDeck;
