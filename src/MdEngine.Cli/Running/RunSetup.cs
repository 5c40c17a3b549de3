using MdEngine.Cli.Decks;
using MdEngine.Core.Forces;

namespace MdEngine.Cli.Running;

/// <summary>What is settled when a run begins.</summary>
/// <param name="Deck">Deck.</param>
/// <param name="Potential">Its potential.</param>
/// <param name="Places">Its files.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Overwrite">Whether files that exist are replaced where they are begun.</param>
/// <param name="Options">What the command line says.</param>
/// <param name="Began">Time stamp of the beginning.</param>
public sealed record RunSetup(
    Deck Deck, IPotential Potential, RunPlaces Places, StartPoint Start, bool Overwrite, RunOptions Options, long Began);
