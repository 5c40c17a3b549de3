using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Readouts;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Hdnnp;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Hdnnp;

public sealed class FrameLossTests
{
    private const double Unit = 0.7;

    public static TheoryData<Activation, int[], double, double, double> Cases => new()
    {
        { Activation.Tanh, [5, 4], 0.01, double.PositiveInfinity, double.PositiveInfinity },
        { Activation.Tanh, [5, 4], double.PositiveInfinity, 0.1, double.PositiveInfinity },
        { Activation.Tanh, [5, 4], double.PositiveInfinity, double.PositiveInfinity, 0.05 },
        { Activation.Tanh, [9], 0.01, 0.1, 0.05 },
        { Activation.Tanh, [4, 5, 3], 0.01, 0.1, 0.05 },
        { Activation.Logistic, [5, 4], 0.01, 0.1, 0.05 },
        { Activation.ReversedLogistic, [5, 4], 0.01, 0.1, 0.05 },
        { Activation.Softplus, [5, 4], 0.01, 0.1, 0.05 },
        { Activation.Gaussian, [5, 4], 0.01, 0.1, 0.05 },
        { Activation.Cosine, [5, 4], 0.01, 0.1, 0.05 },
        { Activation.Identity, [5, 4], 0.01, 0.1, 0.05 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_is_that_of_the_loss_for_every_weight(
        Activation activation, int[] hidden, double energy, double forces, double virial)
    {
        using var workers = new WorkerPool(2);
        (NetworkShape shape, FrameData[] frames) = Build(activation, hidden, new LabelSigmas(energy, forces, virial), workers);
        var loss = new FrameLoss(shape, Unit, workers) { Frames = frames };
        double[] w = WeightStart.Make(shape, InitialWeights.NguyenWidrow, 3, 0), gradient = new double[w.Length];
        loss.Evaluate(w, gradient);
        double scale = gradient.Max(Math.Abs);
        scale.ShouldBeGreaterThan(0.0);
        for (int k = 0; k < w.Length; k++)
        {
            double Slope(double h) => (At(loss, w, k, h) - At(loss, w, k, -h)) / (2.0 * h);

            // Richardson's extrapolation leaves an error of h^4; rounding is 1e-16 of the loss over h.
            double numeric = ((4.0 * Slope(5e-4)) - Slope(1e-3)) / 3.0;
            gradient[k].ShouldBe(numeric, 1e-8 * scale);
        }
    }

    [Fact]
    public void Derivatives_of_single_measurements_add_up_to_the_gradient()
    {
        using var workers = new WorkerPool(1);
        (NetworkShape shape, FrameData[] frames) = Build(Activation.Tanh, [5, 4], new LabelSigmas(0.01, 0.1, 0.05), workers);
        var loss = new FrameLoss(shape, Unit, workers) { Frames = frames[..1] };
        double[] w = WeightStart.Make(shape, InitialWeights.Xavier, 3, 0), gradient = new double[w.Length];
        double value = loss.Evaluate(w, gradient);
        FrameData frame = frames[0];
        double[] sum = new double[w.Length];
        double squares = 0.0;
        for (int c = -1; c < frame.Coordinates; c++)
        {
            double[] row = new double[w.Length];
            double weight = c < 0 ? frame.EnergyWeight : frame.WeightOf(c);
            double error = c < 0
                ? loss.Pass(0).Energy(frame, row) - frame.Energy
                : loss.Pass(0).Component(frame, c, row) - frame.Labels[c];
            squares += weight * weight * error * error;
            for (int k = 0; k < row.Length; k++)
            {
                sum[k] += weight * weight * error * row[k] / frame.Residuals;
            }
        }

        value.ShouldBe(0.5 * squares / frame.Residuals, 1e-12 * value);
        double scale = gradient.Max(Math.Abs);
        for (int k = 0; k < w.Length; k++)
        {
            sum[k].ShouldBe(gradient[k], 1e-11 * scale);
        }
    }

    [Fact]
    public void Threads_do_not_change_a_bit()
    {
        double[] Gradient(int threads)
        {
            using var workers = new WorkerPool(threads);
            (NetworkShape shape, FrameData[] frames) = Build(Activation.Tanh, [6, 6], new LabelSigmas(0.01, 0.1, 0.05), workers);
            var loss = new FrameLoss(shape, Unit, workers) { Frames = frames };
            double[] g = new double[shape.Count];
            double value = loss.Evaluate(WeightStart.Make(shape, InitialWeights.Xavier, 1, 0), g);
            return [.. g, value];
        }

        Gradient(3).SequenceEqual(Gradient(1)).ShouldBeTrue();
    }

    [Fact]
    public void Labels_that_are_missing_do_not_count()
    {
        using var workers = new WorkerPool(1);
        (NetworkShape shape, FrameData[] frames) = Build(Activation.Tanh, [3], new LabelSigmas(0.01, 0.1, 0.05), workers, s =>
        {
            s.Stress = null;
            s.Forces = null;
        });
        frames.ShouldAllBe(f => f.Residuals == 1);
        var loss = new FrameLoss(shape, Unit, workers) { Frames = frames };
        double[] g = new double[shape.Count];
        double.IsFinite(loss.Evaluate(WeightStart.Make(shape, InitialWeights.Xavier, 1, 0), g)).ShouldBeTrue();
        g.ShouldAllBe(x => double.IsFinite(x));
        double.IsNaN(loss.Errors.Forces).ShouldBeTrue();
    }

    private static double At(FrameLoss loss, double[] weights, int k, double h)
    {
        double[] moved = [.. weights];
        moved[k] += h;
        return loss.Evaluate(moved, []);
    }

    private static (NetworkShape Shape, FrameData[] Frames) Build(
        Activation activation, int[] hidden, LabelSigmas sigmas, WorkerPool workers, Action<Structure>? change = null)
    {
        Structure[] structures = FitFrames.Diamonds(4, "C", "Si");
        for (int f = 0; f < structures.Length; f++)
        {
            Structure s = structures[f];
            s.Energy = -8.0 - f;
            s.Forces = [.. Enumerable.Range(0, s.Count).Select(i => new Double3(Math.Sin(i), Math.Cos(3 * i), 0.1 * i))];
            s.Stress = new Matrix3(0.01, 0.002, -0.01, 0.002, -0.02, 0.005, -0.01, 0.005, 0.03);
            change?.Invoke(s);
        }

        TrainingFrame[] frames = [.. structures.Select(s => new TrainingFrame(s, "all", sigmas, "test"))];
        TrainingData data = FitFrames.Data(structures) with { Training = frames, Validation = [] };
        var options = new HdnnpFitOptions
        {
            SymmetryFunctions =
            [
                "C 2 C 0.1 0 5.0", "C 2 Si 0.2 0 5.0", "C 3 Si Si 0.05 -1 2 5.0",
                "Si 2 C 0.2 0 5.0", "Si 2 Si 0.4 1.5 5.0", "Si 3 C Si 0.03 1 1 5.0", "Si 9 C C 0.03 1 1 5.0",
            ],
        };
        FitContext context = FitFrames.Context(data, workers);
        DescriptorSet descriptors = DescriptorChoice.Make(options, context);
        FrameData[] built = new FrameBuilder(descriptors, [-1.0, -1.2], context, 1.0).Build(data.Training);
        return (new NetworkShape(descriptors.Inputs, hidden, activation), built);
    }
}
