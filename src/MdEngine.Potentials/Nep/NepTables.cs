using System;
using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>The parameters of a model laid out for the kernels, in their precision.</summary>
/// <remarks>
/// The functions of the format, sum_k c_k (T_k + 1) / 2, are kept as Chebyshev series sum_k a_k T_k together with those of
/// their derivatives, sum_k d_k T_k.
/// </remarks>
/// <typeparam name="TReal">Number of the kernels.</typeparam>
internal sealed unsafe class NepTables<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    /// <summary>Rows are padded to this many numbers, two registers of any width.</summary>
    public const int Padding = 16;

    private readonly AlignedBuffer<TReal> _radial, _angular;
    private readonly int _radialStride, _angularStride;

    public NepTables(NepModel model)
    {
        NepHeader h = model.Header;
        Model = model;
        Types = h.Types;
        RadialFunctions = h.RadialFunctions;
        RadialBasis = h.RadialBasis;
        PaddedRadialBasis = Padded(RadialBasis, 8);
        AngularFunctions = h.AngularFunctions;
        AngularBasis = h.AngularBasis;
        PaddedAngularFunctions = Padded(AngularFunctions, 8);
        Components = model.Terms.Components;
        PaddedComponents = Padded(Components, 4);
        DescriptorLength = h.DescriptorLength;
        DescriptorStride = Padded(DescriptorLength, Padding) + Padding;
        int pairs = Types * Types;
        Reach2 = new double[pairs];
        AngularReach2 = new double[pairs];
        for (int p = 0; p < pairs; p++)
        {
            double zbl = model.Zbl?.Range(p / Types, p % Types) ?? 0.0;
            Reach2[p] = Square(Math.Max(zbl, h.RadialCutoffs[p]));
            AngularReach2[p] = Square(h.AngularCutoffs[p]);
            ZblReach = Math.Max(ZblReach, zbl);
        }

        HasOneCutoff = Array.TrueForAll(Reach2, r => r == Reach2[0]) && Array.TrueForAll(AngularReach2, r => r == AngularReach2[0]);

        _radialStride = RadialFunctions * 2 * PaddedRadialBasis;
        _radial = new AlignedBuffer<TReal>(pairs * _radialStride);
        FillRadial(model.RadialCoefficients);
        _angularStride = AngularFunctions * AngularBasis * 2;
        _angular = new AlignedBuffer<TReal>((pairs * _angularStride) + Padding);
        FillAngular(model.AngularCoefficients);
        Beta = new AlignedBuffer<TReal>(Terms.Beta.Length);
        for (int k = 0; k < Terms.Beta.Length; k++)
        {
            Beta[k] = Real(Terms.Beta[k]);
        }

        Weights = new AlignedBuffer<TReal>(Components + Padding);
        for (int c = 0; c < Components; c++)
        {
            Weights[c] = Real(model.Terms.Weight[c]);
        }
    }

    public NepModel Model { get; }

    public NepAngularTerms Terms => Model.Terms;

    public int MaxL => Terms.MaxL;

    public int Types { get; }

    public int RadialFunctions { get; }

    public int RadialBasis { get; }

    public int PaddedRadialBasis { get; }

    public int AngularFunctions { get; }

    /// <summary>Length of a row over angular functions.</summary>
    public int PaddedAngularFunctions { get; }

    public int AngularBasis { get; }

    /// <summary>Spherical harmonics.</summary>
    public int Components { get; }

    public int PaddedComponents { get; }

    public int DescriptorLength { get; }

    /// <summary>Length of a row over components of the descriptor, with room for a register beyond the last one.</summary>
    public int DescriptorStride { get; }

    /// <summary>Squares of the distances within which pairs of types see each other.</summary>
    public double[] Reach2 { get; }

    /// <summary>Squares of the angular cutoffs.</summary>
    public double[] AngularReach2 { get; }

    /// <summary>Whether these are the same for all pairs of types.</summary>
    public bool HasOneCutoff { get; }

    /// <summary>Distance within which any pair has the short-ranged repulsion; 0 without it.</summary>
    public double ZblReach { get; }

    /// <summary>Squares of the norms of the harmonics.</summary>
    public AlignedBuffer<TReal> Weights { get; }

    /// <summary>Recurrence of the harmonics, as in <see cref="NepAngularTerms.Beta"/>.</summary>
    public AlignedBuffer<TReal> Beta { get; }

    /// <summary>
    /// Radial functions of a pair of types: for each the coefficients a, then d, both padded.
    /// </summary>
    public TReal* Radial(int center, int neighbor) => _radial.Pointer + (((center * Types) + neighbor) * _radialStride);

    /// <summary>Angular functions of a pair of types: for each the pairs (a_k, d_k).</summary>
    public TReal* Angular(int center, int neighbor) => _angular.Pointer + (((center * Types) + neighbor) * _angularStride);

    public double RadialCutoff(int center, int neighbor) => Model.Header.RadialCutoffs[(center * Types) + neighbor];

    public double AngularCutoff(int center, int neighbor) => Model.Header.AngularCutoffs[(center * Types) + neighbor];

    public static int Padded(int n, int to) => (n + to - 1) / to * to;

    private static double Square(double x) => x * x;

    private static TReal Real(double x) => TReal.CreateTruncating(x);

    private void FillRadial(double[] coefficients)
    {
        var (a, d) = (new double[RadialBasis], new double[RadialBasis]);
        int pairs = Types * Types;
        for (int p = 0; p < pairs; p++)
        {
            for (int n = 0; n < RadialFunctions; n++)
            {
                Series(coefficients, n * RadialBasis, pairs, p, a, d);
                TReal* row = _radial.Pointer + (p * _radialStride) + (n * 2 * PaddedRadialBasis);
                for (int k = 0; k < RadialBasis; k++)
                {
                    row[k] = Real(a[k]);
                    row[PaddedRadialBasis + k] = Real(d[k]);
                }
            }
        }
    }

    private void FillAngular(double[] coefficients)
    {
        var (a, d) = (new double[AngularBasis], new double[AngularBasis]);
        int pairs = Types * Types;
        for (int p = 0; p < pairs; p++)
        {
            for (int n = 0; n < AngularFunctions; n++)
            {
                Series(coefficients, n * AngularBasis, pairs, p, a, d);
                TReal* row = _angular.Pointer + (p * _angularStride) + (n * AngularBasis * 2);
                for (int k = 0; k < AngularBasis; k++)
                {
                    row[2 * k] = Real(a[k]);
                    row[(2 * k) + 1] = Real(d[k]);
                }
            }
        }
    }

    /// <summary>Chebyshev series of sum_k c_k (T_k + 1) / 2 and of its derivative.</summary>
    private static void Series(double[] c, int first, int pairs, int pair, double[] a, double[] d)
    {
        int count = a.Length;
        a[0] = 0.5 * c[(first * pairs) + pair];
        for (int k = 0; k < count; k++)
        {
            double half = 0.5 * c[((first + k) * pairs) + pair];
            a[0] += half;
            if (k > 0)
            {
                a[k] = half;
            }
        }

        Array.Clear(d);
        for (int k = count - 1; k > 0; k--)
        {
            d[k - 1] = (k + 1 < count ? d[k + 1] : 0.0) + (2.0 * k * a[k]);
        }

        d[0] *= 0.5;
    }
}
