using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// The functions of an embedded-atom potential as equidistant tables:
/// E = sum_i F_i(sum_j rho_ji(r_ij)) + sum over pairs of z_ij(r)/r.
/// </summary>
/// <remarks>
/// M. S. Daw, M. I. Baskes, Phys. Rev. B 29, 6443 (1984); M. W. Finnis, J. E. Sinclair, Phil. Mag. A 50, 45 (1984), where
/// the density depends on both elements.
/// </remarks>
public sealed class EamFunctions
{
    /// <summary>The elements, in the order of the types.</summary>
    public required IReadOnlyList<Element> Elements { get; init; }

    /// <summary>Distance beyond which atoms do not feel each other, Angstrom.</summary>
    public required double Cutoff { get; init; }

    /// <summary>Step of the densities at which <see cref="Embedding"/> is tabulated, from 0 on; no unit of its own.</summary>
    public required double DensityStep { get; init; }

    /// <summary>Step of the distances at which <see cref="Density"/> and <see cref="PairTimesDistance"/> are tabulated, Angstrom.</summary>
    public required double DistanceStep { get; init; }

    /// <summary>Embedding energies by type, eV.</summary>
    public required double[][] Embedding { get; init; }

    /// <summary>
    /// Densities [source * Count + at]: of an atom of type source at the place of one of type at. The same array may stand
    /// in several places.
    /// </summary>
    public required double[][] Density { get; init; }

    /// <summary>Pair energies times distance [a * Count + b], eV Angstrom; symmetric.</summary>
    public required double[][] PairTimesDistance { get; init; }

    /// <summary>Numbers that define the functions: the entries of the tables, unless these were made from fewer.</summary>
    public long ParameterCount
    {
        get => field > 0 ? field : Embedding.Concat(Density).Concat(PairTimesDistance).Distinct().Sum(t => (long)t.Length);
        init;
    }

    /// <summary>Number of types.</summary>
    public int Count => Elements.Count;
}
