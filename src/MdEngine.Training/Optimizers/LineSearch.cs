using System;

namespace MdEngine.Training.Optimizers;

/// <summary>
/// Finds a step along a direction that fulfils the strong Wolfe conditions: the loss falls enough, and its slope too.
/// </summary>
/// <remarks>J. Nocedal, S. J. Wright, Numerical Optimization, 2nd ed. (2006), algorithms 3.5 and 3.6.</remarks>
internal sealed class LineSearch(int parameters)
{
    private const double Decrease = 1e-4, Curvature = 0.9;
    private const int MostEvaluations = 30;
    private readonly double[] _x = new double[parameters];
    private readonly double[] _gradient = new double[parameters];
    private readonly double[] _bestX = new double[parameters];
    private readonly double[] _bestGradient = new double[parameters];

    /// <summary>Parameters at the step found.</summary>
    public ReadOnlySpan<double> Parameters => _bestX;

    /// <summary>Gradient there.</summary>
    public ReadOnlySpan<double> Gradient => _bestGradient;

    /// <summary>Loss there.</summary>
    public double Loss { get; private set; }

    /// <summary>Evaluations of the loss in the last search.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Searches; true when a step was found, if need be one that merely lowers the loss.</summary>
    public bool Find(
        ILossFunction loss,
        ReadOnlySpan<double> start,
        double startLoss,
        ReadOnlySpan<double> startGradient,
        ReadOnlySpan<double> direction,
        double first)
    {
        Evaluations = 0;
        double startSlope = SpanMath.Dot(startGradient, direction);
        Loss = startLoss;
        bool better = false;
        var low = new Point(0.0, startLoss, startSlope);
        Point? high = null;
        double step = first;
        while (Evaluations < MostEvaluations)
        {
            SpanMath.Combine(_x, start, step, direction);
            double value = loss.Evaluate(_x, _gradient);
            Evaluations++;
            double slope = SpanMath.Dot(_gradient, direction);
            bool finite = double.IsFinite(value) && double.IsFinite(slope);
            if (finite && value < Loss)
            {
                Loss = value;
                _x.CopyTo(_bestX, 0);
                _gradient.CopyTo(_bestGradient, 0);
                better = true;
            }

            if (!finite)
            {
                high = new Point(step, double.PositiveInfinity, double.NaN);
            }
            else if (value > startLoss + (Decrease * step * startSlope) || value >= low.Value)
            {
                high = new Point(step, value, slope);
            }
            else if (Math.Abs(slope) <= -Curvature * startSlope)
            {
                return better;
            }
            else
            {
                if (slope * ((high?.Step ?? double.PositiveInfinity) - low.Step) >= 0.0)
                {
                    high = low;
                }

                low = new Point(step, value, slope);
            }

            if (high is { } end && Math.Abs(end.Step - low.Step) <= 1e-14 * Math.Abs(step))
            {
                break;
            }

            step = high is { } h ? Between(low, h) : 2.0 * step;
        }

        return better;
    }

    /// <summary>Least of the cubic through two points, equation 3.59, kept off the ends.</summary>
    private static double Between(Point a, Point b)
    {
        double width = b.Step - a.Step, middle = a.Step + (0.5 * width);
        if (!double.IsFinite(b.Value) || !double.IsFinite(b.Slope))
        {
            return a.Step + (0.1 * width);
        }

        double d1 = a.Slope + b.Slope - (3.0 * (a.Value - b.Value) / (a.Step - b.Step));
        double square = (d1 * d1) - (a.Slope * b.Slope);
        if (!(square >= 0.0))
        {
            return middle;
        }

        double d2 = Math.Sign(width) * Math.Sqrt(square);
        double step = b.Step - (width * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + (2.0 * d2))));
        double part = (step - a.Step) / width;
        return part is > 0.1 and < 0.9 ? step : middle;
    }

    private readonly record struct Point(double Step, double Value, double Slope);
}
