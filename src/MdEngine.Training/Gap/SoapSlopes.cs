using System.Collections.Generic;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Soap;

namespace MdEngine.Training.Gap;

/// <summary>
/// Derivatives of a power spectrum by the positions of neighbours of one species: those of the numbers that such a neighbour
/// has a part in, not yet divided by the norm.
/// </summary>
/// <remarks>With p_AB = sum over m of c_A c_B, the derivative is sum over m of (c'_A c_B + c_A c'_B).</remarks>
internal sealed unsafe class SoapSlopes
{
    private readonly int _radial, _padded, _channels, _degree, _species;
    private readonly int[] _upper, _lower;
    private readonly double[] _factor;

    public SoapSlopes(SoapParameters parameters, SoapLayout layout, int padded, int species)
    {
        (_radial, _padded, _channels, _degree, _species) = (parameters.Radial, padded, layout.Channels, parameters.Degree, species);
        var entries = new List<int>();
        var upper = new List<int>();
        var lower = new List<int>();
        var factor = new List<double>();
        int size = _channels * _channels;
        for (int e = 0; e < layout.Count; e++)
        {
            (int one, int other, double f) = layout.Entry(e);
            int l = one / size, row = one % size / _channels, column = one % _channels;
            if (row / padded == species || column / padded == species)
            {
                entries.Add(e);
                upper.Add(Place(l, row, column));
                lower.Add(Place(l, column, row));
                factor.Add(f);
            }
        }

        Entries = [.. entries];
        _upper = [.. upper];
        _lower = [.. lower];
        _factor = [.. factor];
        Stride = (((Entries.Length + 7) / 8) | 1) * 8;
    }

    /// <summary>The numbers of a descriptor that such neighbours have a part in.</summary>
    public int[] Entries { get; }

    /// <summary>Distance of rows.</summary>
    public int Stride { get; }

    /// <summary>Numbers of room that <see cref="Fill"/> needs; it keeps zeros there.</summary>
    public int Room => ((_degree + 1) * _radial * _channels) + 1;

    /// <summary>One row: the derivatives by one coordinate.</summary>
    /// <param name="gradient">Derivatives of the coefficients of the species: (lm, a) at lm n + a.</param>
    /// <param name="c">Coefficients.</param>
    /// <param name="room">Room, zero before the first call.</param>
    /// <param name="to">Row.</param>
    public void Fill(double* gradient, double* c, double* room, double* to)
    {
        for (int l = 0; l <= _degree; l++)
        {
            MatrixKernels.Multiply(
                room + (l * _radial * _channels), _channels, gradient + (l * l * _radial), 1, _radial,
                c + (l * l * _channels), _channels, _radial, _channels, (2 * l) + 1, add: false);
        }

        for (int e = 0; e < _factor.Length; e++)
        {
            to[e] = _factor[e] * (room[_upper[e]] + room[_lower[e]]);
        }
    }

    /// <summary>Where the product of c'_row and c_column stands; the last number, which is zero, where the row is of another species.</summary>
    private int Place(int l, int row, int column) => row / _padded == _species
        ? (((l * _radial) + (row % _padded)) * _channels) + column
        : (_degree + 1) * _radial * _channels;
}
