using MdEngine.Core.Persistence;

namespace MdEngine.IO.Checkpoints;

/// <summary>A checkpoint that was read.</summary>
/// <param name="State">What it holds.</param>
/// <param name="Path">File that it came from.</param>
/// <param name="Fault">Why it is not the latest one; null when it is.</param>
public sealed record CheckpointReading(StateBag State, string Path, string? Fault);
