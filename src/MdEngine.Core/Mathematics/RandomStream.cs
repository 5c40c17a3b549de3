namespace MdEngine.Core.Mathematics;

/// <summary>Key of a sequence of random numbers; see <see cref="Philox"/>.</summary>
/// <param name="Seed">The run's seed.</param>
/// <param name="Purpose">What the numbers are for, so that uses of one seed do not meet.</param>
public readonly record struct RandomStream(ulong Seed, RandomPurpose Purpose);
