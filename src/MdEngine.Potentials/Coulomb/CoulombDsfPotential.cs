using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Coulomb;

/// <summary>
/// Damped shifted-force Coulomb sum: every charge within the cutoff is neutralised by one on the cutoff sphere, and the
/// force is shifted so that it, too, vanishes there.
/// </summary>
/// <remarks>
/// C. J. Fennell, J. D. Gezelter, J. Chem. Phys. 124, 234104 (2006), doi:10.1063/1.2206581:
/// u(r) = erfc(a r)/r - erfc(a R)/R + s (r - R) with s = erfc(a R)/R^2 + 2 a e^(-a^2 R^2)/(sqrt(pi) R). Every charge meets
/// its own screen, half the limit of u(r) - 1/r at the origin: -(erfc(a R)/R + s R + 2 a/sqrt(pi)) q^2/2, as in LAMMPS.
/// </remarks>
public sealed class CoulombDsfPotential : CoulombPairs
{
    private readonly double _self;

    /// <summary>Makes the potential.</summary>
    /// <param name="elements">Elements.</param>
    /// <param name="charges">Charge of each, e; null: the atoms' own.</param>
    /// <param name="cutoff">Cutoff R, Angstrom.</param>
    /// <param name="damping">Damping a, 1/Angstrom; not negative.</param>
    /// <exception cref="InputException">Not one charge for each element.</exception>
    public CoulombDsfPotential(
        IReadOnlyList<Element> elements, IReadOnlyList<double>? charges, double cutoff, double damping)
        : base(elements, charges, cutoff, new ScreenedLaw(damping, cutoff, Shift(damping, cutoff), Slope(damping, cutoff)))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(damping);
        _self = 0.5 * (Shift(damping, cutoff) + (Slope(damping, cutoff) * cutoff) + (ErrorFunction.TwoOverRootPi * damping));
    }

    /// <inheritdoc/>
    public override ILongRangeSolver CreateSolver() => new SelfEnergy(Charges, _self);

    private static double Shift(double a, double cutoff) => ErrorFunction.Complement(a * cutoff) / cutoff;

    private static double Slope(double a, double cutoff) => (ErrorFunction.Complement(a * cutoff) / (cutoff * cutoff))
        + (ErrorFunction.TwoOverRootPi * a * Math.Exp(-a * a * cutoff * cutoff) / cutoff);
}
