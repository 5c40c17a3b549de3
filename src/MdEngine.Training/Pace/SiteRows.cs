using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace.Radial;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Pace;

/// <summary>Makes the rows of one central atom after another; one instance a thread.</summary>
/// <param name="polynomials">Functions.</param>
/// <param name="table">Radial functions.</param>
/// <param name="lMax">Greatest angular momentum.</param>
internal sealed unsafe class SiteRows(RealPolynomials polynomials, HermiteCells table, int lMax)
{
    private const int Lanes = DerivativeSum.Lanes;
    private readonly Harmonics _harmonics = new(lMax);
    private readonly DerivativeSum _derivatives = new(polynomials.Variables.Length);
    private readonly double[] _values = new double[polynomials.Variables.Length];
    private readonly double[] _radial = new double[table.Functions], _slopes = new double[table.Functions];

    // Derivatives of each variable by x, y, z of each neighbour; of each function by the same.
    private readonly AlignedBuffer<double> _byNeighbor = new(), _gradients = new();
    private readonly int _stride = (polynomials.Count + Lanes - 1) / Lanes * Lanes;
    private int[] _parents = [];
    private double[] _vectors = [];

    /// <summary>Adds the rows of a central atom.</summary>
    /// <param name="frame">Atoms and neighbours.</param>
    /// <param name="center">Central atom.</param>
    /// <param name="rows">Where the rows go.</param>
    /// <param name="column">First of the unknowns of the atom's element.</param>
    public void Add(FrameNeighbors frame, int center, FrameRows rows, int column)
    {
        int coordinates = 3 * Gather(frame, center);
        double* energy = rows.Energy + column;
        for (int first = 0; first < polynomials.Count; first += Lanes)
        {
            int count = Math.Min(Lanes, polynomials.Count - first);
            for (int lane = 0; lane < count; lane++)
            {
                _derivatives.Lane = lane;
                energy[first + lane] += polynomials.Evaluate(first + lane, _values, _derivatives);
            }

            if (rows.WithDerivatives)
            {
                Contract(_gradients.Pointer + first, coordinates);
            }

            _derivatives.Clear();
        }

        if (rows.WithDerivatives)
        {
            rows.AddSite(
                center, _parents.AsSpan(0, coordinates / 3), _vectors.AsSpan(0, coordinates), column, polynomials.Count, _gradients.Pointer, 3 * _stride, _stride);
        }
    }

    /// <summary>Derivatives of a few functions by all coordinates, from those by the variables.</summary>
    private void Contract(double* to, int coordinates)
    {
        for (int q = 0; q < coordinates; q++)
        {
            Vector256<double>.Zero.Store(to + ((nint)q * _stride));
        }

        for (int k = 0; k < _derivatives.Count; k++)
        {
            int variable = _derivatives.Touched(k);
            Vector256<double> factor = Vector256.Load(_derivatives.Of(variable));
            double* by = _byNeighbor.Pointer + ((nint)variable * coordinates);
            for (int q = 0; q < coordinates; q++)
            {
                double* sum = to + ((nint)q * _stride);
                Vector256.FusedMultiplyAdd(factor, Vector256.Create(by[q]), Vector256.Load(sum)).Store(sum);
            }
        }
    }

    /// <summary>Variables, and their derivatives by the neighbours' coordinates.</summary>
    /// <returns>Number of neighbours.</returns>
    private int Gather(FrameNeighbors frame, int center)
    {
        ReadOnlySpan<int> neighbors = frame.Of(center);
        ReadOnlySpan<BasisVariable> kinds = polynomials.Variables;
        int count = neighbors.Length, variables = kinds.Length;
        if (_parents.Length < count)
        {
            _parents = new int[count];
            _vectors = new double[3 * count];
        }

        _byNeighbor.Grow(checked(Math.Max(1, 3 * count * variables)));
        _gradients.Grow(checked(Math.Max(1, 3 * count * _stride)));
        Array.Clear(_values);
        double* by = _byNeighbor.Pointer;
        for (int k = 0; k < count; k++)
        {
            int j = neighbors[k];
            double x = frame.Atoms.X[j] - frame.Atoms.X[center], y = frame.Atoms.Y[j] - frame.Atoms.Y[center], z = frame.Atoms.Z[j] - frame.Atoms.Z[center];
            double r = Math.Sqrt((x * x) + (y * y) + (z * z));
            (_parents[k], _vectors[3 * k], _vectors[(3 * k) + 1], _vectors[(3 * k) + 2]) = (frame.Parent(j), x, y, z);
            table.Evaluate(r, _radial, _slopes);
            _harmonics.Compute(x, y, z);
            (double nx, double ny, double nz) = (x / r, y / r, z / r);
            for (int v = 0; v < variables; v++)
            {
                BasisVariable variable = kinds[v];
                double* to = by + ((nint)v * 3 * count) + (3 * k);
                if (variable.Factor.Species != frame.Atoms.Type[j])
                {
                    (to[0], to[1], to[2]) = (0.0, 0.0, 0.0);
                    continue;
                }

                ReadOnlySpan<double> s = (variable.IsImaginary ? _harmonics.Imaginary : _harmonics.Real)
                    .AsSpan(4 * Harmonics.Index(variable.Factor.L, variable.M), 4);
                double g = _radial[variable.Factor.N - 1], slope = _slopes[variable.Factor.N - 1] * s[0];
                _values[v] += g * s[0];
                to[0] = (slope * nx) + (g * s[1]);
                to[1] = (slope * ny) + (g * s[2]);
                to[2] = (slope * nz) + (g * s[3]);
            }
        }

        return count;
    }
}
