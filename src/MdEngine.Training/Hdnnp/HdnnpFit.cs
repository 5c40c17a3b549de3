using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdEngine.Core;
using MdEngine.Potentials.Hdnnp.Writing;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;

namespace MdEngine.Training.Hdnnp;

/// <summary>
/// Fits high-dimensional neural-network potentials to energies, forces and stresses: chooses symmetry functions, computes them
/// once with their derivatives, and optimises the weights of one network an element, or of a committee.
/// </summary>
/// <param name="options">Options.</param>
public sealed class HdnnpFit(HdnnpFitOptions options) : IModelFit
{
    /// <inheritdoc/>
    public string Type => "hdnnp";

    /// <inheritdoc/>
    public FittedModel Fit(FitContext context)
    {
        Check(context.Data);
        double[] offsets = [.. context.Data.AtomEnergies];
        (double mean, double unit, double length) = Normalization(context.Data);
        context.Progress.Stage("choose symmetry functions");
        DescriptorSet descriptors = DescriptorChoice.Make(options, context);
        var shape = new NetworkShape(descriptors.Inputs, options.Hidden, options.Activation);
        context.Progress.Stage("compute symmetry functions");
        var builder = new FrameBuilder(descriptors, [.. offsets.Select(e => e + mean)], context, options.Memory);
        FrameData[] training = builder.Build(context.Data.Training), validation = builder.Build(context.Data.Validation);
        var fit = new WeightFit(options, context, shape, unit, training, validation);
        double[][] weights = fit.Run();
        var content = new HdnnpContent
        {
            Elements = descriptors.Elements,
            AtomEnergies = offsets,
            CutoffFunction = options.CutoffFunction,
            Alpha = options.CutoffAlpha,
            Functions = descriptors.Functions,
            Ranges = descriptors.Ranges,
            Hidden = options.Hidden,
            Activation = options.Activation,
            MeanEnergy = mean,
            EnergyUnit = unit,
            LengthUnit = length,
            Weights =
            [
                .. weights.Select(w => (IReadOnlyList<double[]>)
                    [.. Enumerable.Range(0, shape.Elements).Select(e => w[shape.Start[e]..shape.Start[e + 1]])]),
            ],
            Comments = ["High-dimensional neural-network potential, fitted by MdEngine."],
        };
        return Model(content, shape, fit.Epochs, builder.Bytes);
    }

    private FittedModel Model(HdnnpContent content, NetworkShape shape, long epochs, long bytes)
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["directory"] = ".",
            ["length_unit"] = "angstrom",
            ["energy_unit"] = "eV",
        };
        var lists = new Dictionary<string, IReadOnlyList<string>>();
        if (options.Committee > 1)
        {
            lists["committee"] = [.. Enumerable.Range(1, options.Committee).Select(HdnnpWriter.MemberFolder)];
        }

        string Number(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
        var facts = new List<(string, string)>();
        for (int e = 0; e < content.Elements.Count; e++)
        {
            int angular = content.Functions[e].Count(f => f.IsAngular), all = content.Functions[e].Count;
            facts.Add(($"symmetry functions of {content.Elements[e]}", $"{all - angular} radial, {angular} angular"));
        }

        facts.Add(("cutoff", $"{Number(content.Functions.SelectMany(f => f).Max(f => f.Cutoff))} Angstrom"));
        facts.Add(("network", $"{string.Join("-", content.Hidden)} hidden neurons, {content.Activation.ToString().ToLowerInvariant()}"));
        facts.Add(("committee", options.Committee > 1 ? $"{options.Committee} members" : "none"));
        facts.Add(("epochs", epochs.ToString(CultureInfo.InvariantCulture)));
        facts.Add(("memory of derivatives", $"{Number(bytes / 1e6)} MB"));
        return new FittedModel(HdnnpWriter.Write(content), keys, (long)shape.Count * options.Committee, facts)
        {
            PotentialLists = lists,
        };
    }

    private static void Check(TrainingData data)
    {
        if (data.Training.Count == 0)
        {
            throw new InputException("there is no training frame");
        }

        if (!data.Training.Any(f => f.Structure.Energy is not null && double.IsFinite(f.Sigmas.Energy)))
        {
            throw new InputException(
                "no training frame has an energy that counts; a network fitted to forces alone has no zero of energy. Give "
                + "energies, with a finite sigma");
        }

        foreach (Core.Elements.Element element in data.Elements)
        {
            if (!data.Training.Any(f => f.Structure.Elements.Contains(element)))
            {
                throw new InputException(
                    $"no training frame holds {element}, so there is nothing to fit its network to; add frames, or move some from "
                    + "validation or test");
            }
        }

        foreach (TrainingFrame frame in data.Training.Concat(data.Validation))
        {
            CheckLabels(frame);
        }
    }

    private static void CheckLabels(TrainingFrame frame)
    {
        if (frame.Structure.Energy is { } energy && !double.IsFinite(energy))
        {
            throw new InputException($"{frame.Place}: the energy is not finite");
        }

        if (frame.Structure.Forces is { } forces && Array.FindIndex(forces, f => !double.IsFinite(f.X + f.Y + f.Z)) is >= 0 and var atom)
        {
            throw new InputException($"{frame.Place}: the force on atom {atom + 1} is not finite");
        }
    }

    /// <summary>
    /// As n2p2: the mean energy of an atom, its standard deviation, and the length that makes that of forces 1.
    /// </summary>
    private static (double Mean, double Unit, double Length) Normalization(TrainingData data)
    {
        double[] energies =
        [
            .. data.Training.Where(f => f.Structure.Energy is not null).Select(
                f => (f.Structure.Energy!.Value - f.Structure.Elements.Sum(e => Offset(data, e))) / f.Structure.Count),
        ];
        double[] forces =
        [
            .. data.Training.Where(f => f.Structure.Forces is not null)
                .SelectMany(f => f.Structure.Forces!).SelectMany(f => (double[])[f.X, f.Y, f.Z]),
        ];
        double mean = energies.Average(), sigma = Root(energies.Select(e => e - mean)), force = Root(forces);

        // Frames of the same energy: then forces set the scale, over a length of 1 Angstrom.
        double unit = sigma > 1e-6 ? sigma : force > 1e-6 ? force : 1.0;
        return (mean, unit, force > 1e-6 ? unit / force : 1.0);
    }

    private static double Offset(TrainingData data, Core.Elements.Element element)
    {
        for (int e = 0; e < data.Elements.Count; e++)
        {
            if (data.Elements[e].AtomicNumber == element.AtomicNumber)
            {
                return data.AtomEnergies[e];
            }
        }

        throw new InputException($"a frame holds {element}, which the data set does not list");
    }

    private static double Root(IEnumerable<double> values) =>
        Math.Sqrt(values.Select(v => v * v).DefaultIfEmpty(0.0).Average());
}
