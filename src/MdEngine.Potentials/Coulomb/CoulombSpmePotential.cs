using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Forces;
using MdEngine.Potentials.Coulomb.Mesh;

namespace MdEngine.Potentials.Coulomb;

/// <summary>
/// The Coulomb energy of a periodic system by smooth particle-mesh Ewald summation, with conducting surroundings. Pairs
/// within the cutoff are summed as erfc(a r)/r, the smooth rest on a mesh (<see cref="ParticleMesh"/>).
/// </summary>
/// <remarks>
/// U. Essmann, L. Perera, M. L. Berkowitz, T. Darden, H. Lee, L. G. Pedersen, J. Chem. Phys. 103, 8577 (1995),
/// doi:10.1063/1.470117. The splitting a follows from the cutoff and the accuracy by the estimate of J. Kolafa,
/// J. W. Perram, Mol. Simul. 9, 351 (1992): rms force error 2 k q^2 sqrt(n/R) e^(-a^2 R^2) at the number density n.
/// Forces are exact derivatives of the energy; as in every such method on a mesh, they add up to zero only to the
/// accuracy asked for.
/// </remarks>
public sealed class CoulombSpmePotential : CoulombPairs
{
    // Denser than any usual ionic crystal (MgO has 0.107 atoms per Angstrom^3), so that the pair sum is never the worse half.
    // Charges that only the structure knows are taken to be up to 4 e.
    private const double Density = 0.12, LargestUsualCharge = 4.0, NegligibleShare = 1e-6;
    private readonly double _error;
    private readonly int? _order;

    /// <summary>Makes the potential.</summary>
    /// <param name="elements">Elements.</param>
    /// <param name="charges">Charge of each, e; null: the atoms' own.</param>
    /// <param name="cutoff">Cutoff R of the pairs, Angstrom.</param>
    /// <param name="relativeForceError">Rms error of the forces in units of 14.4 eV/Angstrom.</param>
    /// <param name="order">Order of the splines, 4 to 8; null for the one that costs least.</param>
    /// <exception cref="InputException">Not one charge for each element.</exception>
    public CoulombSpmePotential(
        IReadOnlyList<Element> elements,
        IReadOnlyList<double>? charges,
        double cutoff,
        double relativeForceError = 1e-4,
        int? order = null)
        : base(elements, charges, cutoff, new ScreenedLaw(
            SplittingFor(charges, cutoff, relativeForceError), cutoff, Precision: NegligibleShare * relativeForceError))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(order ?? BSpline.Least, BSpline.Least, nameof(order));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order ?? BSpline.Least, BSpline.Most, nameof(order));
        Splitting = SplittingFor(charges, cutoff, relativeForceError);
        _error = Share(relativeForceError);
        _order = order;
    }

    /// <summary>Splitting a between pairs and mesh, 1/Angstrom.</summary>
    public double Splitting { get; }

    /// <inheritdoc/>
    public override ILongRangeSolver CreateSolver() => new ParticleMesh(Charges, Splitting, _error, _order);

    // Half of the squared error each for pairs and mesh.
    private static double Share(double relativeForceError) => relativeForceError / Math.Sqrt(2.0);

    private static double SplittingFor(IReadOnlyList<double>? charges, double cutoff, double relativeForceError)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(relativeForceError);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(cutoff);
        double q = charges is null ? LargestUsualCharge : charges.Max(Math.Abs);
        double most = 2.0 * q * q * Math.Sqrt(Density / cutoff);
        return Math.Sqrt(Math.Max(1.0, Math.Log(most / Share(relativeForceError)))) / cutoff;
    }
}
