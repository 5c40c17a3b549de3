using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>
/// From the neighbours of an atom to the coefficients of its density, and back from derivatives by coefficients to
/// derivatives by positions. Scratch memory of one thread.
/// </summary>
internal sealed unsafe class SoapExpansion
{
    private readonly SoapParameters _parameters;
    private readonly SoapRadialBasis _basis;
    private readonly RealHarmonics _harmonics;
    private readonly AlignedBuffer<double> _radial = new(), _slopes = new(), _angular = new(), _weights = new();

    public SoapExpansion(SoapParameters parameters, SoapRadialBasis basis)
    {
        _parameters = parameters;
        _basis = basis;
        _harmonics = new RealHarmonics(parameters.Degree);
    }

    private int Harmonics => (_parameters.Degree + 1) * (_parameters.Degree + 1);

    /// <summary>
    /// Coefficients of an atom: number (lm, channel) at c[lm channels + channel], where the channel of species s and
    /// radial function a is s n' + a.
    /// </summary>
    /// <param name="neighbors">Batch.</param>
    /// <param name="atom">Number of the atom in the batch.</param>
    /// <param name="isOwn">Whether the atom itself counts in the density of a species.</param>
    /// <param name="c">Coefficients, padding included.</param>
    public void Forward(SoapNeighbors neighbors, int atom, ReadOnlySpan<bool> isOwn, double* c)
    {
        int species = _parameters.Species.Count, padded = _basis.Padded, channels = species * padded;
        int first = neighbors.Start(atom, 0), count = neighbors.Start(atom, species) - first;
        PiecewiseTable table = _basis.Table;
        int functions = table.Functions;
        _radial.Grow(count * functions);
        _angular.Grow(count * Harmonics);
        for (int j = 0; j < count; j += 4)
        {
            table.Values4(neighbors.R + first + j, _radial.Pointer + (j * functions));
            _harmonics.Set(neighbors.X + first + j, neighbors.Y + first + j, neighbors.Z + first + j);
            _harmonics.Values(_angular.Pointer + j, count);
        }

        for (int s = 0; s < species; s++)
        {
            int from = neighbors.Start(atom, s) - first, number = neighbors.End(atom, s) - first - from;
            for (int l = 0; l <= _parameters.Degree; l++)
            {
                MatrixKernels.Multiply(
                    c + (l * l * channels) + (s * padded), channels,
                    _angular.Pointer + (l * l * count) + from, count, 1,
                    _radial.Pointer + (from * functions) + (l * padded), functions,
                    (2 * l) + 1, padded, number, add: false);
            }

            if (isOwn[s])
            {
                c[s * padded] += _parameters.CentralWeight * _basis.First / Math.Sqrt(4.0 * Math.PI);
            }
        }
    }

    /// <summary>Adds the forces that follow from the derivatives of an energy by the coefficients.</summary>
    /// <param name="neighbors">Batch.</param>
    /// <param name="atom">Number of the atom in the batch.</param>
    /// <param name="b">Derivatives, laid out like the coefficients.</param>
    /// <param name="needs">What is wanted.</param>
    /// <param name="into">Sums.</param>
    public void Backward(SoapNeighbors neighbors, int atom, double* b, ForceNeeds needs, ForceAccumulator into)
    {
        int species = _parameters.Species.Count, padded = _basis.Padded, channels = species * padded;
        int first = neighbors.Start(atom, 0), count = neighbors.Start(atom, species) - first;
        PiecewiseTable table = _basis.Table;
        int functions = table.Functions;
        _radial.Grow(count * functions);
        _slopes.Grow(count * functions);
        _angular.Grow(count * Harmonics);
        _weights.Grow(count * Harmonics);
        for (int j = 0; j < count; j += 4)
        {
            table.Slopes4(neighbors.R + first + j, _radial.Pointer + j, _slopes.Pointer + j, count);
        }

        for (int s = 0; s < species; s++)
        {
            int from = neighbors.Start(atom, s) - first, number = neighbors.Start(atom, s + 1) - first - from;
            if (number == 0)
            {
                continue;
            }

            for (int l = 0; l <= _parameters.Degree; l++)
            {
                double* left = b + (l * l * channels) + (s * padded);
                int to = (l * l * count) + from, right = (l * padded * count) + from;
                MatrixKernels.Multiply(
                    _weights.Pointer + to, count, left, channels, 1, _radial.Pointer + right, count,
                    (2 * l) + 1, number, _parameters.Radial, add: false);
                MatrixKernels.Multiply(
                    _angular.Pointer + to, count, left, channels, 1, _slopes.Pointer + right, count,
                    (2 * l) + 1, number, _parameters.Radial, add: false);
            }
        }

        Gather(neighbors, atom, first, count, needs, into);
    }

    private void Gather(SoapNeighbors neighbors, int atom, int first, int count, ForceNeeds needs, ForceAccumulator into)
    {
        int species = _parameters.Species.Count, centre = neighbors.Centre[atom];
        bool virial = (needs & (ForceNeeds.Virial | ForceNeeds.AtomVirials)) != 0;
        Double3 total = default;
        Matrix3 sum = Matrix3.Zero;
        double* g = stackalloc double[12];
        for (int s = 0; s < species; s++)
        {
            int end = neighbors.End(atom, s);
            for (int j = neighbors.Start(atom, s); j < end; j += 4)
            {
                Derivatives(neighbors, j, j - first, count, g);
                for (int lane = 0; lane < Math.Min(4, end - j); lane++)
                {
                    var force = new Double3(-g[lane], -g[4 + lane], -g[8 + lane]);
                    total += force;
                    int index = neighbors.Index[j + lane];
                    into.AddForce(index, force.X, force.Y, force.Z);
                    if (virial)
                    {
                        double r = neighbors.R[j + lane];
                        var d = new Double3(r * neighbors.X[j + lane], r * neighbors.Y[j + lane], r * neighbors.Z[j + lane]);
                        sum += Matrix3.Outer(d, force);
                        into.AddAtomVirial(index, d, force);
                    }
                }
            }
        }

        into.AddForce(centre, -total.X, -total.Y, -total.Z);
        into.Virial += sum;
    }

    /// <summary>
    /// Derivatives by the positions of four neighbours: with R_lm homogeneous of degree l, the gradient of g(r) Y_lm is
    /// g' Y_lm r^ + g (grad R_lm - r^ (r^ . grad R_lm)) / r on the unit sphere.
    /// </summary>
    private void Derivatives(SoapNeighbors neighbors, int at, int j, int count, double* g)
    {
        double* x = neighbors.X + at;
        double* y = neighbors.Y + at;
        double* z = neighbors.Z + at;
        _harmonics.Set(x, y, z);
        _harmonics.Contract(_weights.Pointer + j, _angular.Pointer + j, count,
            out Vector256<double> gx, out Vector256<double> gy, out Vector256<double> gz, out Vector256<double> radial);
        Vector256<double> ux = Vector256.Load(x), uy = Vector256.Load(y), uz = Vector256.Load(z);
        Vector256<double> inverse = Vector256<double>.One / Vector256.Load(neighbors.R + at);
        Vector256<double> along = radial - (((ux * gx) + (uy * gy) + (uz * gz)) * inverse);
        ((ux * along) + (gx * inverse)).Store(g);
        ((uy * along) + (gy * inverse)).Store(g + 4);
        ((uz * along) + (gz * inverse)).Store(g + 8);
    }
}
