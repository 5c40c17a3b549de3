using System;
using MdEngine.Training.Optimizers;

namespace MdEngine.Tests.Training.Optimizers;

/// <summary>Rosenbrock's valley in several dimensions, least (0) at (1, ..., 1).</summary>
internal sealed class Rosenbrock(int parameters) : ILossFunction
{
    public int Parameters => parameters;

    /// <summary>Evaluations so far.</summary>
    public int Evaluations { get; private set; }

    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Evaluations++;
        gradient.Clear();
        double sum = 0.0;
        for (int k = 0; k + 1 < x.Length; k++)
        {
            double a = 1.0 - x[k], b = x[k + 1] - (x[k] * x[k]);
            sum += (a * a) + (100.0 * b * b);
            gradient[k] += (-2.0 * a) - (400.0 * x[k] * b);
            gradient[k + 1] += 200.0 * b;
        }

        return sum;
    }
}
