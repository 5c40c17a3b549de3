using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>Parameters as the kernel reads them, in memory that does not move; not written to after construction.</summary>
internal sealed unsafe class StillingerWeberTables
{
    /// <summary>Numbers of a pair: those of <see cref="StillingerWeberPair"/> in its order.</summary>
    public const int PairNumbers = 8;

    /// <summary>Numbers of a triplet: lambda epsilon, and cos theta_0.</summary>
    public const int TripletNumbers = 2;

    private readonly AlignedBuffer<double> _cutoffs2, _pairs, _triplets;

    public StillingerWeberTables(StillingerWeberParameters parameters)
    {
        int n = parameters.Count;
        Types = n;
        PlainPowers = parameters.HavePlainPowers;
        _cutoffs2 = new AlignedBuffer<double>(n * n);
        _pairs = new AlignedBuffer<double>(n * n * PairNumbers);
        _triplets = new AlignedBuffer<double>(n * n * n * TripletNumbers);
        double* triplet = _triplets.Pointer;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                StillingerWeberPair p = parameters.Pair(i, j);
                _cutoffs2[(i * n) + j] = p.Cutoff * p.Cutoff;
                double[] numbers =
                    [p.Cutoff, p.End, p.Sigma, p.Decay, p.Repulsion, p.RepulsionPower, p.Attraction, p.AttractionPower];
                numbers.AsSpan().CopyTo(_pairs.Span[(((i * n) + j) * PairNumbers)..]);
                for (int k = 0; k < n; k++)
                {
                    *triplet++ = parameters.Strength(i, j, k);
                    *triplet++ = parameters.Cosine(i, j, k);
                }
            }
        }
    }

    public int Types { get; }

    public bool PlainPowers { get; }

    public double* Cutoffs2 => _cutoffs2.Pointer;

    public double* Pairs => _pairs.Pointer;

    public double* Triplets => _triplets.Pointer;
}
