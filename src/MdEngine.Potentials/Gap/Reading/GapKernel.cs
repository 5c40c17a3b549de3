namespace MdEngine.Potentials.Gap.Reading;

/// <summary>Covariance functions by their numbers in files.</summary>
public enum GapKernel
{
    /// <summary>Squared exponential with a length for each dimension (ARD).</summary>
    SquaredExponential = 1,

    /// <summary>Power of a dot product.</summary>
    DotProduct = 2,

    /// <summary>Piecewise polynomial of compact support.</summary>
    PiecewisePolynomial = 4,
}
