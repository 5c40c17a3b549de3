using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;

namespace MdEngine.Potentials.Pace;

/// <summary>
/// Radial basis of ACE.jl: polynomials of x = ((1 + r0)/(1 + r))^p by recursion, each with the factor
/// (x - xl)^pl (x - xr)^pr.
/// </summary>
/// <remarks>C. van der Oord et al., Mach. Learn.: Sci. Technol. 1, 015004 (2020).</remarks>
public sealed record PacePolynomials
{
    /// <summary>Exponent p of the transform.</summary>
    public double Power { get; init; } = 2.0;

    /// <summary>Length r0 of the transform, Angstrom.</summary>
    public double Length { get; init; }

    /// <summary>Cutoff, Angstrom.</summary>
    public double Cutoff { get; init; }

    /// <summary>Least x, which belongs to the cutoff.</summary>
    public double Left { get; init; }

    /// <summary>Greatest x.</summary>
    public double Right { get; init; }

    /// <summary>Order of the zero at <see cref="Left"/>.</summary>
    public int LeftPower { get; init; } = 2;

    /// <summary>Order of the zero at <see cref="Right"/>; 0 for none.</summary>
    public int RightPower { get; init; }

    /// <summary>Recursion coefficients A_n: P_n = (A_n x + B_n) P_n-1 + C_n P_n-2.</summary>
    public IReadOnlyList<double> A { get; init; } = [];

    /// <summary>Recursion coefficients B_n.</summary>
    public IReadOnlyList<double> B { get; init; } = [];

    /// <summary>Recursion coefficients C_n.</summary>
    public IReadOnlyList<double> C { get; init; } = [];

    /// <summary>Number of polynomials.</summary>
    public int Count => A.Count;

    /// <summary>Values and slopes of the polynomials at a distance.</summary>
    /// <param name="r">Distance, Angstrom.</param>
    /// <param name="values">P_1, P_2, ...; room for <see cref="Count"/>.</param>
    /// <param name="slopes">Their derivatives by r.</param>
    public void Evaluate(double r, Span<double> values, Span<double> slopes)
    {
        double x = Math.Pow((1.0 + Length) / (1.0 + r), Power), dx = -Power * x / (1.0 + r);
        if ((x < Left && LeftPower > 0) || (x > Right && RightPower > 0))
        {
            values.Clear();
            slopes.Clear();
            return;
        }

        double left = Math.Pow(x - Left, LeftPower), right = Math.Pow(x - Right, RightPower);
        double dleft = LeftPower == 0 ? 0.0 : LeftPower * Math.Pow(x - Left, LeftPower - 1);
        double dright = RightPower == 0 ? 0.0 : RightPower * Math.Pow(x - Right, RightPower - 1);
        values[0] = A[0] * left * right;
        slopes[0] = A[0] * ((dleft * right) + (left * dright));
        for (int n = 1; n < Count; n++)
        {
            double factor = (A[n] * x) + B[n], before = n > 1 ? values[n - 2] : 0.0, slopeBefore = n > 1 ? slopes[n - 2] : 0.0;
            double c = n > 1 ? C[n] : 0.0;
            values[n] = (factor * values[n - 1]) + (c * before);
            slopes[n] = (A[n] * values[n - 1]) + (factor * slopes[n - 1]) + (c * slopeBefore);
        }

        for (int n = 0; n < Count; n++)
        {
            slopes[n] *= dx;
        }
    }

    internal void Validate(string where)
    {
        if (Count < 1 || Count > PaceLimits.RadialFunctions || B.Count != Count || C.Count != Count)
        {
            throw new InputException(
                $"{where} has {A.Count}, {B.Count} and {C.Count} recursion coefficients A, B and C; expected maxn of each, "
                + $"from 1 to {PaceLimits.RadialFunctions}");
        }

        double[] numbers = [Power, Length, Cutoff, Left, Right, .. A, .. B, .. C];
        if (!numbers.All(double.IsFinite) || Cutoff <= 0.0 || Length <= -1.0)
        {
            throw new InputException($"{where} has numbers that are not finite, a cutoff that is not positive, or r0 of -1 or less");
        }

        if (LeftPower is < 0 or > 20 || RightPower is < 0 or > 20)
        {
            throw new InputException($"{where} has pl = {LeftPower} and pr = {RightPower}; expected 0 to 20");
        }
    }
}
