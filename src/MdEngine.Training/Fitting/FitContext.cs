using System.Threading;
using MdEngine.Core.Forces;
using MdEngine.Training.Data;

namespace MdEngine.Training.Fitting;

/// <summary>What a fit is given.</summary>
/// <param name="Data">Data.</param>
/// <param name="Workers">Threads.</param>
/// <param name="Seed">Seed of all random numbers.</param>
/// <param name="Progress">Told how far it is, and what the losses are.</param>
/// <param name="Checkpoint">Keeps the state of a long fit.</param>
/// <param name="Stop">Asks it to stop at the next convenient moment, with a checkpoint.</param>
public sealed record FitContext(
    TrainingData Data,
    WorkerPool Workers,
    ulong Seed,
    IFitProgress Progress,
    IFitCheckpoint Checkpoint,
    CancellationToken Stop);
