using System;

namespace MdEngine.Potentials.Pace.Radial;

/// <summary>The basis functions g_k(r) of a bond, from their formulas.</summary>
/// <remarks>
/// Models other than those of ACE.jl are evaluated from tables of these (<see cref="HermiteCells"/>), never directly.
/// </remarks>
public static class RadialBasis
{
    /// <summary>Values and slopes at a distance.</summary>
    /// <param name="bond">Bond.</param>
    /// <param name="r">Distance, Angstrom, greater than 0.</param>
    /// <param name="values">g_1, g_2, ...; room for <see cref="PaceBond.BasisMax"/>.</param>
    /// <param name="slopes">Their derivatives by r, 1/Angstrom.</param>
    public static void Evaluate(PaceBond bond, double r, Span<double> values, Span<double> slopes)
    {
        values = values[..bond.BasisMax];
        slopes = slopes[..bond.BasisMax];
        if (bond.Polynomials is { } polynomials)
        {
            polynomials.Evaluate(r, values, slopes);
            return;
        }

        values.Clear();
        slopes.Clear();
        bool inside = bond.InnerKind != PaceInnerCutoff.Zbl && r <= bond.InnerCutoff - bond.InnerWidth;
        if (r >= bond.Cutoff || inside)
        {
            return;
        }

        switch (bond.Basis)
        {
            case PaceRadialKind.ChebExpCos:
                ChebyshevExponential(bond, r, values, slopes);
                break;
            case PaceRadialKind.ChebPow:
                double away = 1.0 - (r / bond.Cutoff);
                Chebyshev(
                    1.0 - (2.0 * Math.Pow(away, bond.Lambda)),
                    2.0 * bond.Lambda * Math.Pow(away, bond.Lambda - 1.0) / bond.Cutoff, 1, values, slopes);
                break;
            case PaceRadialKind.ChebLinear:
                Chebyshev(1.0 - (r / bond.Cutoff), -1.0 / bond.Cutoff, 1, values, slopes);
                break;
            case PaceRadialKind.SBessel:
                Bessel(bond.Cutoff, r, values, slopes);
                break;
        }

        if (bond.InnerKind == PaceInnerCutoff.Distance)
        {
            double inner = SwitchFunction.Evaluate(r, bond.InnerCutoff, bond.InnerWidth, out double slope);
            Multiply(1.0 - inner, -slope, values, slopes);
        }
    }

    private static void ChebyshevExponential(PaceBond bond, double r, Span<double> values, Span<double> slopes)
    {
        double rc = bond.Cutoff, width = bond.CutoffWidth, lambda = bond.Lambda;
        double y = Math.Exp(-lambda * r / rc), least = Math.Exp(-lambda), scale = 2.0 / (1.0 - least);
        values[0] = 1.0;
        slopes[0] = 0.0;
        Chebyshev(1.0 - (scale * (y - least)), scale * lambda / rc * y, 1, values[1..], slopes[1..]);
        double angle = Math.PI * r / rc;
        Multiply(0.5 * (1.0 + Math.Cos(angle)), -0.5 * Math.PI / rc * Math.Sin(angle), values, slopes);
        if (r > rc - width)
        {
            angle = Math.PI * (r - rc + width) / width;
            Multiply(0.5 * (1.0 + Math.Cos(angle)), -0.5 * Math.PI / width * Math.Sin(angle), values, slopes);
        }
    }

    /// <summary>(1 - T_n(x))/2 for n from <paramref name="first"/> on.</summary>
    private static void Chebyshev(double x, double dx, int first, Span<double> values, Span<double> slopes)
    {
        (double before, double now) = (1.0, x);
        (double slopeBefore, double slopeNow) = (0.0, 1.0);
        for (int n = 1; n < first + values.Length; n++)
        {
            if (n >= first)
            {
                values[n - first] = 0.5 * (1.0 - now);
                slopes[n - first] = -0.5 * slopeNow * dx;
            }

            (before, now) = (now, (2.0 * x * now) - before);
            (slopeBefore, slopeNow) = (slopeNow, (2.0 * before) + (2.0 * x * slopeNow) - slopeBefore);
        }
    }

    private static void Bessel(double rc, double r, Span<double> values, Span<double> slopes)
    {
        double d = 1.0;
        for (int n = 0; n < values.Length; n++)
        {
            double a = n + 1.0, b = n + 2.0;
            double front = (n % 2 == 0 ? 1.0 : -1.0) * Math.Sqrt(2.0) * Math.PI * Math.Pow(rc, -1.5) * a * b / Math.Sqrt((a * a) + (b * b));
            double sa = Sinc(a * Math.PI * r / rc, out double da), sb = Sinc(b * Math.PI * r / rc, out double db);
            double value = front * (sa + sb), slope = front * Math.PI / rc * ((a * da) + (b * db));
            if (n > 0)
            {
                double e = (double)n * n * b * b / ((4.0 * a * a * a * a) + 1.0), before = d, share = Math.Sqrt(e / before);
                d = 1.0 - (e / before);
                double norm = 1.0 / Math.Sqrt(d);
                value = (value + (share * values[n - 1])) * norm;
                slope = (slope + (share * slopes[n - 1])) * norm;
            }

            values[n] = value;
            slopes[n] = slope;
        }
    }

    private static double Sinc(double x, out double slope)
    {
        double s = Math.Sin(x) / x;
        slope = (Math.Cos(x) - s) / x;
        return s;
    }

    private static void Multiply(double factor, double slope, Span<double> values, Span<double> slopes)
    {
        for (int k = 0; k < values.Length; k++)
        {
            slopes[k] = (slopes[k] * factor) + (values[k] * slope);
            values[k] *= factor;
        }
    }
}
