using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>
/// Derivatives of an atom's density coefficients by the positions of its neighbours: those of g_al(r) Y_lm, each neighbour
/// having coefficients of its own species only. Scratch memory of one thread.
/// </summary>
/// <remarks>
/// One matrix a species. Row (x, j): component x of neighbour j among the padded ones of the species; column lm n + a.
/// Rows of padding hold numbers without meaning.
/// </remarks>
internal sealed unsafe class SoapGradients
{
    private readonly SoapParameters _parameters;
    private readonly SoapRadialBasis _basis;
    private readonly RealHarmonics _harmonics;
    private readonly AlignedBuffer<double> _values, _slopes, _angular, _matrix = new();

    public SoapGradients(SoapParameters parameters, SoapRadialBasis basis)
    {
        _parameters = parameters;
        _basis = basis;
        _harmonics = new RealHarmonics(parameters.Degree);
        int harmonics = (parameters.Degree + 1) * (parameters.Degree + 1);
        Columns = harmonics * parameters.Radial;
        // Rows an odd number of cache lines apart do not crowd into the same sets of the cache.
        Stride = (((Columns + 7) / 8) | 1) * 8;
        _values = new AlignedBuffer<double>(4 * basis.Table.Functions);
        _slopes = new AlignedBuffer<double>(4 * basis.Table.Functions);
        _angular = new AlignedBuffer<double>(4 * 4 * harmonics);
    }

    /// <summary>Columns of the matrices.</summary>
    public int Columns { get; }

    /// <summary>Distance of their rows.</summary>
    public int Stride { get; }

    /// <summary>The matrix of the neighbours of a species, padded ones included: first their x, then their y, then their z.</summary>
    /// <param name="neighbors">Batch.</param>
    /// <param name="atom">Number of the atom in the batch.</param>
    /// <param name="species">Species.</param>
    /// <returns>First element; valid until the next call.</returns>
    public double* Matrix(SoapNeighbors neighbors, int atom, int species)
    {
        int first = neighbors.Start(atom, species), count = neighbors.Start(atom, species + 1) - first;
        _matrix.Grow(checked(3 * count * Stride));
        for (int j = 0; j < count; j += 4)
        {
            Fill(neighbors, first + j, _matrix.Pointer + (j * Stride), count * Stride);
        }

        return _matrix.Pointer;
    }

    /// <summary>Four neighbours; the gradient of g(r) Y_lm is g' Y_lm r^ + g (grad R_lm - r^ l Y_lm) / r.</summary>
    private void Fill(SoapNeighbors neighbors, int at, double* to, int components)
    {
        _basis.Table.Slopes4(neighbors.R + at, _values.Pointer, _slopes.Pointer, 4);
        double* x = neighbors.X + at;
        double* y = neighbors.Y + at;
        double* z = neighbors.Z + at;
        int harmonics = (_parameters.Degree + 1) * (_parameters.Degree + 1), n = _parameters.Radial;
        double* angular = _angular.Pointer;
        _harmonics.Set(x, y, z);
        _harmonics.Values(angular, 4);
        _harmonics.Gradients(angular + (4 * harmonics), angular + (8 * harmonics), angular + (12 * harmonics), 4);
        Vector256<double> inverse = Vector256<double>.One / Vector256.Load(neighbors.R + at);
        for (int axis = 0; axis < 3; axis++)
        {
            var u = Vector256.Load(axis == 0 ? x : axis == 1 ? y : z);
            double* gradient = angular + (4 * harmonics * (axis + 1));
            double* row = to + ((nint)axis * components);
            for (int l = 0, lm = 0; l <= _parameters.Degree; l++)
            {
                double* g = _values.Pointer + (4 * l * _basis.Padded);
                double* slope = _slopes.Pointer + (4 * l * _basis.Padded);
                for (int m = -l; m <= l; m++, lm++)
                {
                    Vector256<double> value = Vector256.Load(angular + (4 * lm)) * u;
                    Vector256<double> across = (Vector256.Load(gradient + (4 * lm)) - (value * (double)l)) * inverse;
                    for (int a = 0; a < n; a++)
                    {
                        Vector256<double> sum = Vector256.MultiplyAddEstimate(
                            Vector256.Load(slope + (4 * a)), value, Vector256.Load(g + (4 * a)) * across);
                        double* one = row + (lm * n) + a;
                        one[0] = sum[0];
                        one[Stride] = sum[1];
                        one[2 * Stride] = sum[2];
                        one[3 * Stride] = sum[3];
                    }
                }
            }
        }
    }
}
