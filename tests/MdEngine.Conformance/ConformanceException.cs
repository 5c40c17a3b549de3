using System;

namespace MdEngine.Conformance;

/// <summary>A potential broke a law. The message names the law and gives the figures: found, expected, allowed.</summary>
/// <param name="law">Name of the law, as in <see cref="PotentialConformance.Laws"/>.</param>
/// <param name="message">What was found, what was expected, how large a difference is allowed.</param>
public sealed class ConformanceException(string law, string message) : Exception($"{law}: {message}")
{
    /// <summary>Name of the law.</summary>
    public string Law { get; } = law;
}
