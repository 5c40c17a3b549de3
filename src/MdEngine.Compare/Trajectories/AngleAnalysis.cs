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
public sealed class AngleAnalysis : ITrajectoryAnalysis
{
    private readonly AngleOptions _options;
    private const int PreviewFrames = 20;
    private readonly ShellCutoffs? _shells;
    private readonly AngleDistribution _angles;

    /// <summary>Makes an empty analysis.</summary>
    /// <param name="options">Cutoffs, bins, blocks.</param>
    public AngleAnalysis(AngleOptions options)
    {
        _options = options;
        _shells = options.Cutoff is null && options.Cutoffs is null ? new ShellCutoffs() : null;
        _angles = new AngleDistribution(options.Bins, _shells is null ? options.CutoffOf : _shells.Of);
    }

    /// <inheritdoc/>
    public string Kind => "angles";

    /// <inheritdoc/>
    public TrajectoryNeeds Needs => TrajectoryNeeds.None;

    /// <inheritdoc/>
    public int Preview => _shells is null ? 0 : PreviewFrames;

    /// <inheritdoc/>
    public void Look(Structure frame) => _shells?.Add(frame);

    /// <inheritdoc/>
    public object? NewCount() => _angles.NewHistogram();

    /// <inheritdoc/>
    public void Count(Structure frame, object? count)
    {
        // Where nobody showed frames before, frames come one by one.
        if (_shells is { Frames: 0 })
        {
            _shells.Add(frame);
        }

        ((AngleHistogram)count!).Take(frame.Positions, frame.Elements, frame.Cell);
    }

    /// <inheritdoc/>
    public void Add(TrajectoryFrame frame, object? count) => _angles.Add((AngleHistogram)count!);

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        _angles.Save(into);
        _shells?.Save(into.Section("shells"));
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _angles.Restore(from);
        _shells?.Restore(from.Section("shells"));
    }

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

        values.AddRange(_shells?.Coordination(_options.Blocks) ?? []);
        return new PropertyResult(
            Kind, "Angle distributions",
            $"Angles at each atom between all pairs of neighbours ({Cutoffs()}), in {_options.Bins} bins; the integral "
            + $"from 0 to 180 degrees is 1; errors: one standard error from the scatter of up to {_options.Blocks} blocks of frames.",
            values, curves, notes);
    }

    private string Cutoffs() => _shells is not null
        ? $"within the first minimum of g(r) of {_shells.Frames} frames at the beginning, Angstrom: {_shells.Describe()}; "
            + "coordination numbers within them, in these frames"
        : "cutoffs, Angstrom: " + string.Join(", ", (_options.Cutoffs ?? new Dictionary<string, double>())
            .Select(c => FormattableString.Invariant($"{c.Key} {c.Value:G6}"))
            .Concat(_options.Cutoff is { } rest ? [FormattableString.Invariant($"{(_options.Cutoffs is null ? "all" : "others")} {rest:G6}")] : []));

    private void Add(
        List<PropertyValue> values, List<PropertyCurve> curves, string name, double[] angles,
        (Element A, Element Centre, Element B)? triplet)
    {
        double[] density = _angles.Density(triplet);
        double width = 180.0 / _options.Bins, mean = 0.0, squares = 0.0;
        for (int k = 0; k < density.Length; k++)
        {
            mean += width * density[k] * angles[k];
            squares += width * density[k] * angles[k] * angles[k];
        }

        values.Add(new($"Mean angle {name}", mean, "degree"));
        values.Add(new($"Spread {name}", Math.Sqrt(Math.Max(0.0, squares - (mean * mean))), "degree"));
        curves.Add(new PropertyCurve(
            name, "Angle (degree)", "Density (1/degree)", angles, density, _angles.Errors(triplet, _options.Blocks)));
    }
}
