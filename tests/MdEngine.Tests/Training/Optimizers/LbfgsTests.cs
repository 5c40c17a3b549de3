using System;
using System.Linq;
using MdEngine.Core.Persistence;
using MdEngine.Training.Optimizers;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Optimizers;

public sealed class LbfgsTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public void It_finds_the_bottom_of_Rosenbrocks_valley(int n)
    {
        var loss = new Rosenbrock(n);
        double[] x = [.. Enumerable.Range(0, n).Select(k => k % 2 == 0 ? -1.2 : 1.0)];
        var lbfgs = new Lbfgs(n, 8);
        int steps = 0;
        while (steps < 1000 && lbfgs.Step(x, loss) == LbfgsOutcome.Progress)
        {
            steps++;
        }

        // The loss is quadratic at the bottom: 1e-14 in it is 1e-7 or so in x.
        lbfgs.Loss.ShouldBeLessThan(1e-14);
        x.ShouldAllBe(v => Math.Abs(v - 1.0) < 1e-6);
        lbfgs.Evaluations.ShouldBe(loss.Evaluations);
    }

    [Fact]
    public void A_quadratic_form_takes_few_steps_however_stretched_it_is()
    {
        var loss = new Stretched();
        var lbfgs = new Lbfgs(10, 10);
        double[] x = [.. Enumerable.Repeat(1.0, 10)];
        for (int k = 0; k < 150 && lbfgs.Step(x, loss) == LbfgsOutcome.Progress; k++)
        {
        }

        // Curvatures from 1 to 1e4: the gradient method needs a hundred thousand steps for this, 1e4 ln(1e6).
        lbfgs.Loss.ShouldBeLessThan(1e-12);
    }

    [Fact]
    public void It_steps_back_from_where_the_loss_has_no_value()
    {
        var loss = new Barrier();
        var lbfgs = new Lbfgs(1);
        double[] x = [0.01];
        for (int k = 0; k < 100 && lbfgs.Step(x, loss) == LbfgsOutcome.Progress; k++)
        {
        }

        x[0].ShouldBe(1.0, 1e-6);
    }

    [Fact]
    public void It_says_when_it_is_done()
    {
        var lbfgs = new Lbfgs(3);
        double[] x = [1.0, 1.0, 1.0];
        lbfgs.Step(x, new Rosenbrock(3)).ShouldBe(LbfgsOutcome.Converged);
        x.ShouldBe([1.0, 1.0, 1.0]);
    }

    [Fact]
    public void Restored_it_goes_on_bit_for_bit()
    {
        var loss = new Rosenbrock(6);
        double[] x = [-1.2, 1.0, 0.5, 0.2, -0.3, 0.8];
        var lbfgs = new Lbfgs(6, 4);
        var bag = new StateBag();
        double[] saved = [];
        for (int k = 0; k < 20; k++)
        {
            if (k == 9)
            {
                lbfgs.Save(bag);
                saved = [.. x];
            }

            lbfgs.Step(x, loss);
        }

        var other = new Lbfgs(6, 4);
        other.Restore(bag);
        for (int k = 9; k < 20; k++)
        {
            other.Step(saved, loss);
        }

        saved.SequenceEqual(x).ShouldBeTrue();
        other.Loss.ShouldBe(lbfgs.Loss);
    }

    private sealed class Stretched : ILossFunction
    {
        public int Parameters => 10;

        public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
        {
            double sum = 0.0;
            for (int k = 0; k < x.Length; k++)
            {
                double curvature = Math.Pow(10.0, 4.0 * k / 9.0);
                sum += 0.5 * curvature * x[k] * x[k];
                gradient[k] = curvature * x[k];
            }

            return sum;
        }
    }

    /// <summary>x - ln x, least at 1, without a value for x at most 0.</summary>
    private sealed class Barrier : ILossFunction
    {
        public int Parameters => 1;

        public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
        {
            gradient[0] = 1.0 - (1.0 / x[0]);
            return x[0] > 0.0 ? x[0] - Math.Log(x[0]) : double.NaN;
        }
    }
}
