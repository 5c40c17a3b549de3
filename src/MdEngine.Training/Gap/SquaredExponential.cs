using System;
using System.Runtime.Intrinsics;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Training.Gap;

/// <summary>
/// Kernels of a descriptor of few numbers with all sparse points, k_s = delta^2 exp(-1/2 sum (x_c - q_c)^2 / theta_c^2)
/// times the points' cutoff factors, and the derivatives of each.
/// </summary>
internal sealed unsafe class SquaredExponential
{
    private readonly AlignedBuffer<double> _points, _weights;
    private readonly double[] _inverse;

    /// <exception cref="ArgumentException">The kernel is another one.</exception>
    public SquaredExponential(GapCoordinates source)
    {
        if (source.Kernel != GapKernel.SquaredExponential || source.Permutations.Count > 1 || source.Offset != 0.0)
        {
            throw new ArgumentException("the kernel is no plain squared exponential", nameof(source));
        }

        Dimensions = source.Dimensions;
        Count = source.Count;
        Padded = (Count + 3) / 4 * 4;
        _points = new AlignedBuffer<double>(Padded * Dimensions);
        _weights = new AlignedBuffer<double>(Padded);
        _inverse = new double[Dimensions];
        for (int c = 0; c < Dimensions; c++)
        {
            _inverse[c] = 1.0 / source.Theta[c];
            for (int s = 0; s < Count; s++)
            {
                _points.Pointer[(c * Padded) + s] = source.Points[(s * Dimensions) + c] * _inverse[c];
            }
        }

        for (int s = 0; s < Count; s++)
        {
            _weights.Pointer[s] = source.Delta * source.Delta * source.SparseCutoff[s];
        }
    }

    /// <summary>Numbers of a descriptor.</summary>
    public int Dimensions { get; }

    /// <summary>Number of points.</summary>
    public int Count { get; }

    /// <summary>Number of points, rounded up to whole vectors; padding has kernels of zero.</summary>
    public int Padded { get; }

    /// <summary>Kernels and derivatives.</summary>
    /// <param name="q">Descriptor.</param>
    /// <param name="k">Kernels, padding included.</param>
    /// <param name="slopes">Derivatives by number c at c <see cref="Padded"/>.</param>
    public void Evaluate(ReadOnlySpan<double> q, double* k, double* slopes)
    {
        for (int s = 0; s < Padded; s += 4)
        {
            Vector256<double> rho2 = default;
            for (int c = 0; c < Dimensions; c++)
            {
                Vector256<double> u = Vector256.Load(_points.Pointer + (c * Padded) + s) - Vector256.Create(q[c] * _inverse[c]);
                u.Store(slopes + (c * Padded) + s);
                rho2 = Vector256.MultiplyAddEstimate(u, u, rho2);
            }

            Vector256<double> value = Vector256.Load(_weights.Pointer + s) * Vector256.Exp(-0.5 * rho2);
            value.Store(k + s);
            for (int c = 0; c < Dimensions; c++)
            {
                double* to = slopes + (c * Padded) + s;
                (value * Vector256.Load(to) * _inverse[c]).Store(to);
            }
        }
    }

    /// <summary>Kernel between two points.</summary>
    public double Between(GapCoordinates source, int s, int t)
    {
        double rho2 = 0.0;
        for (int c = 0; c < Dimensions; c++)
        {
            double u = _points.Pointer[(c * Padded) + s] - _points.Pointer[(c * Padded) + t];
            rho2 += u * u;
        }

        return _weights.Pointer[s] * source.SparseCutoff[t] * Math.Exp(-0.5 * rho2);
    }
}
