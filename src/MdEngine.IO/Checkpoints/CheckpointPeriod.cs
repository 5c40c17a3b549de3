using System;

namespace MdEngine.IO.Checkpoints;

/// <summary>When checkpoints are written, beside those when a run stops.</summary>
/// <param name="Steps">Each time the number of the step can be divided by this; null: not by steps.</param>
/// <param name="Time">When so much wall time has passed since the last one; null: not by time.</param>
public sealed record CheckpointPeriod(long? Steps, TimeSpan? Time);
