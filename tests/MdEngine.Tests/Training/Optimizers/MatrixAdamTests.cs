using System;
using System.Linq;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;
using MdEngine.Training.Optimizers;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Optimizers;

public sealed class MatrixAdamTests
{
    private const int Outputs = 3;
    private const int Inputs = 6;

    [Fact]
    public void The_first_step_without_matrices_has_the_length_of_the_rate()
    {
        var adam = new MatrixAdam(2, [], new AdamSettings { Beta1 = 0.9, Beta2 = 0.99, Epsilon = 1e-8 });
        double[] x = [1.0, -2.0];
        adam.Step(x, [3.0, -0.5], 0.1);
        x[0].ShouldBe(1.0 - 0.1, 1e-8);
        x[1].ShouldBe(-2.0 + 0.1, 1e-8);
    }

    [Fact]
    public void Correlated_inputs_of_a_layer_do_not_slow_it_down()
    {
        double diagonal = Fitted(blocks: false), turned = Fitted(blocks: true);

        // Inputs whose covariance has a condition number of about 1e4: along its axes the steps have the right lengths, across not.
        turned.ShouldBeLessThan(0.1 * diagonal);
    }

    [Fact]
    public void A_gradient_far_larger_than_those_before_is_shortened()
    {
        double Moved(double last)
        {
            var adam = new MatrixAdam(2, [], new AdamSettings { Beta1 = 0.0, Beta2 = 0.999 });
            double[] x = [0.0, 0.0];
            for (int k = 0; k < 50; k++)
            {
                adam.Step(x, [1.0, 0.0], 0.0);
            }

            adam.Step(x, [last, 0.0], 1.0);
            return -x[0];
        }

        // Without it a gradient of 1e6 would go its root, over sqrt(1 - beta2), as far: some 30 and not some 3.
        Moved(1.0).ShouldBe(1.0, 0.01);
        Moved(1e6).ShouldBeLessThan(3.01);
    }

    [Fact]
    public void Restored_it_goes_on_bit_for_bit()
    {
        MatrixAdam Made() => new(Outputs * Inputs, [new MatrixBlock(0, Outputs, Inputs)], new AdamSettings());
        MatrixAdam adam = Made();
        double[] x = new double[Outputs * Inputs], g = new double[x.Length], saved = [];
        var bag = new StateBag();
        for (int k = 0; k < 40; k++)
        {
            if (k == 15)
            {
                adam.Save(bag);
                saved = [.. x];
            }

            Loss(x, g);
            adam.Step(x, g, 0.01);
        }

        MatrixAdam other = Made();
        other.Restore(bag);
        for (int k = 15; k < 40; k++)
        {
            Loss(saved, g);
            other.Step(saved, g, 0.01);
        }

        saved.SequenceEqual(x).ShouldBeTrue();
    }

    [Theory]
    [InlineData(-1, 1, 1)]
    [InlineData(0, 0, 1)]
    [InlineData(1, 2, 2)]
    [InlineData(0, int.MaxValue, int.MaxValue)]
    public void Matrices_outside_of_the_parameters_are_refused(int start, int rows, int columns) =>
        Should.Throw<ArgumentException>(() => new MatrixAdam(4, [new MatrixBlock(start, rows, columns)], new AdamSettings()));

    private static double Fitted(bool blocks)
    {
        var settings = new AdamSettings { Rate = 0.02, LastRate = 1e-5 };
        var adam = new MatrixAdam(Outputs * Inputs, blocks ? [new MatrixBlock(0, Outputs, Inputs)] : [], settings);
        double[] x = new double[Outputs * Inputs], g = new double[x.Length];
        const int steps = 300;
        for (int k = 0; k < steps; k++)
        {
            Loss(x, g);
            adam.Step(x, g, settings.RateAt((double)k / steps));
        }

        return Loss(x, g);
    }

    /// <summary>Mean square of (W - W*) x over inputs x that are nearly the same in all components.</summary>
    private static double Loss(double[] w, double[] gradient)
    {
        var stream = new RandomStream(5, RandomPurpose.Other);
        const int samples = 40;
        Array.Clear(gradient);
        double loss = 0.0;
        for (int s = 0; s < samples; s++)
        {
            double common = Philox.Normal(stream, s, 100).A;
            double[] x = [.. Enumerable.Range(0, Inputs).Select(k => common + (0.03 * Philox.Normal(stream, s, k).A))];
            for (int o = 0; o < Outputs; o++)
            {
                double residual = Enumerable.Range(0, Inputs).Sum(
                    k => (w[(o * Inputs) + k] - Philox.Normal(stream, 1000 + o, k).A) * x[k]);
                loss += residual * residual / samples;
                for (int k = 0; k < Inputs; k++)
                {
                    gradient[(o * Inputs) + k] += 2.0 * residual * x[k] / samples;
                }
            }
        }

        return loss;
    }
}
