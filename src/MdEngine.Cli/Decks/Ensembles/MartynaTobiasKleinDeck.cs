using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Ensembles;

/// <summary>Constant pressure and temperature: Martyna-Tobias-Klein with Nose-Hoover chains.</summary>
public sealed record MartynaTobiasKleinDeck : ChainDeck
{
    /// <summary>The barostat.</summary>
    [Option("barostat", "Pressure, relaxation time and freedom of the cell.")]
    public PistonDeck Barostat { get; init; } = new();
}
