using System;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Gap.Soap;

/// <summary>
/// Radial functions g_al(r) of SOAP: a Gaussian at distance r expanded in equispaced Gaussians, which QUIP makes
/// orthonormal, times the cutoff function.
/// </summary>
/// <remarks>
/// A. P. Bartok, R. Kondor, G. Csanyi, Phys. Rev. B 87, 184115 (2013), section III; S. De et al., Phys. Chem. Chem. Phys.
/// 18, 13754 (2016). Function (l, a) is number l <see cref="Padded"/> + a; padding is zero.
/// </remarks>
internal sealed class SoapRadialBasis
{
    private readonly SoapParameters _parameters;
    private readonly double _alpha;
    private readonly double[] _centres;

    // [a, b]: coefficient of Gaussian b in function a.
    private readonly double[,] _transform;

    public SoapRadialBasis(SoapParameters parameters)
    {
        _parameters = parameters;
        int n = parameters.Radial;
        _alpha = 0.5 / (parameters.Sigma * parameters.Sigma);
        double range = parameters.Cutoff + (parameters.Sigma * Math.Sqrt(2.0 * parameters.BasisError * Math.Log(10.0)));
        _centres = [.. Enumerable.Range(0, n).Select(b => b * range / n)];
        double[,] lower = DenseFactors.Cholesky(Matrix(Overlap))
            ?? throw new ArithmeticException($"the {n} radial functions depend on each other; n_max is too large for atom_sigma and cutoff");
        First = lower[0, 0];
        double[,] t = DenseFactors.Solve(Matrix((a, b) => Gauss(a - b)), lower)
            ?? throw new ArithmeticException($"the {n} radial functions depend on each other; n_max is too large for atom_sigma and cutoff");
        _transform = new double[n, n];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
            {
                _transform[a, b] = t[b, a];
            }
        }

        Padded = (n + 3) / 4 * 4;
        double kink = parameters.Cutoff - parameters.Width;
        double[] breaks = kink > 1e-9 ? [0.0, kink, parameters.Cutoff] : [0.0, parameters.Cutoff];
        // The steepest functions are the Gaussians of width sigma and the cutoff's cosine.
        double spacing = Math.Min(parameters.Sigma / 4.0, parameters.Width / 3.0);
        Table = new PiecewiseTable(Padded * (parameters.Degree + 1), breaks, spacing, Evaluate);
    }

    /// <summary>Radial functions padded to whole vectors.</summary>
    public int Padded { get; }

    /// <summary>First element of the Cholesky factor of the overlaps: the expansion of a Gaussian at the centre.</summary>
    public double First { get; }

    /// <summary>The functions, tabulated.</summary>
    public PiecewiseTable Table { get; }

    /// <summary>All functions at a distance, without a table.</summary>
    public void Evaluate(double r, Span<double> values)
    {
        int n = _parameters.Radial, degree = _parameters.Degree;
        Span<double> bessel = stackalloc double[degree + 1];
        values.Clear();
        double weight = Weight(r);
        for (int b = 0; b < n; b++)
        {
            double gauss = weight * Gauss(r - _centres[b]);
            SpecialFunctions.ScaledSphericalBessel(2.0 * _alpha * r * _centres[b], bessel);
            for (int l = 0; l <= degree; l++)
            {
                double h = gauss * bessel[l];
                for (int a = 0; a < n; a++)
                {
                    values[(l * Padded) + a] += h * _transform[a, b];
                }
            }
        }
    }

    private double Weight(double r)
    {
        SoapParameters p = _parameters;
        double weight = Terms.CutoffFunction.Value(r, p.Cutoff, p.Width);
        return p.DecayExponent == 0 ? weight : weight * p.DecayRate / (p.DecayRate + Math.Pow(r / p.DecayScale, p.DecayExponent));
    }

    private double Gauss(double x) => Math.Exp(-_alpha * x * x);

    private double[,] Matrix(Func<double, double, double> element)
    {
        int n = _centres.Length;
        var m = new double[n, n];
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b < n; b++)
            {
                m[a, b] = element(_centres[a], _centres[b]);
            }
        }

        return m;
    }

    /// <summary>Integral of r^2 times two Gaussians from 0 to infinity.</summary>
    private double Overlap(double a, double b)
    {
        double p = a + b, m = a - b;
        double near = Math.Sqrt(2.0) * Math.Pow(_alpha, 1.5) * p * Math.Exp(-_alpha * ((a * a) + (b * b)));
        double far = _alpha * Math.Sqrt(Math.PI) * Math.Exp(-0.5 * _alpha * m * m) * (1.0 + (_alpha * p * p))
            * (1.0 + SpecialFunctions.Erf(p * Math.Sqrt(0.5 * _alpha)));
        return (near + far) / Math.Sqrt(128.0 * Math.Pow(_alpha, 5));
    }
}
