using System;
using System.Collections.Generic;
using System.Runtime.Intrinsics;
using MdEngine.Core.Elements;

namespace MdEngine.Core.Forces;

/// <summary>
/// Base of pair potentials with a cutoff of its own for each pair of types, where the law is cut off plainly, or its
/// energy or force shifted to vanish.
/// </summary>
public abstract unsafe class TruncatedPairPotential : PairPotential
{
    private readonly PairNumbers _cutoff, _energyShift, _slopeShift;

    /// <summary>Sets elements and cutoffs.</summary>
    /// <param name="elements">Elements, in the order of types.</param>
    /// <param name="cutoffs">Cutoff of a pair of types, Angstrom.</param>
    /// <param name="truncation">Treatment of the cutoff.</param>
    /// <param name="law">Energy, eV, and its derivative of a pair of types at a distance.</param>
    protected TruncatedPairPotential(
        IReadOnlyList<Element> elements, Func<int, int, double> cutoffs, PairTruncation truncation,
        Func<int, int, double, (double Energy, double Slope)> law)
        : base(elements, Largest(elements.Count, cutoffs))
    {
        int n = elements.Count;
        _cutoff = new PairNumbers(n);
        _energyShift = new PairNumbers(n);
        _slopeShift = new PairNumbers(n);
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
            {
                double cutoff = cutoffs(a, b);
                (double energy, double slope) = law(a, b, cutoff);
                _cutoff[a, b] = cutoff;
                _energyShift[a, b] = truncation == PairTruncation.None ? 0.0 : energy;
                _slopeShift[a, b] = truncation == PairTruncation.Force ? slope : 0.0;
            }
        }
    }

    /// <inheritdoc/>
    protected sealed override void Evaluate(PairRow pairs)
    {
        for (int k = 0; k < pairs.Padded; k += Vector256<double>.Count)
        {
            Vector256<double> r2 = Vector256.Load(pairs.R2 + k), r = Vector256.Sqrt(r2);
            Law(pairs, k, r, out Vector256<double> energy, out Vector256<double> slope);
            Vector256<double> cutoff = _cutoff.Of(pairs, k), steepness = _slopeShift.Of(pairs, k);
            Vector256<double> within = Vector256.LessThan(r2, cutoff * cutoff);
            energy -= _energyShift.Of(pairs, k) + (steepness * (r - cutoff));
            (energy & within).Store(pairs.Energy + k);
            (((steepness - slope) / r) & within).Store(pairs.Force + k);
        }
    }

    /// <summary>Energy, eV, and its derivative by the distance, eV/Angstrom, of four pairs from <paramref name="k"/> on.</summary>
    protected abstract void Law(
        PairRow pairs, int k, Vector256<double> r, out Vector256<double> energy, out Vector256<double> slope);

    private static double Largest(int types, Func<int, int, double> cutoffs)
    {
        double largest = 0.0;
        for (int pair = 0; pair < types * types; pair++)
        {
            largest = Math.Max(largest, cutoffs(pair / types, pair % types));
        }

        return largest;
    }
}
