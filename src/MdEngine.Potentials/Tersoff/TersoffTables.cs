using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Tersoff;

/// <summary>Parameters as the kernel reads them, in memory that does not move; not written to after construction.</summary>
internal sealed unsafe class TersoffTables
{
    /// <summary>
    /// Numbers of a pair: R + D, R - D, R, pi/(4 D); A, -lambda1, B, -lambda2; n, beta, -1/(2n), and the beta zeta up to
    /// which the bond order is 1.
    /// </summary>
    public const int PairNumbers = 12;

    /// <summary>
    /// Numbers of a triplet: R + D, R - D, R, pi/(4 D); gamma, gamma c^2/d^2, -2 gamma c^2, d^2, cos theta_0; and lambda3
    /// for m = 1 or its cube for m = 3, the other one being 0.
    /// </summary>
    public const int TripletNumbers = 11;

    private readonly AlignedBuffer<double> _cutoffs2, _pairs, _triplets;

    public TersoffTables(TersoffParameters parameters)
    {
        int n = parameters.Count;
        Types = n;
        DependOnDistances = parameters.DependOnDistances;
        CentralTriplets = parameters.HaveCentralTriplets;
        _cutoffs2 = new AlignedBuffer<double>(n * n);
        _pairs = new AlignedBuffer<double>(n * n * PairNumbers);
        _triplets = new AlignedBuffer<double>(n * n * n * TripletNumbers);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                TersoffPair pair = parameters.Pair(i, j);
                Numbers(pair).AsSpan().CopyTo(_pairs.Span[(((i * n) + j) * PairNumbers)..]);
                _cutoffs2[(i * n) + j] = Math.Max(_cutoffs2[(i * n) + j], pair.Cutoff * pair.Cutoff);
                for (int k = 0; k < n; k++)
                {
                    TersoffTriplet triplet = parameters.Triplet(i, j, k);
                    Numbers(triplet).AsSpan().CopyTo(_triplets.Span[(((((i * n) + j) * n) + k) * TripletNumbers)..]);
                    // A neighbour is seen as far as it influences any bond.
                    _cutoffs2[(i * n) + k] = Math.Max(_cutoffs2[(i * n) + k], triplet.Cutoff * triplet.Cutoff);
                }
            }
        }
    }

    public int Types { get; }

    public bool DependOnDistances { get; }

    public bool CentralTriplets { get; }

    public double* Cutoffs2 => _cutoffs2.Pointer;

    public double* Pairs => _pairs.Pointer;

    public double* Triplets => _triplets.Pointer;

    private static double[] Numbers(TersoffPair p)
    {
        // Without an attraction there is no bond order.
        double n = p.B > 0.0 ? p.N : 1.0;
        double unit = Math.Pow(2e-16 * n, 1.0 / n);
        return
        [
            p.R + p.D, p.R - p.D, p.R, Math.PI / (4.0 * p.D),
            p.A, -p.Lambda1, p.B, -p.Lambda2,
            n, p.Beta, -0.5 / n, unit,
        ];
    }

    private static double[] Numbers(TersoffTriplet t)
    {
        double d2 = t.C > 0.0 ? t.SmallD * t.SmallD : 1.0, c2 = t.C * t.C;
        return
        [
            t.R + t.D, t.R - t.D, t.R, Math.PI / (4.0 * t.D),
            t.Gamma, t.Gamma * c2 / d2, -2.0 * t.Gamma * c2, d2, t.CosTheta0,
            t.M == 1 ? t.Lambda3 : 0.0, t.M == 3 ? t.Lambda3 * t.Lambda3 * t.Lambda3 : 0.0,
        ];
    }
}
