using System;
using System.Linq;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap.Sparse;

/// <summary>
/// Sparse points under a kernel of the scaled distance (squared exponential, piecewise polynomial), for descriptors of few
/// numbers: e(q) = sum over s of alpha_s c_s k(q, x_s) and its derivatives.
/// </summary>
/// <remarks>
/// Symmetric under permutations pi of the numbers: k is the sum over pi of the base kernel with the permuted point, divided
/// by sqrt(B(q) B(x)), B(y) being that sum of y with itself. Piecewise polynomial: C. E. Rasmussen, C. K. I. Williams,
/// Gaussian Processes for Machine Learning (2006), eq. 4.21, q = 1. Immutable.
/// </remarks>
internal sealed unsafe class ArdSet
{
    /// <summary>Most numbers of a descriptor.</summary>
    public const int MostDimensions = 16;

    private readonly int[][] _permutations;
    private readonly int _padded;
    private readonly double[] _inverse;
    private readonly double _constant, _delta2;
    private readonly int _exponent;

    // Permuted points by number, in units of the lengths: number c of them all at c _padded.
    private readonly AlignedBuffer<double> _points, _weights;
    private readonly double[] _norms;

    /// <summary>Takes over the points of a file.</summary>
    /// <exception cref="MdEngine.Core.InputException">More numbers than such kernels are made for.</exception>
    public ArdSet(GapCoordinates source)
    {
        Source = source;
        Dimensions = source.Dimensions;
        if (source.Kernel == GapKernel.DotProduct)
        {
            throw source.Place.Fault($"covariance_type 2 (dot product) is not supported with '{FortranNumbers.Short(source.Descriptor.Text)}'");
        }

        if (Dimensions > MostDimensions)
        {
            throw source.Place.Fault($"dimensions is {Dimensions}, expected at most {MostDimensions} for this kernel");
        }

        _permutations = [.. source.Permutations];
        _inverse = [.. Enumerable.Range(0, Dimensions).Select(c => 1.0 / source.Permutations.Average(p => source.Theta[p[c]]))];
        _exponent = source.Kernel == GapKernel.PiecewisePolynomial ? (Dimensions / 2) + 2 : 0;
        _delta2 = source.Delta * source.Delta;
        int count = source.Count * _permutations.Length;
        _padded = (count + 3) / 4 * 4;
        _points = new AlignedBuffer<double>(checked(_padded * Dimensions));
        _weights = new AlignedBuffer<double>(_padded);
        _norms = new double[source.Count];
        for (int s = 0; s < source.Count; s++)
        {
            ReadOnlySpan<double> point = source.Points.AsSpan(s * Dimensions, Dimensions);
            double norm = 1.0 / Math.Sqrt(SelfKernel(point, []));
            _norms[s] = norm;
            double weight = source.Alpha[s] * source.SparseCutoff[s];
            _constant += weight * source.Offset * source.Offset;
            for (int p = 0; p < _permutations.Length; p++)
            {
                int at = (s * _permutations.Length) + p;
                _weights.Pointer[at] = weight * _delta2 * norm;
                for (int c = 0; c < Dimensions; c++)
                {
                    _points.Pointer[(c * _padded) + at] = point[_permutations[p][c]] * _inverse[c];
                }
            }
        }
    }

    /// <summary>What it was made of.</summary>
    public GapCoordinates Source { get; }

    /// <summary>Numbers of a descriptor.</summary>
    public int Dimensions { get; }

    /// <summary>Least length of the kernel, Angstrom for distances.</summary>
    public double LeastLength => 1.0 / _inverse.Max(Math.Abs);

    /// <summary>Energy of a descriptor, and its derivatives.</summary>
    public double Evaluate(ReadOnlySpan<double> q, Span<double> gradient)
    {
        int d = Dimensions;
        Vector256<double>* scaled = stackalloc Vector256<double>[MostDimensions];
        Vector256<double>* sums = stackalloc Vector256<double>[MostDimensions];
        for (int c = 0; c < d; c++)
        {
            scaled[c] = Vector256.Create(q[c] * _inverse[c]);
            sums[c] = default;
        }

        Vector256<double> energy = default;
        for (int s = 0; s < _padded; s += 4)
        {
            Vector256<double> rho2 = default;
            double* point = _points.Pointer + s;
            for (int c = 0; c < d; c++)
            {
                Vector256<double> u = Vector256.Load(point + (c * _padded)) - scaled[c];
                rho2 = Vector256.MultiplyAddEstimate(u, u, rho2);
            }

            var weight = Vector256.Load(_weights.Pointer + s);
            Vector256<double> value = Base(rho2, out Vector256<double> slope);
            energy = Vector256.MultiplyAddEstimate(weight, value, energy);
            slope *= weight;
            for (int c = 0; c < d; c++)
            {
                sums[c] = Vector256.MultiplyAddEstimate(slope, Vector256.Load(point + (c * _padded)) - scaled[c], sums[c]);
            }
        }

        double e = Vector256.Sum(energy);
        for (int c = 0; c < d; c++)
        {
            gradient[c] = Vector256.Sum(sums[c]) * _inverse[c];
        }

        return _constant + (_permutations.Length > 1 ? Normalise(q, e, gradient) : e);
    }

    /// <summary>Kernels of a descriptor with the points, their cutoff factors in them.</summary>
    public void Kernels(ReadOnlySpan<double> q, double* to)
    {
        double norm = 1.0 / Math.Sqrt(SelfKernel(q, []));
        double offset2 = Source.Offset * Source.Offset;
        for (int s = 0; s < Source.Count; s++)
        {
            to[s] = Source.SparseCutoff[s] * (offset2 + (_delta2 * norm * _norms[s] * Sum(q, s)));
        }
    }

    /// <summary>What predicts variances.</summary>
    /// <exception cref="MdEngine.Core.InputException">The kernel matrix is not positive definite.</exception>
    public PredictiveVariance CreateVariance(double regularisation) => PredictiveVariance.Of(
        Source,
        regularisation,
        (s, t) => _delta2 * Source.SparseCutoff[s] * Source.SparseCutoff[t] * _norms[s] * _norms[t]
            * Sum(Source.Points.AsSpan(t * Dimensions, Dimensions), s));

    private double Sum(ReadOnlySpan<double> q, int s)
    {
        double sum = 0.0;
        for (int p = 0; p < _permutations.Length; p++)
        {
            int at = (s * _permutations.Length) + p;
            double rho2 = 0.0;
            for (int c = 0; c < Dimensions; c++)
            {
                double u = _points.Pointer[(c * _padded) + at] - (q[c] * _inverse[c]);
                rho2 += u * u;
            }

            sum += Base(rho2, out _);
        }

        return sum;
    }

    /// <summary>Divides by sqrt(B(q)), derivatives too.</summary>
    private double Normalise(ReadOnlySpan<double> q, double e, Span<double> gradient)
    {
        Span<double> slopes = stackalloc double[MostDimensions];
        double self = SelfKernel(q, slopes[..Dimensions]), root = 1.0 / Math.Sqrt(self);
        e *= root;
        for (int c = 0; c < Dimensions; c++)
        {
            gradient[c] = (root * gradient[c]) - (0.5 * e / self * slopes[c]);
        }

        return e;
    }

    /// <summary>B(q), and its derivatives where there is room for them.</summary>
    private double SelfKernel(ReadOnlySpan<double> q, Span<double> slopes)
    {
        slopes.Clear();
        double sum = 0.0;
        foreach (int[] permutation in _permutations)
        {
            double rho2 = 0.0;
            for (int c = 0; c < Dimensions; c++)
            {
                double u = (q[permutation[c]] - q[c]) * _inverse[c];
                rho2 += u * u;
            }

            sum += Base(rho2, out double slope);
            if (slopes.Length > 0)
            {
                for (int c = 0; c < Dimensions; c++)
                {
                    double u = slope * (q[permutation[c]] - q[c]) * _inverse[c] * _inverse[c];
                    slopes[permutation[c]] -= u;
                    slopes[c] += u;
                }
            }
        }

        return sum;
    }

    /// <summary>The kernel of a squared distance, and minus twice its derivative by that.</summary>
    private double Base(double rho2, out double slope)
    {
        double value = Base(Vector256.Create(rho2), out Vector256<double> slopes).ToScalar();
        slope = slopes.ToScalar();
        return value;
    }

    private Vector256<double> Base(Vector256<double> rho2, out Vector256<double> slope)
    {
        if (_exponent == 0)
        {
            slope = Vector256.Exp(-0.5 * rho2);
            return slope;
        }

        Vector256<double> rho = Vector256.Sqrt(rho2);
        Vector256<double> rest = Vector256.Max(Vector256<double>.One - rho, Vector256<double>.Zero);
        Vector256<double> power = rest;
        for (int k = 1; k < _exponent; k++)
        {
            power *= rest;
        }

        slope = power * ((_exponent + 1.0) * (_exponent + 2.0));
        return power * rest * ((rho * (_exponent + 1.0)) + Vector256<double>.One);
    }
}
