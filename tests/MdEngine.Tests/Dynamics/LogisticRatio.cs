using System;
using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Tests.Dynamics;

/// <summary>
/// The slope of the logarithm of the ratio of two distributions of which there are samples, by maximum likelihood: the
/// check of ensembles of M. R. Shirts, J. Chem. Theory Comput. 9, 909 (2013), doi:10.1021/ct300688p, as physical-validation
/// makes it (P. T. Merz, M. R. Shirts, PLoS ONE 13, e0202764 (2018)).
/// </summary>
internal static class LogisticRatio
{
    /// <summary>Slope a of ln p2(x)/p1(x) = c + a x, and its standard error for independent samples.</summary>
    public static (double Slope, double Error) Slope(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        double centre = 0.5 * (first.Average() + second.Average());
        double scale = Math.Sqrt(first.Concat(second).Average(x => (x - centre) * (x - centre)));
        double offset = 0.0, slope = 0.0;
        double h00 = 0.0, h01 = 0.0, h11 = 0.0;
        for (int iteration = 0; iteration < 50; iteration++)
        {
            // Newton's method; the likelihood is concave.
            double g0 = 0.0, g1 = 0.0;
            (h00, h01, h11) = (0.0, 0.0, 0.0);
            foreach ((double x, double label) in first.Select(x => (x, 0.0)).Concat(second.Select(x => (x, 1.0))))
            {
                double u = (x - centre) / scale;
                double p = 1.0 / (1.0 + Math.Exp(-(offset + (slope * u))));
                g0 += label - p;
                g1 += (label - p) * u;
                h00 += p * (1.0 - p);
                h01 += p * (1.0 - p) * u;
                h11 += p * (1.0 - p) * u * u;
            }

            double determinant = (h00 * h11) - (h01 * h01);
            double d0 = ((h11 * g0) - (h01 * g1)) / determinant, d1 = ((h00 * g1) - (h01 * g0)) / determinant;
            // Steps are limited, so that a distant start does not overshoot.
            double limit = Math.Min(1.0, 2.0 / Math.Max(1e-300, Math.Max(Math.Abs(d0), Math.Abs(d1))));
            offset += limit * d0;
            slope += limit * d1;
        }

        return (slope / scale, Math.Sqrt(h00 / ((h00 * h11) - (h01 * h01))) / scale);
    }
}
