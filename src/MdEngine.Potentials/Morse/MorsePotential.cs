using System;
using System.Linq;
using System.Runtime.Intrinsics;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Morse;

/// <summary>The Morse potential: E = sum over pairs of D (exp(-2 alpha (r - r0)) - 2 exp(-alpha (r - r0))).</summary>
/// <remarks>P. M. Morse, Phys. Rev. 34, 57 (1929), equation 4.</remarks>
public sealed class MorsePotential : TruncatedPairPotential
{
    private readonly PairNumbers _depth, _alpha, _r0;

    /// <summary>Makes the potential.</summary>
    /// <exception cref="InputException">A pair is missing or given twice.</exception>
    public MorsePotential(MorseOptions options)
        : this(options, PairMap.Of([.. options.Pairs.Select(p => p.Elements)]))
    {
    }

    private MorsePotential(MorseOptions options, PairMap map)
        : base(
            map.Elements, (a, b) => options.Pairs[map[a, b]].Cutoff ?? options.Cutoff, options.Shift,
            (a, b, r) => Law(options.Pairs[map[a, b]], r))
    {
        int n = map.Elements.Count;
        _depth = new PairNumbers(n);
        _alpha = new PairNumbers(n);
        _r0 = new PairNumbers(n);
        for (int pair = 0; pair < n * n; pair++)
        {
            (int a, int b) = (pair / n, pair % n);
            MorsePairOptions p = options.Pairs[map[a, b]];
            (_depth[a, b], _alpha[a, b], _r0[a, b]) = (p.Depth, p.Alpha, p.R0);
        }
    }

    /// <summary>Energy, eV, and its derivative, eV/Angstrom, of a pair at a distance.</summary>
    public static (double Energy, double Slope) Law(MorsePairOptions pair, double r)
    {
        double x = Math.Exp(-pair.Alpha * (r - pair.R0));
        return (pair.Depth * x * (x - 2.0), 2.0 * pair.Depth * pair.Alpha * x * (1.0 - x));
    }

    /// <inheritdoc/>
    protected override void Law(
        PairRow pairs, int k, Vector256<double> r, out Vector256<double> energy, out Vector256<double> slope)
    {
        Vector256<double> alpha = _alpha.Of(pairs, k), strength = _depth.Of(pairs, k);
        Vector256<double> x = Vector256.Exp(-alpha * (r - _r0.Of(pairs, k)));
        energy = strength * x * (x - Vector256.Create(2.0));
        slope = Vector256.Create(2.0) * strength * alpha * x * (Vector256<double>.One - x);
    }
}
