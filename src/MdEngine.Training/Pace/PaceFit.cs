using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Pace;
using MdEngine.Potentials.Pace.Files;
using MdEngine.Training.Data;
using MdEngine.Training.Fitting;
using MdEngine.Training.Linear;

namespace MdEngine.Training.Pace;

/// <summary>Fits an atomic cluster expansion: its functions follow from the options, their weights from linear least squares.</summary>
/// <param name="options">Options.</param>
internal sealed class PaceFit(PaceFitOptions options) : IModelFit
{
    private const string File = "pace.yace";

    // Tables so fine that they differ from the formulas by less than forces matter; the default of the original program.
    private const double Spacing = 0.001, CutoffWidth = 0.01;

    // Radial functions need some room: the closest distance counts as at most so many cutoffs.
    private const double Most = 0.5;

    // Elements that never come close tell nothing of how close they may: in least distances of all, and in cutoffs.
    private const double Apart = 1.5, Far = 0.6;

    /// <inheritdoc/>
    public string Type => "pace";

    /// <inheritdoc/>
    public FittedModel Fit(FitContext context)
    {
        TrainingData data = context.Data;
        if (data.Training.Count == 0)
        {
            throw new InputException("there is no training frame");
        }

        LinearFit.CheckEnergies(data.Training);
        context.Progress.Stage("make the functions");
        double cutoff = options.Cutoff ?? PaceRecipe.Cutoff(data);
        int most = TallQr.MostColumns / data.Elements.Count;
        (IReadOnlyList<int> degrees, IReadOnlyList<int> angular) = options is { Degrees: { } d, Angular: { } l }
            ? (d, l) : PaceRecipe.Functions(data.Elements.Count, options.Pairs, most);
        List<InvariantFunction> functions = FunctionList.Make(data.Elements.Count, options.Pairs, degrees, angular, most)
            ?? throw new InputException(
                $"the degrees {string.Join(", ", degrees)} and {data.Elements.Count} elements give more than {most} functions of an atom; lower \"degrees\" or \"pair_functions\"");
        PairDistances distances = Measure(data.Training);
        double closest = Least(distances, cutoff);
        PaceBond bond = SmoothRadials.Fill(
            functions.Max(f => f.Factors.Max(g => g.N)),
            functions.Max(f => f.Factors.Max(g => g.L)),
            ref closest,
            new PaceBond { BasisName = "ChebExpCos", RadialParameters = [options.Lambda], Cutoff = cutoff, CutoffWidth = CutoffWidth });
        PaceBond[] bonds = [.. from i in data.Elements from j in data.Elements select CoreBaseline.Add(bond, Closest(distances, i, j, closest, cutoff))];
        IReadOnlyList<TrainingFrame> frames = CoreBaseline.TakeOff(data.Training, data.Elements, bonds, Spacing);

        context.Progress.Stage("solve for the weights");
        var linear = new PaceLinearModel(data.Elements, bond, Spacing, functions, [.. functions.Select(Prior)]);
        var fit = new LinearFit(linear, frames, data.AtomEnergies, perAtomNoise: false, context.Workers);
        double[] weights = fit.Solve(context.Progress, context.Checkpoint, context.Stop)
            ?? throw new InputException("the functions depend on each other to rounding; lower \"degree_decay\", \"neighbor_decay\" or \"degrees\"");
        var model = new PaceModel(
            data.Elements,
            data.AtomEnergies,
            Spacing,
            [.. data.Elements.Select(_ => new PaceEmbedding { CoreCutoff = CoreBaseline.Cutoff, CoreWidth = CoreBaseline.Width })],
            bonds,
            linear.WithWeights(weights));

        context.Progress.Stage("evaluate");
        context.Progress.Loss(LinearLosses.Of(new PacePotential(model), context, fit.ResidualSquares));
        return new FittedModel(
            new Dictionary<string, byte[]> { [File] = Write(model) },
            new Dictionary<string, string> { ["file"] = File },
            linear.Columns,
            Facts(functions, degrees, angular, bonds[0], closest, fit));
    }

    private double Prior(InvariantFunction function) =>
        options.Prior * Math.Exp(-(options.DegreeDecay * function.Degree) - (options.NeighborDecay * (function.Rank - 1)));

    private List<(string, string)> Facts(
        List<InvariantFunction> functions, IReadOnlyList<int> degrees, IReadOnlyList<int> angular, PaceBond bond, double closest, LinearFit fit)
    {
        string counts = string.Join(", ", functions.GroupBy(f => f.Rank).Select(g =>
            g.Key == 1 ? $"{g.Count()} of pairs" : $"{g.Count()} of {g.Key + 1} atoms, degree {degrees[g.Key - 2]}, l up to {angular[g.Key - 2]}"));
        return
        [
            ("Cutoff", string.Create(CultureInfo.InvariantCulture, $"{bond.Cutoff} Angstrom{(options.Cutoff is null ? ", by the recipe" : "")}")),
            ("Functions of each element", $"{functions.Count}: {counts}"),
            ("Radial functions", string.Create(CultureInfo.InvariantCulture, $"{bond.RadialMax}, the smoothest that are orthonormal from {closest:F2} Angstrom to the cutoff; lambda {options.Lambda}")),
            ("Prior", string.Create(CultureInfo.InvariantCulture, $"{options.Prior} eV, decay {options.DegreeDecay} by degree and {options.NeighborDecay} by neighbour")),
            ("Core repulsion", string.Create(CultureInfo.InvariantCulture, $"below the least distance of each pair of elements; taken off the data before the fit")),
            ("Rows of energies, forces and virials", fit.Rows.ToString(CultureInfo.InvariantCulture)),
            ("Condition of the least-squares problem", string.Create(CultureInfo.InvariantCulture, $"{fit.Condition:E1} or more")),
        ];
    }

    private static byte[] Write(PaceModel model)
    {
        using var to = new StringWriter(CultureInfo.InvariantCulture);
        YaceWriter.Write(to, model);
        return System.Text.Encoding.UTF8.GetBytes(to.ToString());
    }

    private static PairDistances Measure(IReadOnlyList<TrainingFrame> frames)
    {
        var all = new PairDistances();
        using var meter = new DistanceMeter();
        foreach (TrainingFrame frame in frames)
        {
            all.Add(meter.Measure(frame.Structure));
        }

        return all;
    }

    /// <summary>Least distance of all pairs, or what counts as it.</summary>
    /// <exception cref="InputException">No two atoms are within the cutoff.</exception>
    private static double Least(PairDistances distances, double cutoff)
    {
        double least = distances.Closest.Values.DefaultIfEmpty(PairDistances.Range).Min();
        return least < cutoff ? Math.Min(least, Most * cutoff) : throw new InputException(
            $"no two atoms of the training frames are within the cutoff of {cutoff} Angstrom; raise \"cutoff_A\"");
    }

    /// <summary>Least distance of two elements; that of all where they never meet.</summary>
    private static double Closest(PairDistances distances, Element a, Element b, double least, double cutoff) =>
        distances.Closest.TryGetValue((Math.Min(a.AtomicNumber, b.AtomicNumber), Math.Max(a.AtomicNumber, b.AtomicNumber)), out double known)
            ? Math.Min(known, Math.Min(Apart * distances.Closest.Values.Min(), Far * cutoff)) : least;
}
