namespace MdEngine.Potentials.Pace;

/// <summary>The radial basis g_k of a bond.</summary>
public enum PaceRadialKind
{
    /// <summary>Chebyshev polynomials of an exponentially scaled distance, times a cosine cutoff.</summary>
    ChebExpCos,

    /// <summary>Chebyshev polynomials of a power of 1 - r/rc.</summary>
    ChebPow,

    /// <summary>Chebyshev polynomials of 1 - r/rc; by their definition they end with a step at the cutoff.</summary>
    ChebLinear,

    /// <summary>Simplified spherical Bessel functions.</summary>
    SBessel,

    /// <summary>No functions: all are zero.</summary>
    Zero,

    /// <summary>Polynomials of a transformed distance by recursion, as ACE.jl makes them.</summary>
    AceJl,
}
