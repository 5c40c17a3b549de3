using System;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Pace.Radial;

/// <summary>The pair energy v(r) that acts at short distances, of one ordered pair of atoms: v_ij + v_ji is that of a pair.</summary>
public static class CoreRepulsion
{
    // The constant of the evaluator that models are made for, eV Angstrom.
    private const double Coulomb = 14.399645351950543;

    /// <summary>Whether a bond has any.</summary>
    public static bool IsPresent(PaceBond bond) => bond.CorePrefactor != 0.0 && bond.Polynomials is null;

    /// <summary>Value, eV, and slope, eV/Angstrom.</summary>
    /// <param name="bond">Bond.</param>
    /// <param name="center">Central element.</param>
    /// <param name="neighbor">Neighbour's element.</param>
    /// <param name="r">Distance, Angstrom, greater than 0.</param>
    /// <param name="slope">dv/dr.</param>
    public static double Evaluate(PaceBond bond, Element center, Element neighbor, double r, out double slope)
    {
        slope = 0.0;
        if (r >= bond.Cutoff || !IsPresent(bond))
        {
            return 0.0;
        }

        return bond.InnerKind == PaceInnerCutoff.Zbl
            ? Nuclear(bond, center.AtomicNumber, neighbor.AtomicNumber, r, out slope)
            : Gaussian(bond, r, out slope);
    }

    private static double Gaussian(PaceBond bond, double r, out double slope)
    {
        double lambda = Math.Abs(bond.CoreExponent), x = lambda * r * r;
        slope = 0.0;
        if (x >= 50.0)
        {
            return 0.0;
        }

        double value = Math.Abs(bond.CorePrefactor) * Math.Exp(-x) / r, angle = Math.PI * r / bond.Cutoff;
        double dvalue = -value * ((2.0 * lambda * r) + (1.0 / r));
        double cosine = 0.5 * (1.0 + Math.Cos(angle)), dcosine = -0.5 * Math.PI / bond.Cutoff * Math.Sin(angle);
        slope = (dvalue * cosine) + (value * dcosine);
        value *= cosine;
        if (bond.InnerKind == PaceInnerCutoff.Distance)
        {
            double inner = SwitchFunction.Evaluate(r, bond.InnerCutoff, bond.InnerWidth, out double dinner);
            slope = (slope * inner) + (value * dinner);
            value *= inner;
        }

        return value;
    }

    /// <summary>Screened nuclear repulsion of Ziegler, Biersack and Littmark, smooth to the second derivative at the cutoff.</summary>
    private static double Nuclear(PaceBond bond, int zi, int zj, double r, out double slope)
    {
        double a = 0.46850 / (Math.Pow(zi, 0.23) + Math.Pow(zj, 0.23)), rc = bond.Cutoff, width = bond.CutoffWidth;
        double front = 0.5 * bond.CorePrefactor * Coulomb * zi * zj;
        (double e, double de, _) = Screened(r, a);
        (double end, double dend, double ddend) = Screened(rc, a);
        double third = ((width * ddend) - (3.0 * dend)) / (width * width);
        double fourth = ((2.0 * dend) - (width * ddend)) / (width * width * width);
        double shift = -end + (0.5 * width * dend) - (width * width * ddend / 12.0), t = Math.Max(0.0, r - (rc - width));
        double value = e + shift + (t * t * t * ((third / 3.0) + (0.25 * fourth * t)));
        double dvalue = de + (t * t * (third + (fourth * t)));
        double outer = SwitchFunction.Evaluate(r, rc, width, out double douter);
        slope = front * ((dvalue * outer) + (value * douter));
        return front * value * outer;
    }

    /// <summary>phi(r/a)/r and its first two derivatives.</summary>
    private static (double Value, double First, double Second) Screened(double r, double a)
    {
        ReadOnlySpan<double> c = [0.18175, 0.50986, 0.28022, 0.02817], d = [3.19980, 0.94229, 0.40290, 0.20162];
        double phi = 0.0, dphi = 0.0, ddphi = 0.0;
        for (int k = 0; k < c.Length; k++)
        {
            double term = c[k] * Math.Exp(-d[k] * r / a);
            phi += term;
            dphi -= term * d[k] / a;
            ddphi += term * d[k] * d[k] / (a * a);
        }

        double inverse = 1.0 / r;
        return (
            phi * inverse,
            (dphi - (phi * inverse)) * inverse,
            (ddphi - (2.0 * inverse * (dphi - (phi * inverse)))) * inverse);
    }
}
