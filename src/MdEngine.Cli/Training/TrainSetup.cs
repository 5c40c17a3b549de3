using System.Collections.Generic;
using MdEngine.Cli.Decks.Training;
using MdEngine.Cli.Running;
using MdEngine.Core.Forces;
using MdEngine.Training.Data;

namespace MdEngine.Cli.Training;

/// <summary>What makes up one training.</summary>
/// <param name="Deck">Deck.</param>
/// <param name="Options">What the command line says.</param>
/// <param name="Places">Where it writes.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="Data">Data.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Inputs">Files that it reads, full paths.</param>
public sealed record TrainSetup(
    TrainDeck Deck,
    TrainOptions Options,
    TrainPlaces Places,
    StartPoint Start,
    PreparedData Data,
    WorkerPool Workers,
    IReadOnlyList<string> Inputs);
