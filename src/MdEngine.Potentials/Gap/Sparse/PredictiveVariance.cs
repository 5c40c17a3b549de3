using System;
using MdEngine.Core;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap.Sparse;

/// <summary>
/// Variance that a sparse Gaussian process predicts: delta^2 + f0^2 + eta^2 - k^T (K_MM)^-1 k, where K_MM holds the
/// kernels between sparse points, with eta^2 on its diagonal. It tells how far a descriptor is from the points.
/// </summary>
internal sealed unsafe class PredictiveVariance
{
    // A pivot below this part of its diagonal element is rounding.
    private const double Least = 1e-14;
    private readonly AlignedBuffer<double> _lower;
    private readonly int _count, _stride;
    private readonly double _prior, _factor;

    private PredictiveVariance(GapCoordinates source, double regularisation, Func<int, int, double> kernel)
    {
        _count = source.Count;
        _stride = (_count + 3) / 4 * 4;
        double offset2 = source.Offset * source.Offset, eta2 = regularisation * regularisation;
        _prior = (source.Delta * source.Delta) + offset2 + eta2;
        _factor = source.Scale * source.Scale;
        _lower = new AlignedBuffer<double>(checked(_count * _stride));
        Factorise(source, kernel, offset2, eta2);
    }

    /// <summary>Of a dot-product kernel.</summary>
    /// <exception cref="InputException">The kernel matrix is not positive definite.</exception>
    public static PredictiveVariance OfDotProducts(GapCoordinates source, double regularisation)
    {
        double delta2 = source.Delta * source.Delta;
        int d = source.Dimensions;
        double[] points = source.Points;
        return new PredictiveVariance(source, regularisation, (s, t) =>
        {
            fixed (double* x = points)
            {
                return delta2 * Math.Pow(MatrixKernels.Dot(x + (s * d), x + (t * d), d), source.Zeta);
            }
        });
    }

    /// <summary>Of any kernel between sparse points, without offset and regularisation.</summary>
    /// <exception cref="InputException">The kernel matrix is not positive definite.</exception>
    public static PredictiveVariance Of(GapCoordinates source, double regularisation, Func<int, int, double> kernel) =>
        new(source, regularisation, kernel);

    /// <summary>The variance, eV^2.</summary>
    /// <param name="kernels">Kernels of the descriptor with the points.</param>
    /// <param name="scratch">As many numbers.</param>
    public double Of(double* kernels, double* scratch)
    {
        // v = L^-1 k; the variance is the prior's less v.v.
        for (int s = 0; s < _count; s++)
        {
            double* row = _lower.Pointer + ((nint)s * _stride);
            scratch[s] = (kernels[s] - MatrixKernels.Dot(row, scratch, s)) / row[s];
        }

        return _factor * (_prior - MatrixKernels.Dot(scratch, scratch, _count));
    }

    private void Factorise(GapCoordinates source, Func<int, int, double> kernel, double offset2, double eta2)
    {
        for (int i = 0; i < _count; i++)
        {
            double* row = _lower.Pointer + ((nint)i * _stride);
            for (int j = 0; j <= i; j++)
            {
                double* other = _lower.Pointer + ((nint)j * _stride);
                double element = kernel(i, j) + offset2 + (i == j ? eta2 : 0.0);
                double sum = element - MatrixKernels.Dot(row, other, j);
                if (i != j)
                {
                    row[j] = sum / other[j];
                }
                else if (sum > Least * element)
                {
                    row[i] = Math.Sqrt(sum);
                }
                else
                {
                    throw source.Place.Fault(
                        $"the kernel matrix of the {_count} sparse points is not positive definite; take a greater varianceRegularisation_eV");
                }
            }
        }
    }
}
