using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Dynamics.Thermostats;

/// <summary>Sums of squares of independent standard normal numbers, drawn as one number of the Gamma distribution.</summary>
/// <remarks>
/// G. Marsaglia, W. W. Tsang, ACM Trans. Math. Softw. 26, 363 (2000), doi:10.1145/358407.358414. The rejection consumes
/// further draws of the same counter, so the result is a function of stream, step and slot alone.
/// </remarks>
public static class GaussianSquares
{
    /// <summary>The sum of <paramref name="count"/> squares.</summary>
    /// <param name="stream">Key of the random numbers.</param>
    /// <param name="step">Step.</param>
    /// <param name="slot">What tells apart sums of one step; stands where the numbers of atoms have the identity.</param>
    /// <param name="count">How many squares; 0 or more.</param>
    /// <param name="draw">First draw of the counter that is free.</param>
    public static double Sum(RandomStream stream, long step, int slot, int count, int draw)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (count == 0)
        {
            return 0.0;
        }

        // Half the sum has the shape count/2; below 1 by the law of a shape one higher and a power of a uniform number.
        double shape = 0.5 * count, factor = 2.0;
        if (shape < 1.0)
        {
            factor *= Math.Pow(Philox.Uniform(stream, step, slot, draw++).A, 1.0 / shape);
            shape += 1.0;
        }

        double d = shape - (1.0 / 3.0);
        double c = 1.0 / Math.Sqrt(9.0 * d);
        while (true)
        {
            double x = Philox.Normal(stream, step, slot, draw++).A;
            double u = Philox.Uniform(stream, step, slot, draw++).A;
            double v = 1.0 + (c * x);
            v = v * v * v;
            if (v > 0.0 && Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return factor * d * v;
            }
        }
    }
}
