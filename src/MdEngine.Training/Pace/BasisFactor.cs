namespace MdEngine.Training.Pace;

/// <summary>One kind of factor of an invariant: the neighbours of a species, seen through R_n(r) Y_lm.</summary>
/// <param name="Species">Index of the neighbours' element.</param>
/// <param name="N">Radial function, from 1.</param>
/// <param name="L">Angular momentum.</param>
internal readonly record struct BasisFactor(int Species, int N, int L)
{
    /// <summary>How finely it varies: n - 1 + l.</summary>
    public int Degree => N - 1 + L;
}
