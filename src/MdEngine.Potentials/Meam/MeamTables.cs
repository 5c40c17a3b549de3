using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Meam;

/// <summary>Parameters as the kernels read them, in memory that does not move; not written to after construction.</summary>
internal sealed unsafe class MeamTables
{
    /// <summary>
    /// Numbers of a type: -b/r_e for the partial densities 0 to 3, b, their scales (with the weights where these belong to
    /// the densities), and the weights 1 to 3.
    /// </summary>
    public const int TypeNumbers = 15;

    private readonly AlignedBuffer<double> _types, _low, _high, _bounds;
    private readonly MeamPairTable[] _pairs;

    public MeamTables(MeamParameters parameters)
    {
        int n = parameters.Count;
        Parameters = parameters;
        Types = n;
        Reference = new MeamReference(parameters);
        _types = new AlignedBuffer<double>(n * TypeNumbers);
        _low = new AlignedBuffer<double>(n * n * n);
        _high = new AlignedBuffer<double>(n * n * n);
        _bounds = new AlignedBuffer<double>(n * n);
        _pairs = new MeamPairTable[n * n];
        var energy = new MeamPairEnergy(parameters, Reference);
        for (int i = 0; i < n; i++)
        {
            Numbers(i).AsSpan().CopyTo(_types.Span[(i * TypeNumbers)..]);
            for (int j = 0; j < n; j++)
            {
                _bounds[(i * n) + j] = parameters.Bound(i, j);
                MeamPair pair = parameters.Pair(i, j);
                _pairs[(i * n) + j] = j < i
                    ? _pairs[(j * n) + i]
                    : new MeamPairTable(r => energy.Of(pair, r), parameters.Cutoff);
                for (int k = 0; k < n; k++)
                {
                    int triplet = (((i * n) + j) * n) + k;
                    _low[triplet] = parameters.Smallest(i, j, k) - 1.0;
                    _high[triplet] = parameters.Largest(i, j, k) - 1.0;
                }
            }
        }
    }

    public MeamParameters Parameters { get; }

    public MeamReference Reference { get; }

    /// <summary>Number of types.</summary>
    public int Types { get; }

    /// <summary>Cmin - 1 by types of the pair's atoms, then of the screening one.</summary>
    public double* Low => _low.Pointer;

    /// <summary>Cmax - 1 in the same order.</summary>
    public double* High => _high.Pointer;

    /// <summary>Squares of the distances, over that of a pair, beyond which no atom screens it; by types.</summary>
    public double* Bounds => _bounds.Pointer;

    /// <summary>Pair energy of two types, in either order.</summary>
    public MeamPairTable Pair(int i, int j) => _pairs[(i * Types) + j];

    /// <summary>Numbers of a type.</summary>
    public double* Type(int type) => _types.Pointer + (type * TypeNumbers);

    private double[] Numbers(int type)
    {
        (double b0, double b1, double b2, double b3) = Parameters.Entry(type).Beta;
        (double t1, double t2, double t3) = Reference.Weights(type);
        double bond = Parameters.Bond(type), scale = Parameters.Densities[type];
        bool weighted = Parameters.Averaging == 1;
        return
        [
            -b0 / bond, -b1 / bond, -b2 / bond, -b3 / bond,
            b0, b1, b2, b3,
            scale, scale * (weighted ? t1 : 1.0), scale * (weighted ? t2 : 1.0), scale * (weighted ? t3 : 1.0),
            t1, t2, t3,
        ];
    }
}
