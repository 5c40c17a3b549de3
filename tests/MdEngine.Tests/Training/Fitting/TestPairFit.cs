using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Evaluation;
using MdEngine.Core.Persistence;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Tests.Training.Fitting;

/// <summary>Fits a <see cref="TestPairSum"/> by conjugate gradients on the weighted normal equations, an iteration an epoch.</summary>
public sealed class TestPairFit(TestPairFitOptions options) : IModelFit
{
    public string Type => "test-pair-sum";

    public FittedModel Fit(FitContext context)
    {
        TrainingData data = context.Data;
        if (data.Elements.Count != 1)
        {
            throw new InputException($"found {data.Elements.Count} elements, expected one");
        }

        context.Progress.Stage("set up the equations");
        int n = options.Terms;
        (double[][] rows, double[] labels) = Rows(data.Training, data.Elements[0], data.AtomEnergies[0], context, weigh: true);
        (double[][] check, double[] truth) = Rows(data.Validation, data.Elements[0], data.AtomEnergies[0], context, weigh: false);
        double[] c = new double[n], residual = Gradient(rows, labels, c), direction = [.. residual];
        long first = 0;
        if (context.Checkpoint.Saved is { } saved)
        {
            first = saved.Integer("epoch");
            (c, residual, direction) = (saved.Reals("c", n), saved.Reals("residual", n), saved.Reals("direction", n));
        }

        context.Progress.Stage("solve");
        for (long epoch = first; epoch < options.Iterations; epoch++)
        {
            if (context.Stop.IsCancellationRequested || context.Checkpoint.IsDue)
            {
                var bag = new StateBag();
                bag.Set("epoch", epoch);
                bag.Set("c", c);
                bag.Set("residual", residual);
                bag.Set("direction", direction);
                context.Checkpoint.Save(bag);
                context.Stop.ThrowIfCancellationRequested();
            }

            Step(rows, c, residual, direction);
            double loss = Sum(rows, labels, c), off = Sum(check, truth, c);
            context.Progress.Loss(new LossPoint(epoch, double.NaN, loss, double.NaN, off, loss));
            context.Progress.Fraction((epoch + 1.0) / options.Iterations);
        }

        var model = new TestPairSum(data.Elements[0], options.Cutoff, data.AtomEnergies[0], c);
        return new FittedModel(
            new Dictionary<string, byte[]> { ["pair.txt"] = Encoding.UTF8.GetBytes(model.Text()) },
            new Dictionary<string, string> { ["file"] = "pair.txt" },
            n,
            [("terms", $"{n}")]);
    }

    private static void Step(double[][] rows, double[] c, double[] residual, double[] direction)
    {
        double square = Dot(residual, residual);
        if (square == 0.0)
        {
            return;
        }

        double[] image = new double[c.Length];
        foreach (double[] row in rows)
        {
            double along = Dot(row, direction);
            for (int k = 0; k < c.Length; k++)
            {
                image[k] += along * row[k];
            }
        }

        double length = square / Dot(direction, image);
        for (int k = 0; k < c.Length; k++)
        {
            c[k] += length * direction[k];
            residual[k] -= length * image[k];
        }

        double ratio = Dot(residual, residual) / square;
        for (int k = 0; k < c.Length; k++)
        {
            direction[k] = residual[k] + (ratio * direction[k]);
        }
    }

    private (double[][] Rows, double[] Labels) Rows(
        IReadOnlyList<TrainingFrame> frames, Element element, double atom, FitContext context, bool weigh)
    {
        var rows = new List<double[]>();
        var labels = new List<double>();
        FrameEvaluator[] terms = [.. Enumerable.Range(0, options.Terms).Select(k => new FrameEvaluator(
            new TestPairSum(element, options.Cutoff, 0.0, [.. Enumerable.Range(0, options.Terms).Select(j => j == k ? 1.0 : 0.0)]),
            context.Workers))];
        foreach (TrainingFrame frame in frames)
        {
            Structure[] values = [.. terms.Select(t => t.Evaluate(frame.Structure))];
            double size = frame.Structure.Count;
            double energy = 1.0 / (size * (weigh ? frame.Sigmas.Energy : 1.0)), force = 1.0 / (weigh ? frame.Sigmas.Forces : 1.0);
            rows.Add([.. values.Select(v => energy * v.Energy!.Value)]);
            labels.Add(energy * (frame.Structure.Energy!.Value - (size * atom)));
            for (int i = 0; i < size && force > 0.0; i++)
            {
                for (int axis = 0; axis < 3; axis++)
                {
                    rows.Add([.. values.Select(v => force * v.Forces![i][axis])]);
                    labels.Add(force * frame.Structure.Forces![i][axis]);
                }
            }
        }

        return ([.. rows], [.. labels]);
    }

    private static double[] Gradient(double[][] rows, double[] labels, double[] c)
    {
        var gradient = new double[c.Length];
        for (int m = 0; m < rows.Length; m++)
        {
            double off = labels[m] - Dot(rows[m], c);
            for (int k = 0; k < c.Length; k++)
            {
                gradient[k] += off * rows[m][k];
            }
        }

        return gradient;
    }

    private static double Sum(double[][] rows, double[] labels, double[] c) => rows.Length == 0
        ? double.NaN
        : Math.Sqrt(rows.Select((row, m) => Math.Pow(labels[m] - Dot(row, c), 2.0)).Sum() / rows.Length);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
