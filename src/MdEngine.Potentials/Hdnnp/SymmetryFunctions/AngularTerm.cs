using System;

namespace MdEngine.Potentials.Hdnnp.SymmetryFunctions;

/// <summary>
/// A function of the cosine of an angle: (1 + lambda c)^zeta, or a compact core of the angle. Functions that agree in it
/// share it.
/// </summary>
internal readonly record struct AngularTerm(
    bool IsCompact, double Lambda, double Zeta, double Left, double Right, CompactCore Core)
{
    /// <summary>The factor that stands before it.</summary>
    public double Prefactor => IsCompact ? 1.0 : Math.Pow(2.0, 1.0 - Zeta);

    public static AngularTerm Of(SymmetryFunction f) => f.IsCompact
        ? new AngularTerm(true, 0.0, 0.0, f.AngleLeft, f.AngleRight, f.Core)
        : new AngularTerm(false, f.Lambda, f.Zeta, 0.0, 0.0, default);
}
