using System;

namespace MdEngine.Core.Mathematics;

/// <summary>Functions that the base library lacks, to nearly full double precision; for set-up, not for inner loops.</summary>
public static class SpecialFunctions
{
    /// <summary>Error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    /// <remarks>Kummer's series, all of whose terms have one sign: NIST DLMF 7.6.2.</remarks>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (!(a < 6.0))
        {
            return double.IsNaN(x) ? x : Math.Sign(x);
        }

        double term = a, sum = a;
        for (int n = 1; term > 1e-18 * sum; n++)
        {
            term *= 2.0 * a * a / ((2 * n) + 1);
            sum += term;
        }

        return Math.Sign(x) * Math.Min(1.0, 2.0 / Math.Sqrt(Math.PI) * Math.Exp(-a * a) * sum);
    }

    /// <summary>
    /// Modified spherical Bessel functions of the first kind times exp(-x), for orders 0 to the length of
    /// <paramref name="values"/> less one.
    /// </summary>
    /// <remarks>
    /// Ratios of neighbouring orders from their continued fraction, downwards, which is stable for every x: NIST DLMF
    /// 10.51.4; order 0 is (1 - exp(-2x)) / 2x.
    /// </remarks>
    /// <param name="x">Argument, at least 0.</param>
    /// <param name="values">Results.</param>
    public static void ScaledSphericalBessel(double x, Span<double> values)
    {
        int last = values.Length - 1;
        double ratio = 0.0;
        for (int l = last + 20 + (int)Math.Sqrt(90.0 * x); l > last; l--)
        {
            ratio = x / ((2 * l) + 1 + (x * ratio));
        }

        for (int l = last; l >= 1; l--)
        {
            ratio = x / ((2 * l) + 1 + (x * ratio));
            values[l] = ratio;
        }

        // (1 - exp(-2x))/2x loses digits for small x; its series does not.
        values[0] = x < 0.05 ? Small(x) : (1.0 - Math.Exp(-2.0 * x)) / (2.0 * x);
        for (int l = 1; l <= last; l++)
        {
            values[l] *= values[l - 1];
        }
    }

    private static double Small(double x)
    {
        double term = 1.0, sum = 1.0;
        for (int n = 2; n < 16; n++)
        {
            term *= -2.0 * x / n;
            sum += term;
        }

        return sum;
    }
}
