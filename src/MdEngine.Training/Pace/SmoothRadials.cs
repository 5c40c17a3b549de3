using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MdEngine.Core;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Radial;

namespace MdEngine.Training.Pace;

/// <summary>
/// Radial functions as smooth as they can be: orthonormal over the distances that occur in the data, with the least mean square
/// of the second derivative over all distances, also those below, where a model must extrapolate.
/// </summary>
/// <remarks>
/// The basis of smoothing splines: A. Demmler, C. Reinsch, Numer. Math. 24, 375 (1975), in the span of the basis of the file format.
/// Polynomials that are orthogonal over the same distances grow much faster below them.
/// </remarks>
internal static class SmoothRadials
{
    // Functions of the format for each one asked for: the smoothest of a larger space, much of which lies below the data.
    private const int Spare = 2;
    private const int Points = 4000;

    // Share of the functions themselves in what is to be small: without it, straight lines would have no size.
    private const double Plain = 1e-3;

    // Of the eigenvalues, least to greatest: below, functions would hold more of rounding than of what they are.
    private const double Sound = 1e-11;

    /// <summary>A bond with such functions.</summary>
    /// <param name="count">Number of radial functions.</param>
    /// <param name="lMax">Greatest angular momentum: functions are the same for all.</param>
    /// <param name="closest">
    /// Least distance in the data, Angstrom; on return, where functions are orthonormal from: less where so many functions cannot be
    /// told apart over so short a range.
    /// </param>
    /// <param name="template">Cutoffs and parameters of the basis, and core repulsion.</param>
    /// <exception cref="InputException">So many functions cannot be told apart at all.</exception>
    public static PaceBond Fill(int count, int lMax, ref double closest, PaceBond template)
    {
        for (double from = closest; from > 0.01 * template.Cutoff; from *= 0.8)
        {
            if (Try(count, lMax, from, template) is { } bond)
            {
                closest = from;
                return bond;
            }
        }

        throw new InputException(
            $"{count} radial functions of lambda {template.Lambda} cannot be told apart to rounding; lower \"degrees\", \"pair_functions\" or \"lambda\"");
    }

    private static PaceBond? Try(int count, int lMax, double closest, PaceBond template)
    {
        int basis = count * Spare;
        PaceBond raw = template with { BasisMax = basis, RadialMax = 0, Coefficients = [] };
        double rc = raw.Cutoff, end = rc - raw.CutoffWidth, step = end / Points, h = 0.25 * step;
        Matrix<double> overlap = Matrix<double>.Build.Dense(basis, basis), roughness = overlap.Clone();
        double[] values = new double[basis], below = new double[basis], above = new double[basis], unused = new double[basis];
        for (int q = 0; q < Points; q++)
        {
            double r = step * (q + 0.5);
            RadialBasis.Evaluate(raw, r, values, unused);
            RadialBasis.Evaluate(raw, r - h, unused, below);
            RadialBasis.Evaluate(raw, r + h, unused, above);
            for (int i = 0; i < basis; i++)
            {
                double second = (above[i] - below[i]) / (2.0 * h) * rc * rc;
                for (int j = 0; j <= i; j++)
                {
                    double product = values[i] * values[j] / Points;
                    overlap[i, j] += r > closest ? product : 0.0;
                    roughness[i, j] += (Plain * product) + (second * (above[j] - below[j]) / (2.0 * h) * rc * rc / Points);
                }
            }
        }

        return Smoothest(Symmetric(overlap), Symmetric(roughness), count) is not { } rows ? null : template with
        {
            BasisMax = basis,
            RadialMax = count,
            LMax = lMax,
            Coefficients = Repeat(rows, count, lMax, basis),
        };
    }

    /// <summary>Rows c with c S c' = 1 and the least c P c'; null where rounding is in the way.</summary>
    private static Matrix<double>? Smoothest(Matrix<double> overlap, Matrix<double> roughness, int count)
    {
        Matrix<double> inverse;
        try
        {
            inverse = roughness.Cholesky().Factor.Inverse();
        }
        catch (ArgumentException)
        {
            // Not positive definite.
            return null;
        }

        MathNet.Numerics.LinearAlgebra.Factorization.Evd<double> evd =
            Symmetric(inverse * overlap * inverse.Transpose()).Evd(Symmetricity.Symmetric);
        Matrix<double> vectors = inverse.Transpose() * evd.EigenVectors;
        int[] order = [.. Enumerable.Range(0, overlap.RowCount).OrderByDescending(k => evd.EigenValues[k].Real).Take(count)];
        if (!(evd.EigenValues[order[^1]].Real >= Sound * evd.EigenValues[order[0]].Real))
        {
            return null;
        }

        var rows = Matrix<double>.Build.Dense(count, overlap.RowCount);
        for (int n = 0; n < count; n++)
        {
            Vector<double> c = vectors.Column(order[n]) / Math.Sqrt(evd.EigenValues[order[n]].Real);

            // The sign of an eigenvector is nobody's: the largest coefficient is positive.
            rows.SetRow(n, c * Math.Sign(c[c.AbsoluteMaximumIndex()]));
        }

        return rows;
    }

    private static Matrix<double> Symmetric(Matrix<double> lower)
    {
        Matrix<double> full = lower.Clone();
        for (int i = 0; i < full.RowCount; i++)
        {
            for (int j = 0; j < i; j++)
            {
                full[j, i] = full[i, j];
            }
        }

        return full;
    }

    private static double[] Repeat(Matrix<double> rows, int count, int lMax, int basis)
    {
        var all = new double[count * (lMax + 1) * basis];
        for (int n = 0, at = 0; n < count; n++)
        {
            for (int l = 0; l <= lMax; l++, at += basis)
            {
                rows.Row(n).ToArray().CopyTo(all, at);
            }
        }

        return all;
    }
}
