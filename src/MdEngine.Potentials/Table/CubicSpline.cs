using System;

namespace MdEngine.Potentials.Table;

/// <summary>Natural interpolation by piecewise cubics with two continuous derivatives, slopes given at both ends.</summary>
/// <remarks>W. H. Press et al., Numerical Recipes, 3rd ed. (2007), section 3.3, equations 3.3.3 to 3.3.7.</remarks>
internal static class CubicSpline
{
    /// <summary>Second derivatives at the points.</summary>
    public static double[] Curvatures(double[] x, double[] y, double firstSlope, double lastSlope)
    {
        int n = x.Length;
        var curvature = new double[n];
        var u = new double[n];
        curvature[0] = -0.5;
        u[0] = 3.0 / (x[1] - x[0]) * (((y[1] - y[0]) / (x[1] - x[0])) - firstSlope);
        for (int k = 1; k < n - 1; k++)
        {
            double share = (x[k] - x[k - 1]) / (x[k + 1] - x[k - 1]);
            double p = (share * curvature[k - 1]) + 2.0;
            curvature[k] = (share - 1.0) / p;
            double bend = ((y[k + 1] - y[k]) / (x[k + 1] - x[k])) - ((y[k] - y[k - 1]) / (x[k] - x[k - 1]));
            u[k] = ((6.0 * bend / (x[k + 1] - x[k - 1])) - (share * u[k - 1])) / p;
        }

        double width = x[n - 1] - x[n - 2];
        double end = 3.0 / width * (lastSlope - ((y[n - 1] - y[n - 2]) / width));
        curvature[n - 1] = (end - (0.5 * u[n - 2])) / ((0.5 * curvature[n - 2]) + 1.0);
        for (int k = n - 2; k >= 0; k--)
        {
            curvature[k] = (curvature[k] * curvature[k + 1]) + u[k];
        }

        return curvature;
    }

    /// <summary>Value at a place; beyond the ends the last piece goes on.</summary>
    public static double Value(double[] x, double[] y, double[] curvature, double at)
    {
        int k = Array.BinarySearch(x, at);
        k = Math.Clamp(k < 0 ? ~k - 1 : k, 0, x.Length - 2);
        double h = x[k + 1] - x[k], a = (x[k + 1] - at) / h, b = (at - x[k]) / h;
        return (a * y[k]) + (b * y[k + 1])
            + (((((a * a * a) - a) * curvature[k]) + (((b * b * b) - b) * curvature[k + 1])) * (h * h) / 6.0);
    }
}
