using System;

namespace MdEngine.Conformance;

/// <summary>Numerical derivatives by central differences, extrapolated to step zero.</summary>
/// <remarks>
/// C. J. F. Ridders, Advances in Engineering Software 4, 75 (1982): differences at shrinking steps are extrapolated in
/// even powers of the step (Richardson), and of all extrapolations the one is taken that agrees best with its
/// forerunners. Truncation and rounding are so balanced without a step being guessed.
/// </remarks>
internal static class Ridders
{
    private const int Levels = 7;
    private const double Shrink = 1.6;

    /// <summary>Derivative of <paramref name="f"/> at 0 from values within <paramref name="step"/> of it.</summary>
    public static double Derivative(Func<double, double> f, double step)
    {
        var table = new double[Levels, Levels];
        double best = double.NaN, least = double.PositiveInfinity;
        double h = step;
        for (int level = 0; level < Levels; level++, h /= Shrink)
        {
            table[level, 0] = (f(h) - f(-h)) / (2.0 * h);
            double factor = 1.0;
            for (int order = 1; order <= level; order++)
            {
                factor *= Shrink * Shrink;
                table[level, order] =
                    ((factor * table[level, order - 1]) - table[level - 1, order - 1]) / (factor - 1.0);
                double error = Math.Max(
                    Math.Abs(table[level, order] - table[level, order - 1]),
                    Math.Abs(table[level, order] - table[level - 1, order - 1]));
                if (error <= least)
                {
                    least = error;
                    best = table[level, order];
                }
            }
        }

        return best;
    }
}
