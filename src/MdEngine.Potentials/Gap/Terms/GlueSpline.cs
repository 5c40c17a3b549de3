using System;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap.Terms;

/// <summary>
/// A cubic spline with given end slopes, or without curvature at an end; a straight line with the end slope beyond its
/// knots.
/// </summary>
internal sealed class GlueSpline
{
    // Slopes from here on mean: no curvature at this end.
    private const double Natural = 0.99e30;
    private readonly double[] _x, _y, _curvature;
    private readonly double _firstSlope, _lastSlope;

    public GlueSpline(GlueFunction function)
    {
        _x = function.X;
        _y = function.Y;
        int n = _x.Length;
        _curvature = new double[n];
        var u = new double[n];
        bool naturalFirst = function.FirstSlope > Natural, naturalLast = function.LastSlope > Natural;
        double h = _x[1] - _x[0];
        if (!naturalFirst)
        {
            _curvature[0] = -0.5;
            u[0] = 3.0 / h * (((_y[1] - _y[0]) / h) - function.FirstSlope);
        }

        // Elimination down the tridiagonal system of the second derivatives.
        for (int k = 1; k < n - 1; k++)
        {
            double part = (_x[k] - _x[k - 1]) / (_x[k + 1] - _x[k - 1]), p = (part * _curvature[k - 1]) + 2.0;
            double jump = ((_y[k + 1] - _y[k]) / (_x[k + 1] - _x[k])) - ((_y[k] - _y[k - 1]) / (_x[k] - _x[k - 1]));
            _curvature[k] = (part - 1.0) / p;
            u[k] = ((6.0 * jump / (_x[k + 1] - _x[k - 1])) - (part * u[k - 1])) / p;
        }

        h = _x[n - 1] - _x[n - 2];
        double weight = naturalLast ? 0.0 : 0.5;
        double end = naturalLast ? 0.0 : 3.0 / h * (function.LastSlope - ((_y[n - 1] - _y[n - 2]) / h));
        _curvature[n - 1] = (end - (weight * u[n - 2])) / ((weight * _curvature[n - 2]) + 1.0);
        for (int k = n - 2; k >= 0; k--)
        {
            _curvature[k] = (_curvature[k] * _curvature[k + 1]) + u[k];
        }

        Inside(0, _x[0], out _firstSlope);
        Inside(n - 2, _x[^1], out _lastSlope);
    }

    /// <summary>Greatest knot.</summary>
    public double End => _x[^1];

    /// <summary>Value and slope.</summary>
    public double Evaluate(double x, out double slope)
    {
        if (x <= _x[0])
        {
            slope = _firstSlope;
            return _y[0] + (slope * (x - _x[0]));
        }

        if (x >= _x[^1])
        {
            slope = _lastSlope;
            return _y[^1] + (slope * (x - _x[^1]));
        }

        int k = Array.BinarySearch(_x, x);
        return Inside(Math.Min(k < 0 ? ~k - 1 : k, _x.Length - 2), x, out slope);
    }

    private double Inside(int k, double x, out double slope)
    {
        double h = _x[k + 1] - _x[k], a = (_x[k + 1] - x) / h, b = (x - _x[k]) / h;
        double ca = _curvature[k], cb = _curvature[k + 1];
        slope = ((_y[k + 1] - _y[k]) / h) + (h / 6.0 * ((((3.0 * b * b) - 1.0) * cb) - (((3.0 * a * a) - 1.0) * ca)));
        return (a * _y[k]) + (b * _y[k + 1]) + (h * h / 6.0 * (((((a * a) - 1.0) * a) * ca) + ((((b * b) - 1.0) * b) * cb)));
    }
}
