using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Trust;

namespace MdEngine.Compare.Soundness;

/// <summary>
/// An energy along a line of equally spaced points with its slope as the potential's forces or stress have it, and what is
/// wrong with it.
/// </summary>
/// <remarks>
/// Tortuosity, flips, turning steps and rank correlations as MLIP Arena has them (Y. Chiang et al., arXiv:2509.20630; its
/// diatomics task): for a single well 1, at most 1, the two steps at the minimum, and -1 or 1. Energy that the slope does not
/// account for is found by Simpson's rule over two steps; MLIP Arena takes differences there, which count the curvature too.
/// </remarks>
internal sealed class EnergyCurve
{
    // Steps of less than this do not turn, eV (MLIP Arena).
    private const double LeastStep = 1e-3;

    /// <summary>Looks at a curve.</summary>
    /// <param name="x">Equally spaced, ascending.</param>
    /// <param name="energy">Energy there, eV.</param>
    /// <param name="slope">Its derivative as the potential has it, eV per unit of x.</param>
    /// <param name="flat">Slopes of less than this are none.</param>
    public EnergyCurve(IReadOnlyList<double> x, IReadOnlyList<double> energy, IReadOnlyList<double> slope, double flat)
    {
        int n = x.Count;
        int lowest = 0;
        double variation = 0.0;
        for (int k = 0; k < n; k++)
        {
            lowest = energy[k] < energy[lowest] ? k : lowest;
            variation += k == 0 ? 0.0 : Math.Abs(energy[k] - energy[k - 1]);
        }

        Lowest = lowest;
        double depth = Math.Abs(energy[0] - energy[lowest]) + Math.Abs(energy[^1] - energy[lowest]);
        Tortuosity = depth > 0.0 ? variation / depth : 1.0;
        CountFlips(slope, flat);
        TurningSteps = SumTurningSteps(energy);
        RepulsionOrder = Order(x, energy, 0, lowest + 1);
        AttractionOrder = Order(x, energy, lowest, n);
        CompareSlopes(x, energy, slope);
    }

    /// <summary>Index of the lowest energy.</summary>
    public int Lowest { get; }

    /// <summary>All that the energy goes up and down, over what a single well would; 1 for a single well.</summary>
    public double Tortuosity { get; }

    /// <summary>How often the slope changes its sign; 1 for a single well, 0 for a wall.</summary>
    public int Flips { get; private set; }

    /// <summary>Sum of the steps of the energy to both sides of where it turns ("energy jump" of MLIP Arena), eV.</summary>
    public double TurningSteps { get; }

    /// <summary>Spearman's coefficient of energy and x up to the minimum: -1 where the energy only falls; NaN without points.</summary>
    public double RepulsionOrder { get; }

    /// <summary>Spearman's coefficient of energy and x from the minimum: 1 where the energy only rises; NaN without points.</summary>
    public double AttractionOrder { get; }

    /// <summary>Largest change of energy over two steps that the slope does not account for, eV.</summary>
    public double Jump { get; private set; }

    /// <summary>Middle of these two steps.</summary>
    public double JumpAt { get; private set; }

    /// <summary>Mean of the difference of slope and energy derivative by magnitude, eV per unit of x.</summary>
    public double SlopeDeviation { get; private set; }

    /// <summary>Mean magnitude of the slope.</summary>
    public double MeanSlope { get; private set; }

    private static double Order(IReadOnlyList<double> x, IReadOnlyList<double> energy, int from, int to) =>
        Correlation.Spearman([.. x.Skip(from).Take(to - from)], [.. energy.Skip(from).Take(to - from)]);

    private static double SumTurningSteps(IReadOnlyList<double> energy)
    {
        double sum = 0.0, last = 0.0;
        for (int k = 1; k < energy.Count; k++)
        {
            double step = energy[k] - energy[k - 1];
            if (Math.Abs(step) < LeastStep)
            {
                continue;
            }

            sum += last * step < 0.0 ? Math.Abs(last) + Math.Abs(step) : 0.0;
            last = step;
        }

        return sum;
    }

    private void CountFlips(IReadOnlyList<double> slope, double flat)
    {
        int sign = 0;
        foreach (double s in slope)
        {
            int now = Math.Abs(s) <= flat ? 0 : Math.Sign(s);
            Flips += now != 0 && sign != 0 && now != sign ? 1 : 0;
            sign = now != 0 ? now : sign;
        }
    }

    private void CompareSlopes(IReadOnlyList<double> x, IReadOnlyList<double> energy, IReadOnlyList<double> slope)
    {
        int pieces = x.Count - 2;
        for (int k = 0; k < pieces; k++)
        {
            double step = 0.5 * (x[k + 2] - x[k]);
            double integral = step / 3.0 * (slope[k] + (4.0 * slope[k + 1]) + slope[k + 2]);
            double rest = Math.Abs(energy[k + 2] - energy[k] - integral);
            SlopeDeviation += rest / (2.0 * step * pieces);
            MeanSlope += Math.Abs(slope[k + 1]) / pieces;
            if (rest > Jump)
            {
                (Jump, JumpAt) = (rest, x[k + 1]);
            }
        }
    }
}
