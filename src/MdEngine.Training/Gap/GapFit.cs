using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Potentials.Gap;
using MdEngine.Potentials.Gap.Reading;
using MdEngine.Potentials.Gap.Writing;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Gap;

/// <summary>Fits a Gaussian approximation potential: sparse points first, then their weights by linear least squares.</summary>
/// <param name="options">Options.</param>
internal sealed class GapFit(GapFitOptions options) : IModelFit
{
    private const string File = "gap.xml", Label = "GAP_MdEngine";

    /// <inheritdoc/>
    public string Type => "gap";

    /// <inheritdoc/>
    public FittedModel Fit(FitContext context)
    {
        TrainingData data = context.Data;
        if (data.Training.Count == 0)
        {
            throw new InputException("there is no training frame");
        }

        LinearFit.CheckEnergies(data.Training);
        var facts = new List<(string, string)>();
        GapProcess[] processes = [.. (options.Descriptors ?? GapRecipe.For(data)).SelectMany(d => d.Processes(data.Elements))];
        GapCoordinates?[] chosen = GapCheckpoint.Restore(context.Checkpoint.Saved, processes) ?? ChoosePoints(context, processes);
        GapCoordinates[] coordinates = Describe(processes, chosen, facts);
        var checkpoint = new GapCheckpoint(context.Checkpoint, chosen);
        context.Progress.Stage("make the kernel matrix");
        var linear = new GapLinearModel(coordinates, data.Elements, options.SparseJitter, context.Workers);
        if (linear.Columns > TallQr.MostColumns)
        {
            throw new InputException(
                $"the model has {linear.Columns} sparse points in all, expected at most {TallQr.MostColumns}; lower n_sparse");
        }

        context.Progress.Stage("solve for the weights");
        var fit = new LinearFit(linear, data.Training, data.AtomEnergies, options.Noise == GapNoise.PerAtom, context.Workers);
        double[] weights = fit.Solve(context.Progress, checkpoint, context.Stop)
            ?? throw new InputException("the sparse points depend on each other to rounding; raise sparse_jitter_eV2 or lower n_sparse");
        var energies = new double[PeriodicTable.All.Count + 1];
        for (int k = 0; k < data.Elements.Count; k++)
        {
            energies[data.Elements[k].AtomicNumber] = data.AtomEnergies[k];
        }

        var model = new GapModel { File = File, AtomEnergies = energies, Coordinates = linear.WithWeights(weights), Cores = [] };
        context.Progress.Stage("evaluate");
        context.Progress.Loss(LinearLosses.Of(new GapPotential(model), context, fit.ResidualSquares));
        facts.Add(("Rows of energies, forces and virials", fit.Rows.ToString(CultureInfo.InvariantCulture)));
        facts.Add(("Jitter of the kernel matrix", string.Create(CultureInfo.InvariantCulture, $"{options.SparseJitter:G3} eV^2")));
        facts.Add(("Noise of energies and virials", options.Noise == GapNoise.PerAtom ? "sigma sqrt(N) of a frame of N atoms" : "sigma N of a frame of N atoms"));
        facts.Add(("Condition of the least-squares problem", string.Create(CultureInfo.InvariantCulture, $"{fit.Condition:E1} or more")));
        return new FittedModel(
            GapWriter.Write(model, File, Label),
            new Dictionary<string, string> { ["file"] = File },
            linear.Columns,
            facts);
    }

    private static GapCoordinates?[] ChoosePoints(FitContext context, GapProcess[] processes)
    {
        TrainingData data = context.Data;
        context.Progress.Stage("choose sparse points");
        for (int k = 0; k < processes.Length; k++)
        {
            processes[k].Begin(Random(context.Seed, k, 0));
        }

        using (var neighbors = new FrameNeighbors(data.Elements, processes.Max(p => p.Cutoff)))
        {
            for (int f = 0; f < data.Training.Count; f++)
            {
                context.Stop.ThrowIfCancellationRequested();
                SetFrame(neighbors, data.Training[f]);
                foreach (GapProcess process in processes)
                {
                    process.Collect(neighbors);
                }

                context.Progress.Fraction((f + 1.0) / data.Training.Count);
            }
        }

        var chosen = new GapCoordinates?[processes.Length];
        for (int k = 0; k < processes.Length; k++)
        {
            context.Stop.ThrowIfCancellationRequested();
            chosen[k] = processes[k].Choose(Random(context.Seed, k, 1), context.Workers, context.Stop);
        }

        return chosen;
    }

    /// <summary>The processes that have points, and what to tell of all.</summary>
    private static GapCoordinates[] Describe(GapProcess[] processes, GapCoordinates?[] chosen, List<(string, string)> facts)
    {
        for (int k = 0; k < processes.Length; k++)
        {
            string text = chosen[k] is not { } one ? "none: there are no such in the training data"
                : one.Count == processes[k].Asked ? $"{one.Count}: {one.Descriptor.Text}"
                : $"{one.Count} of {processes[k].Asked} asked for, as there are no more different ones: {one.Descriptor.Text}";
            facts.Add(($"Sparse points: {processes[k].Name}", text));
        }

        GapCoordinates[] coordinates = [.. chosen.OfType<GapCoordinates>()];
        return coordinates.Length > 0
            ? coordinates
            : throw new InputException("no atom of the training frames has a neighbour within the cutoffs of the descriptors; check the cutoffs and the cells");
    }

    private static void SetFrame(FrameNeighbors neighbors, TrainingFrame frame)
    {
        try
        {
            neighbors.Set(frame.Structure);
        }
        catch (InputException e)
        {
            throw new InputException($"{frame.Place}: {e.Message}", e.File, e.Line, e);
        }
    }

    /// <summary>Processes of one fit draw different numbers.</summary>
    private static RandomStream Random(ulong seed, int process, int use)
    {
        (uint a, uint b, _, _) = Philox.Block((uint)process, (uint)use, 0x67617066, 0, (uint)seed, (uint)(seed >> 32));
        return new RandomStream(((ulong)a << 32) | b, RandomPurpose.Other);
    }
}
