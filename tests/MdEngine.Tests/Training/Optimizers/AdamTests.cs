using System;
using MdEngine.Training.Optimizers;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Optimizers;

/// <summary>Adam, which the optimiser is for parameters outside of matrices.</summary>
public sealed class AdamTests
{
    [Fact]
    public void The_first_step_has_the_length_of_the_rate_and_the_second_follows_the_paper()
    {
        var adam = new MatrixAdam(2, [], new AdamSettings { Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8 });
        double[] x = [1.0, -2.0];
        adam.Step(x, [3.0, -0.5], 0.1);

        // m/(1-b1) = g and v/(1-b2) = g^2: the step is the rate times the sign, but for epsilon.
        x[0].ShouldBe(1.0 - 0.1, 1e-8);
        x[1].ShouldBe(-2.0 + 0.1, 1e-8);
        adam.Step(x, [1.0, 0.0], 0.1);
        double m = ((0.9 * 0.1 * 3.0) + (0.1 * 1.0)) / (1.0 - 0.81), v = ((0.99 * 0.01 * 9.0) + 0.01) / (1.0 - (0.99 * 0.99));
        x[0].ShouldBe(0.9 - (0.1 * m / Math.Sqrt(v)), 1e-8);
    }

    [Fact]
    public void It_goes_down_a_curved_valley()
    {
        var loss = new Rosenbrock(4);
        var settings = new AdamSettings { Rate = 0.02, LastRate = 1e-5 };
        var adam = new MatrixAdam(4, [], settings);
        double[] x = [-1.2, 1.0, -0.5, 0.3], g = new double[4];
        const int steps = 20_000;
        double first = loss.Evaluate(x, g);
        for (int k = 0; k < steps; k++)
        {
            loss.Evaluate(x, g);
            adam.Step(x, g, settings.RateAt((double)k / steps));
        }

        // The valley is flat: 1e-6 of the start is what such a rate reaches.
        loss.Evaluate(x, g).ShouldBeLessThan(1e-6 * first);
    }

    [Fact]
    public void Weights_decay_by_rate_and_decay()
    {
        var adam = new MatrixAdam(1, [], new AdamSettings { WeightDecay = 0.5 });
        double[] x = [2.0];
        adam.Step(x, [0.0], 0.1);
        x[0].ShouldBe(2.0 * (1.0 - (0.1 * 0.5)), 1e-15);
    }

    [Fact]
    public void The_rate_falls_from_the_first_to_the_last()
    {
        var settings = new AdamSettings { Rate = 0.1, LastRate = 0.001 };
        settings.RateAt(0.0).ShouldBe(0.1, 1e-15);
        settings.RateAt(0.5).ShouldBe(0.0505, 1e-15);
        settings.RateAt(1.0).ShouldBe(0.001, 1e-15);
    }
}
