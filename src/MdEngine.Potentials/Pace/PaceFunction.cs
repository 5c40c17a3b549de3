using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace;

/// <summary>
/// One invariant function of a central atom's neighbourhood: a sum over combinations of m of products of the atomic basis,
/// with a coefficient for each density.
/// </summary>
/// <remarks>
/// rho_p += sum_ms c[ms][p] Re prod_t A(neighbours_t, n_t l_t m_t); for rank 1, rho_p += c[p] sum_j g_n(r_ij) over neighbours of the
/// species, whatever l and m say. R. Drautz, Phys. Rev. B 99, 014104 (2019); Y. Lysogorskiy et al., npj Comput. Mater. 7, 97 (2021).
/// </remarks>
public sealed class PaceFunction
{
    private readonly int[] _neighbors, _ns, _ls, _ms;
    private readonly double[] _coefficients;

    /// <summary>Makes a function; the arguments are copied.</summary>
    /// <param name="center">Species of the central atom, an index into the model's elements.</param>
    /// <param name="neighbors">Species of each factor's neighbours; their number is the rank.</param>
    /// <param name="ns">Radial index of each factor, from 1.</param>
    /// <param name="ls">Angular momentum of each factor.</param>
    /// <param name="ms">Combinations of m, one after the other, each with a number for each factor.</param>
    /// <param name="coefficients">For each combination a coefficient of each density.</param>
    /// <exception cref="InputException">The numbers do not belong together.</exception>
    public PaceFunction(
        int center, IReadOnlyList<int> neighbors, IReadOnlyList<int> ns, IReadOnlyList<int> ls, IReadOnlyList<int> ms,
        IReadOnlyList<double> coefficients)
    {
        Center = center;
        _neighbors = [.. neighbors];
        _ns = [.. ns];
        _ls = [.. ls];
        _ms = [.. ms];
        _coefficients = [.. coefficients];
        if (Rank is < 1 or > PaceLimits.Rank)
        {
            throw new InputException($"a function of rank {Rank}; expected 1 to {PaceLimits.Rank}");
        }

        if (_ns.Length != Rank || _ls.Length != Rank)
        {
            throw new InputException($"a function of rank {Rank} with {_ns.Length} ns and {_ls.Length} ls; expected {Rank} of each");
        }

        if (_ms.Length == 0 || _ms.Length % Rank != 0)
        {
            throw new InputException($"a function of rank {Rank} with {_ms.Length} numbers in ms_combs; expected a multiple of the rank");
        }

        if (_coefficients.Length == 0 || _coefficients.Length % Combinations != 0)
        {
            throw new InputException(
                $"a function with {Combinations} combinations of m and {_coefficients.Length} ctildes; expected one for each combination and density");
        }

        if (!_coefficients.All(double.IsFinite))
        {
            throw new InputException("a function with a coefficient that is not finite");
        }

        for (int k = 0; k < _ms.Length; k++)
        {
            if (System.Math.Abs((long)_ms[k]) > _ls[k % Rank])
            {
                throw new InputException($"a function with m = {_ms[k]} where l is {_ls[k % Rank]}; expected |m| of at most l");
            }
        }
    }

    /// <summary>Species of the central atom.</summary>
    public int Center { get; }

    /// <summary>Number of factors: the body order less one.</summary>
    public int Rank => _neighbors.Length;

    /// <summary>Number of combinations of m.</summary>
    public int Combinations => _ms.Length / Rank;

    /// <summary>Number of densities.</summary>
    public int Densities => _coefficients.Length / Combinations;

    /// <summary>Species of each factor's neighbours.</summary>
    public IReadOnlyList<int> Neighbors => _neighbors;

    /// <summary>Radial index of each factor, from 1.</summary>
    public IReadOnlyList<int> Ns => _ns;

    /// <summary>Angular momentum of each factor.</summary>
    public IReadOnlyList<int> Ls => _ls;

    /// <summary>Combinations of m, row by row.</summary>
    public IReadOnlyList<int> Ms => _ms;

    /// <summary>Coefficients, by combination, then by density.</summary>
    public IReadOnlyList<double> Coefficients => _coefficients;
}
