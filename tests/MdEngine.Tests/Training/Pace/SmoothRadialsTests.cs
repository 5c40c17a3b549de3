using System;
using System.Linq;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Radial;
using MdEngine.Training.Pace;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Pace;

/// <summary>Radial functions of fitted expansions.</summary>
public sealed class SmoothRadialsTests
{
    private const double Cutoff = 5.0, Closest = 1.8;
    private const int Count = 9;

    [Fact]
    public void FunctionsAreOrthonormalOverTheDataAndEndSmoothly()
    {
        PaceBond bond = Make();
        const int points = 5000;
        var overlap = new double[Count, Count];
        for (int q = 0; q < points; q++)
        {
            double[] values = Values(bond, Cutoff * (q + 0.5) / points);
            for (int i = 0; i < Count && Cutoff * (q + 0.5) / points > Closest; i++)
            {
                for (int j = 0; j < Count; j++)
                {
                    overlap[i, j] += values[i] * values[j] / points;
                }
            }
        }

        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                // Two quadratures, one of them up to 0.01 Angstrom before the cutoff.
                overlap[i, j].ShouldBe(i == j ? 1.0 : 0.0, 0.01);
            }
        }

        // They vanish as (rc - r)^2, and faster in the last 0.01 Angstrom.
        double[] far = Values(bond, Cutoff - 0.04), near = Values(bond, Cutoff - 0.02), last = Values(bond, Cutoff - 0.001);
        for (int n = 0; n < Count; n++)
        {
            // The square of one half, but for what the polynomial does over 0.02 Angstrom.
            (near[n] / far[n]).ShouldBe(0.25, 0.05);
            Math.Abs(last[n]).ShouldBeLessThan(1e-4);
        }
    }

    [Fact]
    public void EachIsRougherThanTheOneBeforeAndNoneRunsAwayBelowTheData()
    {
        PaceBond bond = Make();
        const double h = 0.01;
        var roughness = new double[Count];
        var most = new double[Count];
        var inside = new double[Count];
        for (double r = 3.0 * h; r < Cutoff - (3.0 * h); r += h)
        {
            double[] before = Values(bond, r - h), here = Values(bond, r), after = Values(bond, r + h);
            for (int n = 0; n < Count; n++)
            {
                roughness[n] += Math.Pow((before[n] + after[n] - (2.0 * here[n])) / (h * h), 2);
                ref double size = ref r < Closest ? ref most[n] : ref inside[n];
                size = Math.Max(size, Math.Abs(here[n]));
            }
        }

        for (int n = 1; n < Count; n++)
        {
            roughness[n].ShouldBeGreaterThan(roughness[n - 1]);
        }

        // A polynomial of degree 8 orthogonal over the data alone is at r = 0 some 1e4 times what it is among them (Legendre's P_8 at
        // 2.1 half widths); a straight line on from their end, at the slope there, some tens of times.
        for (int n = 0; n < Count; n++)
        {
            most[n].ShouldBeLessThan(100.0 * inside[n]);
        }
    }

    [Fact]
    public void MoreFunctionsThanCanBeToldApartBeginLower()
    {
        double closest = 0.6 * Cutoff;
        PaceBond bond = Fill(17, 1.5, ref closest);
        closest.ShouldBeInRange(0.2 * Cutoff, 0.59 * Cutoff);
        double[] values = new double[bond.BasisMax], slopes = new double[bond.BasisMax];
        RadialBasis.Evaluate(bond, 0.8 * Cutoff, values, slopes);

        // Sums that cancel in part, by far not to rounding.
        double sum = Math.Abs(Enumerable.Range(1, bond.BasisMax).Sum(k => bond.Coefficient(17, 0, k) * values[k - 1]));
        sum.ShouldBeInRange(1e-3, 10.0);
    }

    private static PaceBond Make()
    {
        double closest = Closest;
        PaceBond bond = Fill(Count, 1.5, ref closest);
        closest.ShouldBe(Closest);
        return bond;
    }

    private static PaceBond Fill(int count, double lambda, ref double closest) => SmoothRadials.Fill(
        count, 2, ref closest, new PaceBond { BasisName = "ChebExpCos", RadialParameters = [lambda], Cutoff = Cutoff, CutoffWidth = 0.01 });

    private static double[] Values(PaceBond bond, double r)
    {
        double[] g = new double[bond.BasisMax], slopes = new double[bond.BasisMax], values = new double[Count];
        RadialBasis.Evaluate(bond, r, g, slopes);
        for (int n = 1; n <= Count; n++)
        {
            for (int k = 1; k <= g.Length; k++)
            {
                bond.Coefficient(n, 2, k).ShouldBe(bond.Coefficient(n, 0, k));
                values[n - 1] += bond.Coefficient(n, 0, k) * g[k - 1];
            }
        }

        return values;
    }
}
