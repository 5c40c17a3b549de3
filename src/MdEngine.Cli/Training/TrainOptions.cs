using System;

namespace MdEngine.Cli.Training;

/// <summary>What the command line says of a training, beside the deck.</summary>
/// <param name="Threads">Threads, at least 1.</param>
/// <param name="Resume">Go on from the last checkpoint.</param>
/// <param name="Overwrite">Replace a model that is there, whatever the deck says.</param>
/// <param name="MaxTime">Wall time after which the training stops with a checkpoint; null: none.</param>
/// <param name="Command">The command as it was given, for the model card.</param>
public sealed record TrainOptions(int Threads, bool Resume, bool Overwrite, TimeSpan? MaxTime, string Command);
