using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Persistence;
using MdEngine.Potentials.Nep;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Nep;

/// <summary>
/// Fits neuroevolution potentials by their exact gradient instead of evolution: network and descriptor coefficients together,
/// to energies, forces and stresses.
/// </summary>
/// <remarks>
/// Model: K. Song et al., Nat. Commun. 15, 10208 (2024). Every neighbour sum of basis functions is made once, since positions do
/// not change; the gradient of the force and stress terms takes one pass forward in the direction of the residuals and
/// one back.
/// </remarks>
/// <param name="options">Options.</param>
public sealed class NepFit(NepFitOptions options) : IModelFit
{
    // What all frames' tables of pairs may take together; beyond it they are made again on each visit.
    private const long MostTableBytes = 3L << 30;

    /// <inheritdoc/>
    public string Type => "nep";

    /// <inheritdoc/>
    public FittedModel Fit(FitContext context)
    {
        Check(context.Data);
        var shape = new NepShape(Header(options, context.Data));
        context.Progress.Stage("describe neighbourhoods");
        NepFrame[] training = Build(context, shape, context.Data.Training);
        NepFrame[] validation = Build(context, shape, context.Data.Validation);
        var weights = new NepLossWeights(
            options.LambdaEnergy, options.LambdaForce, options.LambdaVirial, options.LambdaShear, options.Lambda1, options.Lambda2);
        StateBag? saved = context.Checkpoint.Saved;
        var done = new List<(double[] Best, long Epochs, long BestEpoch)>();
        var files = new Dictionary<string, byte[]>();
        for (int member = 0; member < options.Members; member++)
        {
            double[] start = NepStart.Parameters(shape, context.Data, context.Seed, member);
            NepScaling scaling = NepStart.Scaling(shape, start, training);
            var loss = new NepLoss(shape, scaling, training, weights, context.Workers);
            NepLoss? watch = validation.Length == 0 ? null : new NepLoss(shape, scaling, validation, weights, context.Workers);
            var one = new NepMember(options, context, loss, watch, start, member);
            (double[] Best, long Epochs, long BestEpoch) result;
            if (saved is not null && saved.Integer("member") > member)
            {
                StateBag past = saved.Section($"member{member}");
                result = (past.Reals("best", shape.Parameters), past.Integer("epochs"), past.Integer("bestEpoch"));
            }
            else
            {
                if (saved is not null && saved.Integer("member") == member)
                {
                    one.Restore(saved.Section("current"));
                }

                one.Train(() => context.Checkpoint.Save(State(done, one)));
                result = (one.Best, one.Epochs, one.BestEpoch);
            }

            done.Add(result);
            files[FileOf(member)] = NepExport.Write(shape, scaling, result.Best, [.. training, .. validation]);
        }

        bool single = files.Count == 1;
        return new FittedModel(
            files,
            single ? new Dictionary<string, string> { ["file"] = FileOf(0) } : [],
            (long)options.Members * shape.Parameters,
            Facts(shape, done))
        {
            PotentialLists = single ? new() : new Dictionary<string, IReadOnlyList<string>> { ["files"] = [.. done.Select((_, k) => FileOf(k))] },
        };
    }

    private static string FileOf(int member) =>
        member == 0 ? "nep.txt" : string.Create(CultureInfo.InvariantCulture, $"nep-{member + 1}.txt");

    private static StateBag State(List<(double[] Best, long Epochs, long BestEpoch)> done, NepMember current)
    {
        var state = new StateBag();
        state.Set("member", (long)done.Count);
        for (int k = 0; k < done.Count; k++)
        {
            StateBag past = state.Section($"member{k}");
            past.Set("best", done[k].Best);
            past.Set("epochs", done[k].Epochs);
            past.Set("bestEpoch", done[k].BestEpoch);
        }

        current.Save(state.Section("current"));
        return state;
    }

    private void Check(TrainingData data)
    {
        foreach ((string key, string message) in options.Validate())
        {
            throw new InputException($"'{key}': {message}");
        }

        if (data.Training.Count == 0)
        {
            throw new InputException("there are no training frames; expected some with energies");
        }

        if (!data.Training.Any(f => f.Structure.Energy is not null && double.IsFinite(f.Sigmas.Energy)))
        {
            throw new InputException("no training frame has an energy that counts; forces alone leave the energy of an atom open");
        }

        foreach (TrainingFrame frame in data.Training.Concat(data.Validation))
        {
            LabelSigmas s = frame.Sigmas;
            if (!(s.Energy > 0.0 && s.Forces > 0.0 && s.Virial > 0.0))
            {
                throw new InputException($"{frame.Place}: its sigmas are {s.Energy}, {s.Forces} and {s.Virial}; expected positive numbers");
            }
        }
    }

    internal static NepHeader Header(NepFitOptions options, TrainingData data)
    {
        int pairs = data.Elements.Count * data.Elements.Count;
        return new NepHeader
        {
            Version = options.Version,
            Elements = data.Elements,
            RadialCutoffs = [.. Enumerable.Repeat(options.Cutoff[0], pairs)],
            AngularCutoffs = [.. Enumerable.Repeat(options.Cutoff[1], pairs)],
            RadialFunctions = options.Functions[0] + 1,
            AngularFunctions = options.Functions[1] + 1,
            RadialBasis = options.Basis[0] + 1,
            AngularBasis = options.Basis[1] + 1,
            MaxAngularMomentum = options.AngularMomentum[0],
            ExtraTerms = options.ExtraTerms,
            Neurons = options.Neurons,
            Zbl = options.Zbl is { } outer ? new NepZblHeader(0.5 * outer, outer, 0.0, 0.0) : null,
        };
    }

    private NepFrame[] Build(FitContext context, NepShape shape, IReadOnlyList<TrainingFrame> frames)
    {
        var built = new NepFrame[frames.Count];
        var builder = new NepFrameBuilder(shape);
        bool keep = EstimatedBytes(context.Data, shape) < MostTableBytes;
        context.Workers.Run(frames.Count, (k, _) => built[k] = builder.Build(frames[k], keep));
        return built;
    }

    /// <summary>What the tables of all frames take, from the mean density: an estimate that depends on the data alone.</summary>
    private static double EstimatedBytes(TrainingData data, NepShape shape)
    {
        double bytes = 0.0;
        foreach (TrainingFrame frame in data.Training.Concat(data.Validation))
        {
            // The densest solids have some 0.18 atoms per cubic Angstrom; open frames are taken as such.
            double density = frame.Structure.Cell.HasVolume ? frame.Structure.Count / frame.Structure.Cell.Volume : 0.18;
            double radial = density * 4.0 / 3.0 * Math.PI * Math.Pow(shape.Header.RadialCutoffs[0], 3);
            double angular = density * 4.0 / 3.0 * Math.PI * Math.Pow(shape.Header.AngularCutoffs[0], 3);
            bytes += frame.Structure.Count * NepPairTables.Bytes(shape, radial, angular);
        }

        return bytes;
    }

    private List<(string Name, string Text)> Facts(NepShape shape, List<(double[] Best, long Epochs, long BestEpoch)> done)
    {
        NepHeader h = shape.Header;
        var facts = new List<(string, string)>
        {
            ("Model", Text($"NEP{h.Version}, {h.Neurons} neurons, descriptor of {h.DescriptorLength} components")),
            ("Cutoffs", Text($"{h.RadialCutoffs[0]} Angstrom radial, {h.AngularCutoffs[0]} Angstrom angular")),
            ("Radial functions", Text($"{h.RadialFunctions} of {h.RadialBasis} basis functions")),
            ("Angular functions", Text($"{h.AngularFunctions} of {h.AngularBasis} basis functions, l up to {h.MaxAngularMomentum}")),
            ("Terms of more bodies", Extra(h.ExtraTerms)),
            ("Repulsion", h.Zbl is null ? "none" : Text($"universal (ZBL), fading from {h.Zbl.Inner} to {h.Zbl.Outer} Angstrom")),
            ("Parameters", Text($"{shape.Parameters}")),
            ("Loss", Text($"lambda_e {options.LambdaEnergy}, lambda_f {options.LambdaForce}, lambda_v {options.LambdaVirial}, lambda_1 {options.Lambda1}, lambda_2 {options.Lambda2}; mean squares over sigmas")),
        };
        for (int k = 0; k < done.Count; k++)
        {
            facts.Add((
                done.Count == 1 ? "Training" : Text($"Training of model {k + 1}"),
                Text($"{Math.Min(done[k].Epochs, options.Epochs)} epochs of Adam, {Math.Max(0, done[k].Epochs - options.Epochs)} steps of L-BFGS; kept what epoch {done[k].BestEpoch} gave")));
        }

        if (done.Count > 1)
        {
            facts.Add(("Committee", Text($"{done.Count} members from different beginnings: {FileOf(0)} to {FileOf(done.Count - 1)}, each a model that runs alone too")));
        }

        return facts;
    }

    private static string Extra(bool[] on)
    {
        string[] names = ["222", "1111", "112", "123", "233", "134"];
        string[] used = [.. names.Where((_, k) => on[k])];
        return used.Length == 0 ? "none" : string.Join(", ", used);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
