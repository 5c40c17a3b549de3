namespace MdEngine.Training.Pace;

/// <summary>The real or the imaginary part of A(species, n, l, m).</summary>
/// <param name="Factor">Species, n and l.</param>
/// <param name="M">m, 0 or more.</param>
/// <param name="IsImaginary">Which part.</param>
internal readonly record struct BasisVariable(BasisFactor Factor, int M, bool IsImaginary);
