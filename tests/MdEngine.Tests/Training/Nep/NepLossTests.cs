using System;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Nep;
using MdEngine.Training.Data;
using MdEngine.Training.Nep;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Training.Nep;

public class NepLossTests
{
    public static TheoryData<string, string> Terms => new()
    {
        { "energy", "Si" },
        { "force", "Si" },
        { "virial", "Si" },
        { "norms", "Si" },
        { "energy", "Si C" },
        { "force", "Si C" },
        { "virial", "Si C" },
    };

    /// <summary>
    /// Central differences of fourth order with steps of 2e-4: their error is some 1e-9 of the largest derivative of a class,
    /// from rounding (1e-16 / 2e-4 of the loss, which is large) and from the order alike.
    /// </summary>
    [Theory]
    [MemberData(nameof(Terms))]
    public void Gradient_IsTheDerivativeOfTheLoss(string term, string symbols)
    {
        Element[] elements = [.. symbols.Split(' ').Select(s => s == "C" ? NepFitSample.Carbon : NepFitSample.Silicon)];
        using var workers = new WorkerPool(1);
        var weights = new NepLossWeights(
            term == "energy" ? 1.0 : 0.0, term == "force" ? 1.0 : 0.0, term == "virial" ? 1.0 : 0.0, 1.7,
            term == "norms" ? 0.3 : 0.0, term == "norms" ? 0.6 : 0.0);
        (NepShape shape, NepScaling scaling, NepFrame[] frames, double[] p) = Prepare(NepFitSample.Meaningless(2, elements));
        var loss = new NepLoss(shape, scaling, frames, weights, workers);
        double[] gradient = new double[p.Length], differences = new double[p.Length], scratch = new double[p.Length];
        loss.Evaluate(p, gradient);
        double At(int k, double step)
        {
            double[] moved = (double[])p.Clone();
            moved[k] += step;
            return loss.Evaluate(moved, scratch);
        }

        const double h = 2e-4;
        for (int k = 0; k < p.Length; k++)
        {
            differences[k] = ((8.0 * (At(k, h) - At(k, -h))) - (At(k, 2.0 * h) - At(k, -2.0 * h))) / (12.0 * h);
        }

        foreach (IGrouping<string, int> kind in Enumerable.Range(0, p.Length).GroupBy(k => Kind(shape, k)))
        {
            double scale = kind.Max(k => Math.Abs(gradient[k]));
            double worst = kind.Max(k => Math.Abs(gradient[k] - differences[k]));
            if (kind.Key != "bias" || term == "energy")
            {
                scale.ShouldBeGreaterThan(0.0, $"{kind.Key}: the test would show nothing");
            }

            worst.ShouldBeLessThanOrEqualTo(1e-7 * scale, $"{kind.Key}: largest derivative {scale}");
        }
    }

    [Theory]
    [InlineData(4, "Si")]
    [InlineData(4, "Si C")]
    [InlineData(5, "Si C")]
    public void Predictions_AreThoseOfThePotentialReadFromTheFile(int version, string symbols)
    {
        Element[] elements = [.. symbols.Split(' ').Select(s => s == "C" ? NepFitSample.Carbon : NepFitSample.Silicon)];
        TrainingFrame[] made = NepFitSample.Meaningless(3, elements);
        (NepShape shape, NepScaling scaling, NepFrame[] frames, double[] p) = Prepare(made, version);
        using var workers = new WorkerPool(1);
        var loss = new NepLoss(shape, scaling, frames, new NepLossWeights(1, 1, 1, 1, 0, 0), workers);
        NepModel model = NepFitSample.Read(NepExport.Write(shape, scaling, p, frames));
        model.Version.ShouldBe(version);
        model.HasZbl.ShouldBeTrue();
        var evaluator = new FrameEvaluator(new NepPotential(model), workers);
        for (int k = 0; k < frames.Length; k++)
        {
            Structure expected = evaluator.Evaluate(made[k].Structure);
            (double energy, Double3[] forces, Matrix3 strain) = loss.Predict(p, k);

            // The repulsion has been taken off the labels: what is left of them tells how much.
            NepLabels labels = frames[k].Labels;
            (energy + made[k].Structure.Energy!.Value - labels.Energy).ShouldBe(expected.Energy!.Value, 1e-10);
            for (int i = 0; i < forces.Length; i++)
            {
                int at = Array.IndexOf(frames[k].Order, i);
                Double3 f = forces[i] + made[k].Structure.Forces![i] - labels.Forces![at] - expected.Forces![i];
                Math.Sqrt(Double3.Dot(f, f)).ShouldBeLessThan(1e-10);
            }

            double volume = made[k].Structure.Cell.Volume;
            Matrix3 d = strain + (volume * made[k].Structure.Stress!.Value) - labels.Strain!.Value - (volume * expected.Stress!.Value);
            for (int c = 0; c < 9; c++)
            {
                d[c / 3, c % 3].ShouldBe(0.0, 1e-10);
            }
        }
    }

    [Fact]
    public void Gradient_IsTheSameForAnyNumberOfThreads_AndWithoutKeptTables()
    {
        double[] Of(int threads, bool keep)
        {
            using var workers = new WorkerPool(threads);
            (NepShape shape, NepScaling scaling, NepFrame[] frames, double[] p) = Prepare(
                NepFitSample.Meaningless(5, NepFitSample.Silicon, NepFitSample.Carbon), keepTables: keep);
            var gradient = new double[p.Length];
            new NepLoss(shape, scaling, frames, new NepLossWeights(1, 1, 1, 1, 1, 1), workers).Evaluate(p, gradient);
            return gradient;
        }

        double[] one = Of(1, true);
        Of(3, true).ShouldBe(one);
        Of(2, false).ShouldBe(one);
    }

    private static (NepShape Shape, NepScaling Scaling, NepFrame[] Frames, double[] Parameters) Prepare(
        TrainingFrame[] made, int version = 4, bool keepTables = true)
    {
        TrainingData data = NepFitSample.Data(made);
        var shape = new NepShape(NepFit.Header(NepFitSample.Options with { Version = version }, data));
        var builder = new NepFrameBuilder(shape);
        NepFrame[] frames = [.. made.Select(f => builder.Build(f, keepTables))];
        double[] parameters = NepStart.Parameters(shape, data, 11, 0);
        NepFitSample.LargeOutputs(shape, parameters);
        return (shape, NepStart.Scaling(shape, parameters, frames), frames, parameters);
    }

    private static string Kind(NepShape shape, int k)
    {
        if (k >= shape.RadialStart)
        {
            return k >= shape.AngularStart ? "angular coefficients" : "radial coefficients";
        }

        int at = k % shape.NetworkLength, m = shape.Neurons, d = shape.Descriptor.Length;
        return at < m * d ? "weights" : at < m * (d + 1) ? "biases" : at < m * (d + 2) ? "output" : "bias";
    }
}
