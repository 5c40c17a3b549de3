using System.Collections.Generic;

namespace MdEngine.Training.Pace;

/// <summary>
/// A combination of products of spherical harmonics that no rotation changes, and no exchange of factors with the same label.
/// </summary>
/// <param name="Terms">m of each factor, and the coefficient of the product; terms that only differ by such exchanges are one.</param>
internal sealed record Invariant(IReadOnlyList<(int[] M, double Coefficient)> Terms);
