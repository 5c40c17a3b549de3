using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Eam;

/// <summary>The functions as interpolation coefficients, in the layout that the kernel reads.</summary>
internal sealed unsafe class EamTables
{
    // Offsets are 32-bit numbers of doubles; 2 GB of coefficients are more than any table needs.
    private const long MostDoubles = 1L << 28;
    private readonly AlignedBuffer<double> _coefficients;
    private readonly int[] _embedding;
    private readonly int _embeddingIntervals;
    private readonly double _densityScale, _mostDensity;

    public EamTables(EamFunctions functions)
    {
        Types = functions.Count;
        Cutoff = functions.Cutoff;
        DistanceScale = 1.0 / functions.DistanceStep;
        DistanceIntervals = functions.Density[0].Length - 1;
        _densityScale = 1.0 / functions.DensityStep;
        _embeddingIntervals = functions.Embedding[0].Length - 1;
        _mostDensity = _embeddingIntervals * functions.DensityStep;
        var place = new Dictionary<double[], int>(ReferenceEqualityComparer.Instance);
        long length = 0;
        foreach (double[] table in functions.Embedding.Concat(functions.Density).Concat(functions.PairTimesDistance))
        {
            if (place.TryAdd(table, (int)Math.Min(length, int.MaxValue)))
            {
                length += HermiteTable.Length(table.Length);
            }
        }

        if (length > MostDoubles)
        {
            throw new InputException($"tables of {length / 4:n0} intervals are too large; {MostDoubles / 4:n0} can be held");
        }

        _coefficients = new AlignedBuffer<double>((int)length);
        foreach ((double[] table, int offset) in place)
        {
            HermiteTable.Fill(table, _coefficients.Pointer + offset);
        }

        _embedding = [.. functions.Embedding.Select(t => place[t])];
        DensityOffsets = Offsets(functions.Density, place);
        PairOffsets = Offsets(functions.PairTimesDistance, place);
    }

    public int Types { get; }

    public double Cutoff { get; }

    /// <summary>Intervals an Angstrom.</summary>
    public double DistanceScale { get; }

    public int DistanceIntervals { get; }

    public double* Coefficients => _coefficients.Pointer;

    /// <summary>Where the density of type a at type b begins: [a * Types + b].</summary>
    public AlignedBuffer<int> DensityOffsets { get; }

    /// <summary>Where the pair function of types a and b begins: [a * Types + b].</summary>
    public AlignedBuffer<int> PairOffsets { get; }

    /// <summary>Embedding energy, eV, and its derivative. Goes on as a straight line beyond the table.</summary>
    public double Embed(int type, double density, out double slope)
    {
        double p = density * _densityScale;
        int k = Math.Clamp((int)Math.Min(p, _embeddingIntervals), 0, _embeddingIntervals - 1);
        double t = Math.Min(p - k, 1.0);
        double* c = _coefficients.Pointer + _embedding[type] + (HermiteTable.Stride * k);
        slope = ((((3.0 * c[3] * t) + (2.0 * c[2])) * t) + c[1]) * _densityScale;
        double value = (((((c[3] * t) + c[2]) * t) + c[1]) * t) + c[0];
        return density > _mostDensity ? value + (slope * (density - _mostDensity)) : value;
    }

    private static AlignedBuffer<int> Offsets(double[][] tables, Dictionary<double[], int> place)
    {
        var offsets = new AlignedBuffer<int>(tables.Length);
        for (int k = 0; k < tables.Length; k++)
        {
            offsets[k] = place[tables[k]];
        }

        return offsets;
    }
}
