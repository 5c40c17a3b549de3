namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>Functions from which symmetry functions with compact support are made: 1 at 0, 0 at 1.</summary>
/// <remarks>M. P. Bircher, A. Singraber, C. Dellago, Mach. Learn.: Sci. Technol. 2, 035026 (2021).</remarks>
public enum CompactCore
{
    /// <summary>"p1", as <see cref="CutoffFunction.Poly1"/>.</summary>
    Poly1,

    /// <summary>"p2", as <see cref="CutoffFunction.Poly2"/>.</summary>
    Poly2,

    /// <summary>"p3", as <see cref="CutoffFunction.Poly3"/>.</summary>
    Poly3,

    /// <summary>"p4", as <see cref="CutoffFunction.Poly4"/>.</summary>
    Poly4,

    /// <summary>"e", as <see cref="CutoffFunction.Exponential"/>.</summary>
    Exponential,
}
