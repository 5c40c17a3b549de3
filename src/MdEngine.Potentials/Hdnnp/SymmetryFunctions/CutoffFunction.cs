namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>
/// Cutoff functions by the number they have in input.nn; x = (r - r_i) / (r_c - r_i), r_i = alpha r_c; 1 below r_i and 0 from
/// r_c on.
/// </summary>
public enum CutoffFunction
{
    /// <summary>1 up to the cutoff.</summary>
    Hard = 0,

    /// <summary>(1 + cos pi x) / 2.</summary>
    Cosine = 1,

    /// <summary>tanh^3(1 - r / r_c).</summary>
    CubedTanh = 2,

    /// <summary>tanh^3(1 - r / r_c) / tanh^3(1).</summary>
    NormalizedCubedTanh = 3,

    /// <summary>exp(1 + 1 / (x^2 - 1)).</summary>
    Exponential = 4,

    /// <summary>1 + x^2 (2x - 3).</summary>
    Poly1 = 5,

    /// <summary>1 + x^3 (x (15 - 6x) - 10).</summary>
    Poly2 = 6,

    /// <summary>1 + x^4 (x (x (20x - 70) + 84) - 35).</summary>
    Poly3 = 7,

    /// <summary>1 + x^5 (x (x (x (315 - 70x) - 540) + 420) - 126).</summary>
    Poly4 = 8,
}
