using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Nep;

/// <summary>
/// What the positions of a frame alone determine, for each pair: basis functions, spherical harmonics and their
/// derivatives. Kept with the frame where memory allows, else made again on each visit.
/// </summary>
internal sealed unsafe class NepPairTables
{
    private readonly NepShape _shape;
    private readonly AlignedBuffer<double> _radial = new(), _angular = new(), _harmonics = new();
    private readonly AlignedBuffer<double> _radialUnits = new(), _angularUnits = new();

    public NepPairTables(NepShape shape) => _shape = shape;

    /// <summary>df_k/dr: a row of the radial basis for each radial pair.</summary>
    public double* RadialSlopes => _radial.Pointer;

    /// <summary>f_k and df_k/dr: two rows of the angular basis for each angular pair.</summary>
    public double* AngularBasis => _angular.Pointer;

    /// <summary>Y and its derivatives by x, y, z of the neighbour: four rows of harmonics for each angular pair.</summary>
    public double* Harmonics => _harmonics.Pointer;

    /// <summary>Unit vectors of radial pairs, three numbers each.</summary>
    public double* RadialUnits => _radialUnits.Pointer;

    /// <summary>Unit vectors of angular pairs.</summary>
    public double* AngularUnits => _angularUnits.Pointer;

    /// <summary>Bytes that the tables of an atom with so many neighbours take.</summary>
    public static double Bytes(NepShape shape, double radial, double angular) => 8.0 *
        ((radial * (shape.RadialBasisRow + 3)) + (angular * ((2 * shape.AngularBasisRow) + (4 * shape.HarmonicsRow) + 3)));

    /// <summary>Sets the tables to those of a frame.</summary>
    public void Fill(NepFrame frame)
    {
        NepShape s = _shape;
        NepPairs radial = frame.Radial, angular = frame.Angular;
        _radial.Reserve(radial.Count * s.RadialBasisRow);
        _radialUnits.Reserve(3 * radial.Count);
        _angular.Reserve(2 * angular.Count * s.AngularBasisRow);
        _angularUnits.Reserve(3 * angular.Count);
        _harmonics.Reserve(4 * angular.Count * s.HarmonicsRow);
        Span<double> values = stackalloc double[s.RadialBasisRow];
        values.Clear();
        double cutoff = s.Header.RadialCutoffs[0];
        for (int p = 0; p < radial.Count; p++)
        {
            double r = Unit(radial, p, RadialUnits + (3 * p));
            var slopes = new Span<double>(RadialSlopes + (p * s.RadialBasisRow), s.RadialBasisRow);
            NepBasis.Evaluate(r, cutoff, values[..s.Header.RadialBasis], slopes);
        }

        cutoff = s.Header.AngularCutoffs[0];
        for (int p = 0; p < angular.Count; p++)
        {
            double* u = AngularUnits + (3 * p);
            double r = Unit(angular, p, u);
            double* basis = AngularBasis + (2 * p * s.AngularBasisRow);
            NepBasis.Evaluate(
                r, cutoff, new Span<double>(basis, s.Header.AngularBasis), new Span<double>(basis + s.AngularBasisRow, s.Header.AngularBasis));
            NepBasis.Harmonics(s.Terms, u, r, Harmonics + (4 * p * s.HarmonicsRow), s.HarmonicsRow);
        }
    }

    /// <summary>Sums over neighbours of the radial basis functions: a row of features for each atom.</summary>
    public static void RadialFeatures(NepShape shape, NepFrame frame, double* to)
    {
        Span<double> f = stackalloc double[shape.Header.RadialBasis], slopes = stackalloc double[f.Length];
        for (int i = 0; i < frame.Count; i++)
        {
            for (int t = 0; t < shape.Types; t++)
            {
                double* row = to + (((i * shape.Types) + t) * shape.RadialBasisRow);
                int at = (i * shape.Types) + t;
                for (int p = frame.Radial.Starts[at]; p < frame.Radial.Starts[at + 1]; p++)
                {
                    double r = Length(frame.Radial, p);
                    NepBasis.Evaluate(r, shape.Header.RadialCutoffs[0], f, slopes);
                    for (int k = 0; k < f.Length; k++)
                    {
                        row[k] += f[k];
                    }
                }
            }
        }
    }

    /// <summary>Sums over neighbours of f_k Y: for each atom and feature a row of harmonics.</summary>
    public void AngularFeatures(NepFrame frame, double* to)
    {
        NepShape s = _shape;
        for (int run = 0; run < frame.Count * s.Types; run++)
        {
            int begin = frame.Angular.Starts[run], end = frame.Angular.Starts[run + 1];
            MatrixKernels.Multiply(
                to + (run * s.AngularBasisRow * s.HarmonicsRow), s.HarmonicsRow,
                AngularBasis + (2 * begin * s.AngularBasisRow), 1, 2 * s.AngularBasisRow,
                Harmonics + (4 * begin * s.HarmonicsRow), 4 * s.HarmonicsRow,
                s.AngularBasisRow, s.HarmonicsRow, end - begin, add: false);
        }
    }

    private static double Length(NepPairs pairs, int p) =>
        Math.Sqrt((pairs.X[p] * pairs.X[p]) + (pairs.Y[p] * pairs.Y[p]) + (pairs.Z[p] * pairs.Z[p]));

    private static double Unit(NepPairs pairs, int p, double* u)
    {
        double r = Length(pairs, p);
        u[0] = pairs.X[p] / r;
        u[1] = pairs.Y[p] / r;
        u[2] = pairs.Z[p] / r;
        return r;
    }
}
