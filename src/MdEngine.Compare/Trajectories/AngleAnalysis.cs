using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Compare.Trajectories;

/// <summary>Distributions of the angles between neighbours.</summary>
/// <param name="options">Cutoffs, bins, blocks.</param>
public sealed class AngleAnalysis(AngleOptions options) : ITrajectoryAnalysis
{
    private readonly AngleDistribution _angles = new(options.Bins, options.CutoffOf);

    /// <inheritdoc/>
    public string Kind => "angles";

    /// <inheritdoc/>
    public TrajectoryNeeds Needs => TrajectoryNeeds.None;

    /// <inheritdoc/>
    public object? NewCount() => _angles.NewHistogram();

    /// <inheritdoc/>
    public void Count(Structure frame, object? count) =>
        ((AngleHistogram)count!).Take(frame.Positions, frame.Elements, frame.Cell);

    /// <inheritdoc/>
    public void Add(TrajectoryFrame frame, object? count) => _angles.Add((AngleHistogram)count!);

    /// <inheritdoc/>
    public void Save(StateBag into) => _angles.Save(into);

    /// <inheritdoc/>
    public void Restore(StateBag from) => _angles.Restore(from);

    /// <inheritdoc/>
    public PropertyResult Result()
    {
        double[] angles = _angles.Angles();
        var values = new List<PropertyValue>();
        var curves = new List<PropertyCurve>();
        var notes = new List<string>();
        if (_angles.Triplets.Count == 0)
        {
            notes.Add("No atom has two neighbours within the cutoffs: there are no angles.");
        }
        else
        {
            Add(values, curves, "all", angles, null);
        }

        foreach ((Element A, Element Centre, Element B) triplet in _angles.Triplets)
        {
            Add(values, curves, $"{triplet.A}-{triplet.Centre}-{triplet.B}", angles, triplet);
        }

        if (_angles.Frames < 2)
        {
            notes.Add("One frame has no error bars.");
        }

        string cutoffs = string.Join(", ", (options.Cutoffs ?? new Dictionary<string, double>())
            .Select(c => FormattableString.Invariant($"{c.Key} {c.Value:G6}"))
            .Concat(options.Cutoff is { } rest ? [FormattableString.Invariant($"{(options.Cutoffs is null ? "all" : "others")} {rest:G6}")] : []));
        return new PropertyResult(
            Kind, "Angle distributions",
            $"Angles at each atom between all pairs of neighbours (cutoffs, Angstrom: {cutoffs}), in {options.Bins} bins; the integral "
            + $"from 0 to 180 degrees is 1; errors: one standard error from the scatter of up to {options.Blocks} blocks of frames.",
            values, curves, notes);
    }

    private void Add(
        List<PropertyValue> values, List<PropertyCurve> curves, string name, double[] angles,
        (Element A, Element Centre, Element B)? triplet)
    {
        double[] density = _angles.Density(triplet);
        double width = 180.0 / options.Bins, mean = 0.0, squares = 0.0;
        for (int k = 0; k < density.Length; k++)
        {
            mean += width * density[k] * angles[k];
            squares += width * density[k] * angles[k] * angles[k];
        }

        values.Add(new($"Mean angle {name}", mean, "degree"));
        values.Add(new($"Spread {name}", Math.Sqrt(Math.Max(0.0, squares - (mean * mean))), "degree"));
        curves.Add(new PropertyCurve(
            name, "Angle (degree)", "Density (1/degree)", angles, density, _angles.Errors(triplet, options.Blocks)));
    }
}
