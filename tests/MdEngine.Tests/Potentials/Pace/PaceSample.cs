using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace;

namespace MdEngine.Tests.Potentials.Pace;

/// <summary>Made-up models: random coefficients of functions that are invariant to rotations.</summary>
internal sealed class PaceSample
{
    private int _next;

    public string[] Elements { get; init; } = ["Cu"];

    public string Basis { get; init; } = "ChebExpCos";

    public PaceEmbeddingKind Kind { get; init; } = PaceEmbeddingKind.FinnisSinclairShiftedScaled;

    public double[] Embedding { get; init; } = [1.0, 1.0];

    public double CoreCutoff { get; init; } = 100000.0;

    public double CoreWidth { get; init; } = 250.0;

    public PaceInnerCutoff Inner { get; init; }

    public double CorePrefactor { get; init; }

    public double InnerCutoff { get; init; }

    public double InnerWidth { get; init; }

    public double Cutoff { get; init; } = 4.6;

    public double Spacing { get; init; } = 0.001;

    public int RadialMax { get; init; } = 2;

    public int LMax { get; init; } = 2;

    /// <summary>Momenta of functions, and momenta in between.</summary>
    public (int[] Ls, int[] Between)[] Products { get; init; } =
    [
        ([0], []), ([0, 0], []), ([1, 1], []), ([2, 2], []), ([1, 1, 0], [0]), ([1, 1, 2], [2]), ([2, 2, 2], [2]), ([1, 1, 1, 1], [2, 2]),
    ];

    public bool HasPairTerm { get; init; }

    public PaceModel Model()
    {
        _next = 0;
        Element[] elements = [.. Elements.Select(PeriodicTable.Get)];
        int n = elements.Length;
        PaceEmbedding embedding = new() { Kind = Kind, Parameters = Embedding, CoreCutoff = CoreCutoff, CoreWidth = CoreWidth };
        PaceBond[] bonds = [.. Enumerable.Range(0, n * n).Select(k => Bond(k / n, k % n))];
        PaceFunction[][] functions = [.. Enumerable.Range(0, n).Select(c => Functions(c, n, embedding.Densities).ToArray())];
        PacePairTerm? pairs = HasPairTerm
            ? new PacePairTerm(Polynomials(), [.. bonds.Select((_, k) => k == 1 ? null : new PacePair
            {
                Coefficients = [0.3, -0.2, 0.1, 0.05],
                RepulsionStart = k == 0 ? 2.1 : null,
                RepulsionShift = 0.4,
                RepulsionExponent = 3.0,
                RepulsionPrefactor = 0.2,
            })])
            : null;
        return new PaceModel(
            elements, [.. elements.Select(_ => Number(2.0))], Spacing, [.. elements.Select(_ => embedding)], bonds, functions, pairs);
    }

    private PaceBond Bond(int i, int j)
    {
        if (Basis.StartsWith("ACE.jl", StringComparison.Ordinal))
        {
            return new PaceBond { BasisName = Basis, Polynomials = Polynomials(), RadialMax = 4, BasisMax = 4, LMax = LMax, Cutoff = Cutoff };
        }

        const int basis = 4;
        return new PaceBond
        {
            BasisName = Basis,
            RadialParameters = [2.0 + (0.3 * i)],
            RadialMax = RadialMax,
            LMax = LMax,
            BasisMax = basis,
            Coefficients = [.. Enumerable.Range(0, RadialMax * (LMax + 1) * basis).Select(_ => Number(1.0))],
            // Different for each pair; the same in both directions, as all models have it.
            Cutoff = Cutoff - (0.2 * (i + j)),
            CutoffWidth = Inner == PaceInnerCutoff.Zbl ? 1.0 : 0.3,
            CorePrefactor = CorePrefactor,
            CoreExponent = 0.5,
            InnerCutoff = InnerCutoff,
            InnerWidth = InnerWidth,
            InnerKind = Inner,
        };
    }

    private IEnumerable<PaceFunction> Functions(int center, int species, int densities)
    {
        foreach ((int[] ls, int[] between) in Products)
        {
            (int[] ms, double[] c) = PaceCoupling.Couple(ls, between);
            // Each species once in each place or so, and different radial functions.
            for (int k = 0; k < Math.Max(2, species); k++)
            {
                int[] mus = [.. ls.Select((_, t) => (k + t) % species)], ns = [.. ls.Select((_, t) => 1 + (((k / species) + t + k) % RadialMax))];
                double[] weights = [.. Enumerable.Range(0, densities).Select(_ => Number(ls.Length > 4 ? 0.002 : 0.2))];
                yield return new PaceFunction(center, mus, ns, ls, ms, [.. c.SelectMany(x => weights.Select(w => w * x))]);
            }
        }
    }

    private PacePolynomials Polynomials() => new()
    {
        Power = 2,
        Length = 2.5,
        Cutoff = Cutoff,
        Left = Math.Pow(3.5 / (1.0 + Cutoff), 2.0),
        Right = Math.Pow(3.5 / 1.8, 2.0),
        LeftPower = 3,
        RightPower = 0,
        A = [1.1, 0.9, 1.2, 0.7],
        B = [0.0, -0.4, 0.3, -0.1],
        C = [0.0, 0.0, -0.8, -0.5],
    };

    private double Number(double width) => width * ((2.0 * Philox.Uniform(new RandomStream(77, RandomPurpose.Other), 5, _next++).A) - 1.0);
}
