using System;
using MdEngine.Potentials.Nep;

namespace MdEngine.Training.Nep;

/// <summary>Functions of one pair, with derivatives: once for each frame, so plain code serves.</summary>
internal static unsafe class NepBasis
{
    /// <summary>
    /// f_k = (T_k(x) + 1)/2 fc(r) with x = 2 (r/rc - 1)^2 - 1, and df_k/dr: Z. Fan et al., J. Chem. Phys. 157, 114801 (2022),
    /// equations 4 to 6.
    /// </summary>
    public static void Evaluate(double r, double cutoff, Span<double> f, Span<double> slopes)
    {
        double away = (r / cutoff) - 1.0;
        (double sin, double cos) = Math.SinCos(Math.PI * r / cutoff);
        double fc = 0.5 * (1.0 + cos), dfc = -0.5 * Math.PI / cutoff * sin;
        double x = (2.0 * away * away) - 1.0, dx = 4.0 * away / cutoff;
        double last = 1.0, t = x, lastSlope = 0.0, slope = 1.0;
        f[0] = fc;
        slopes[0] = dfc;
        for (int k = 1; k < f.Length; k++)
        {
            double half = 0.5 * (t + 1.0);
            f[k] = half * fc;
            slopes[k] = (half * dfc) + (0.5 * slope * dx * fc);
            (last, t, lastSlope, slope) = (t, (2.0 * x * t) - last, slope, (2.0 * t) + (2.0 * x * slope) - lastSlope);
        }
    }

    /// <summary>The harmonics of <see cref="NepAngularTerms"/> of a unit vector, and their derivatives by the displacement.</summary>
    /// <param name="terms">Order and recurrence.</param>
    /// <param name="u">Unit vector.</param>
    /// <param name="r">Distance, Angstrom.</param>
    /// <param name="to">Rows of Y, dY/dx, dY/dy and dY/dz.</param>
    /// <param name="row">Length of a row.</param>
    public static void Harmonics(NepAngularTerms terms, double* u, double r, double* to, int row)
    {
        double x = u[0], y = u[1], z = u[2], re = 1.0, im = 0.0, reBefore = 0.0, imBefore = 0.0;
        int at = 0;
        for (int m = 0; m <= terms.MaxL; m++)
        {
            double last = 0.0, p = 1.0, lastSlope = 0.0, slope = 0.0;
            for (int l = m; l <= terms.MaxL; l++)
            {
                if (l > 0)
                {
                    // d(x + iy)^m = m (x + iy)^(m-1) (dx + i dy).
                    double a = m * p * reBefore, b = m * p * imBefore;
                    Put(p * re, a, -b, slope * re, at++);
                    if (m > 0)
                    {
                        Put(p * im, b, a, slope * im, at++);
                    }
                }

                double beta = terms.Beta[terms.BetaIndex(l, m)];
                (last, p, lastSlope, slope) = (p, (z * p) - (beta * last), slope, p + (z * slope) - (beta * lastSlope));
            }

            (reBefore, imBefore) = (re, im);
            (re, im) = ((x * re) - (y * im), (x * im) + (y * re));
        }

        void Put(double value, double gx, double gy, double gz, int k)
        {
            // The part along u does not turn it.
            double along = (gx * x) + (gy * y) + (gz * z);
            to[k] = value;
            to[row + k] = (gx - (along * x)) / r;
            to[(2 * row) + k] = (gy - (along * y)) / r;
            to[(3 * row) + k] = (gz - (along * z)) / r;
        }
    }
}
