using System;
using System.Linq;
using System.Runtime.Intrinsics;
using MdEngine.Core;
using MdEngine.Core.Forces;

namespace MdEngine.Potentials.Buckingham;

/// <summary>
/// The Buckingham potential: E = sum over pairs of A exp(-r/rho) - C/r^6. It falls without bound at short distances, where
/// a repulsion ("zbl" in a "sum") keeps atoms away.
/// </summary>
/// <remarks>R. A. Buckingham, Proc. R. Soc. A 168, 264 (1938), without the term in r^-8.</remarks>
public sealed class BuckinghamPotential : TruncatedPairPotential
{
    private readonly PairNumbers _a, _decay, _c;

    /// <summary>Makes the potential.</summary>
    /// <exception cref="InputException">A pair is missing or given twice.</exception>
    public BuckinghamPotential(BuckinghamOptions options)
        : this(options, PairMap.Of([.. options.Pairs.Select(p => p.Elements)]))
    {
    }

    private BuckinghamPotential(BuckinghamOptions options, PairMap map)
        : base(
            map.Elements, (a, b) => options.Pairs[map[a, b]].Cutoff ?? options.Cutoff, options.Shift,
            (a, b, r) => Law(options.Pairs[map[a, b]], r))
    {
        int n = map.Elements.Count;
        _a = new PairNumbers(n);
        _decay = new PairNumbers(n);
        _c = new PairNumbers(n);
        for (int pair = 0; pair < n * n; pair++)
        {
            (int a, int b) = (pair / n, pair % n);
            BuckinghamPairOptions p = options.Pairs[map[a, b]];
            (_a[a, b], _decay[a, b], _c[a, b]) = (p.A, 1.0 / p.Rho, p.C);
        }
    }

    /// <summary>Energy, eV, and its derivative, eV/Angstrom, of a pair at a distance.</summary>
    public static (double Energy, double Slope) Law(BuckinghamPairOptions pair, double r)
    {
        double repulsion = pair.A * Math.Exp(-r / pair.Rho), dispersion = pair.C / Math.Pow(r, 6);
        return (repulsion - dispersion, (6.0 * dispersion / r) - (repulsion / pair.Rho));
    }

    /// <inheritdoc/>
    protected override void Law(
        PairRow pairs, int k, Vector256<double> r, out Vector256<double> energy, out Vector256<double> slope)
    {
        Vector256<double> decay = _decay.Of(pairs, k), inverse = Vector256<double>.One / r;
        Vector256<double> i2 = inverse * inverse;
        Vector256<double> repulsion = _a.Of(pairs, k) * Vector256.Exp(-decay * r), dispersion = _c.Of(pairs, k) * i2 * i2 * i2;
        energy = repulsion - dispersion;
        slope = (Vector256.Create(6.0) * dispersion * inverse) - (repulsion * decay);
    }
}
