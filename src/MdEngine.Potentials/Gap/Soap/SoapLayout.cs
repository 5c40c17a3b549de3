using System;
using System.Collections.Generic;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>
/// How the numbers of a power spectrum, each once (it is symmetric in its channels), stand in a descriptor, in the square
/// matrices that they come from, and in QUIP's files.
/// </summary>
/// <remarks>
/// Channel (species s, radial function a) has the padded index s n' + a, n' being the number of radial functions rounded
/// up to whole vectors. Matrix l of K x K channels begins at l K^2.
/// </remarks>
internal sealed unsafe class SoapLayout
{
    private readonly AlignedBuffer<int> _upper, _lower;
    private readonly AlignedBuffer<double> _factor, _twice;

    public SoapLayout(SoapParameters parameters, int padded)
    {
        int n = parameters.Radial, k = parameters.Species.Count * n;
        Channels = parameters.Species.Count * padded;
        Degree = parameters.Degree;
        var entries = new List<(int Upper, int Lower, double Factor, double Twice, int File)>();
        int file = 0;
        for (int a = 0; a < k; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                if (parameters.DiagonalRadial && a % n != b % n)
                {
                    continue;
                }

                int pa = (a / n * padded) + (a % n), pb = (b / n * padded) + (b % n);
                for (int l = 0; l <= Degree; l++)
                {
                    double factor = (a == b ? 1.0 : Math.Sqrt(2.0)) / (parameters.Normed ? Math.Sqrt((2 * l) + 1) : 1.0);
                    int at = l * Channels * Channels;
                    entries.Add((at + (pb * Channels) + pa, at + (pa * Channels) + pb, factor, a == b ? 2.0 * factor : factor, file++));
                }
            }
        }

        // In the order of the matrices.
        entries.Sort((x, y) => x.Upper.CompareTo(y.Upper));
        Count = entries.Count;
        _upper = new AlignedBuffer<int>(Count);
        _lower = new AlignedBuffer<int>(Count);
        _factor = new AlignedBuffer<double>(Count);
        _twice = new AlignedBuffer<double>(Count);
        FileOrder = new int[Count];
        for (int e = 0; e < Count; e++)
        {
            (_upper.Pointer[e], _lower.Pointer[e], _factor.Pointer[e], _twice.Pointer[e], FileOrder[e]) = entries[e];
        }
    }

    /// <summary>Numbers of a descriptor, without the last component of files.</summary>
    public int Count { get; }

    /// <summary>Padded channels.</summary>
    public int Channels { get; }

    public int Degree { get; }

    /// <summary>For each number its place in files.</summary>
    public int[] FileOrder { get; }

    /// <summary>Of a number: where it stands in the square matrices, there transposed, and the factor it has.</summary>
    public (int Upper, int Lower, double Factor) Entry(int e) => (_upper.Pointer[e], _lower.Pointer[e], _factor.Pointer[e]);

    /// <summary>Collects a descriptor from the products of coefficients.</summary>
    public void Gather(double* matrices, double* to)
    {
        int* at = _upper.Pointer;
        double* factor = _factor.Pointer;
        for (int e = 0; e < Count; e++)
        {
            to[e] = factor[e] * matrices[at[e]];
        }
    }

    /// <summary>Spreads the derivatives by a descriptor over symmetric matrices, for the derivatives by coefficients.</summary>
    public void Scatter(double* derivatives, double* matrices)
    {
        int* upper = _upper.Pointer;
        int* lower = _lower.Pointer;
        double* factor = _twice.Pointer;
        for (int e = 0; e < Count; e++)
        {
            double h = factor[e] * derivatives[e];
            matrices[upper[e]] = h;
            matrices[lower[e]] = h;
        }
    }
}
