using System.Collections.Generic;
using MdEngine.Core.Observation;

namespace MdEngine.Compare.Soundness;

/// <summary>How a short run went.</summary>
/// <param name="Records">What was seen, to the last step before a failure.</param>
/// <param name="Time">Time that it ran, fs.</param>
/// <param name="Failure">Why it ended before its time; null when it did not.</param>
internal sealed record MotionOutcome(IReadOnlyList<ThermoRecord> Records, double Time, string? Failure);
