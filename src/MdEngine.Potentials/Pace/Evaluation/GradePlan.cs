using System;
using System.Collections.Generic;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>The extrapolation grade of a central atom of one species; computed one atom after the other, when it is asked for.</summary>
internal sealed unsafe class GradePlan
{
    private readonly PaceFunction[] _functions;
    private readonly int[][] _rows;
    private readonly double[] _inverse;
    private readonly bool _linear;
    private readonly HermiteCells?[] _cells;
    private readonly PaceBond[] _bonds;
    private readonly PaceEmbedding _embedding;
    private readonly int _basis, _width;

    /// <summary>Prepares it.</summary>
    /// <param name="model">Model.</param>
    /// <param name="set">Active set.</param>
    /// <param name="center">Central species.</param>
    /// <param name="width">Lanes of a register.</param>
    /// <param name="rows">Rows of the atomic basis, real and imaginary part, -1 for none, by species, n, l and m.</param>
    public GradePlan(PaceModel model, PaceActiveSet set, int center, int width, Func<int, int, int, int, (int Real, int Imaginary)> rows)
    {
        _functions = Array.ConvertAll(set.Functions[center], f => f.Function);
        _inverse = set.Inverses[center];
        _embedding = model.Embeddings[center];
        _linear = set.IsLinear;
        _width = width;
        int species = model.Elements.Count;
        _cells = new HermiteCells?[species];
        _bonds = new PaceBond[species];
        for (int mu = 0; mu < species; mu++)
        {
            PaceBond bond = _bonds[mu] = model.Bond(center, mu);
            _basis = Math.Max(_basis, bond.BasisMax);
            _cells[mu] = model.IsAceJl ? null
                : new HermiteCells(bond.BasisMax, bond.Cutoff, model.Spacing, (r, v, s) => RadialBasis.Evaluate(bond, r, v, s));
        }

        _rows = Array.ConvertAll(_functions, f =>
        {
            var places = new List<int>();
            for (int k = 0; f.Rank > 1 && k < f.Ms.Count; k++)
            {
                int t = k % f.Rank;
                (int real, int imaginary) = rows(f.Neighbors[t], f.Ns[t], f.Ls[t], Math.Abs(f.Ms[k]));
                places.Add(real);
                places.Add(imaginary);
            }

            return places.ToArray();
        });
    }

    /// <summary>Scratch that <see cref="Evaluate"/> needs, in numbers.</summary>
    public int Scratch => _functions.Length + (_basis * (_cells.Length + 2)) + (_functions.Length * _embedding.Densities);

    /// <summary>The grade of the atom of a lane, whose sums are in the workspace.</summary>
    public double Evaluate(PaceWorkspace workspace, int lane, Span<double> scratch)
    {
        Span<double> b = scratch[.._functions.Length], g = scratch.Slice(b.Length, _basis * (_cells.Length + 2));
        Span<double> v = scratch[(b.Length + g.Length)..];
        SumPairs(workspace.Neighbors, lane, g);
        for (int f = 0; f < b.Length; f++)
        {
            PaceFunction function = _functions[f];
            b[f] = function.Rank == 1
                ? (function.Ns[0] <= _bonds[function.Neighbors[0]].BasisMax ? g[(function.Neighbors[0] * _basis) + function.Ns[0] - 1] : 0.0)
                : Sum(function, _rows[f], workspace.Rows.Pointer + lane);
        }

        int size = b.Length;
        if (_linear)
        {
            b.CopyTo(v);
        }
        else
        {
            size = b.Length * _embedding.Densities;
            for (int p = 0; p < _embedding.Densities; p++)
            {
                _embedding.Energy(p, workspace.Densities[(p * _width) + lane], out double slope);
                for (int f = 0; f < b.Length; f++)
                {
                    v[(p * b.Length) + f] = slope * b[f];
                }
            }
        }

        double largest = 0.0;
        for (int k = 0; k < size; k++)
        {
            double sum = 0.0;
            for (int f = 0; f < size; f++)
            {
                sum += v[f] * _inverse[(f * size) + k];
            }

            largest = Math.Max(largest, Math.Abs(sum));
        }

        return largest;
    }

    private double Sum(PaceFunction function, int[] rows, double* lane)
    {
        double sum = 0.0;
        int at = 0;
        for (int c = 0; c < function.Combinations; c++)
        {
            double real = 1.0, imaginary = 0.0, sign = 1.0;
            for (int t = 0; t < function.Rank; t++, at += 2)
            {
                int m = function.Ms[(c * function.Rank) + t];
                double ar = lane[rows[at] * _width], ai = rows[at + 1] < 0 ? 0.0 : lane[rows[at + 1] * _width];
                if (m < 0)
                {
                    // A(l,-m) = (-1)^m conj A(l,m).
                    ai = -ai;
                    sign = m % 2 == 0 ? sign : -sign;
                }

                (real, imaginary) = ((real * ar) - (imaginary * ai), (real * ai) + (imaginary * ar));
            }

            sum += function.Coefficients[c] * sign * real;
        }

        return sum;
    }

    /// <summary>Sums of the radial basis over the neighbours of each species.</summary>
    private void SumPairs(PaceNeighbors neighbors, int lane, Span<double> sums)
    {
        sums.Clear();
        Span<double> values = sums.Slice(_cells.Length * _basis, _basis), slopes = sums[((_cells.Length + 1) * _basis)..];
        for (int mu = 0; mu < _cells.Length; mu++)
        {
            double* x = neighbors.Dx(mu), y = neighbors.Dy(mu), z = neighbors.Dz(mu);
            for (int k = 0; k < neighbors.CountOf(mu, lane); k++)
            {
                int j = (k * _width) + lane;
                double r = new Double3(x[j], y[j], z[j]).Length;
                if (_cells[mu] is { } cells)
                {
                    cells.Evaluate(r, values, slopes);
                }
                else
                {
                    RadialBasis.Evaluate(_bonds[mu], r, values, slopes);
                }

                for (int n = 0; n < _bonds[mu].BasisMax; n++)
                {
                    sums[(mu * _basis) + n] += values[n];
                }
            }
        }
    }
}
