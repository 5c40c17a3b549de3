using System;

namespace MdEngine.Cli.Running;

/// <summary>What the command line says of a run, beside the deck.</summary>
/// <param name="Threads">Threads, at least 1.</param>
/// <param name="Resume">Go on from the last checkpoint.</param>
/// <param name="Overwrite">Replace output files that exist, whatever the deck says.</param>
/// <param name="MaxTime">Wall time after which the run stops with a checkpoint; null: none.</param>
public sealed record RunOptions(int Threads, bool Resume = false, bool Overwrite = false, TimeSpan? MaxTime = null);
