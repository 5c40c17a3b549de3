using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Compare.Properties;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Persistence;
using MdEngine.Dynamics.Observables;

namespace MdEngine.Compare.Trajectories;

/// <summary>Radial distribution functions, total and partial, with coordination numbers within the first minimum.</summary>
/// <param name="options">Range, bins, blocks.</param>
public sealed class RadialAnalysis(RadialOptions options) : ITrajectoryAnalysis
{
    private readonly RadialDistribution _rdf = new(options.Cutoff, options.Bins);

    /// <inheritdoc/>
    public string Kind => "rdf";

    /// <inheritdoc/>
    public TrajectoryNeeds Needs => TrajectoryNeeds.None;

    /// <inheritdoc/>
    public object? NewCount() => _rdf.NewHistogram();

    /// <inheritdoc/>
    public void Count(Structure frame, object? count) =>
        ((PairHistogram)count!).Take(frame.Positions, frame.Elements, frame.Cell);

    /// <inheritdoc/>
    public void Add(TrajectoryFrame frame, object? count) => _rdf.Add((PairHistogram)count!);

    /// <inheritdoc/>
    public void Save(StateBag into) => _rdf.Save(into);

    /// <inheritdoc/>
    public void Restore(StateBag from) => _rdf.Restore(from);

    /// <inheritdoc/>
    public PropertyResult Result()
    {
        double width = options.Cutoff / options.Bins;
        double[] r = _rdf.Distances();
        double[] edges = [.. Enumerable.Range(1, options.Bins).Select(k => k * width)];
        var values = new List<PropertyValue> { new("Number density", _rdf.Density, "1/Angstrom^3") };
        var curves = new List<PropertyCurve> { Curve("total", r, _rdf.Total(), _rdf.TotalErrors(options.Blocks)) };
        var notes = new List<string>();
        foreach ((Element a, Element b) in _rdf.Pairs)
        {
            double[] g = _rdf.Partial(a, b);
            curves.Add(Curve($"{a}-{b}", r, g, _rdf.PartialErrors(a, b, options.Blocks)));
            if (FirstShell.Find(g, width) is not { } shell)
            {
                notes.Add($"{a}-{b} has no first minimum within {options.Cutoff:G4} Angstrom, so no coordination number.");
                continue;
            }

            values.Add(new($"First peak {a}-{b}", r[shell.Peak], "Angstrom"));
            values.Add(new($"First minimum {a}-{b}", edges[shell.End], "Angstrom"));
            AddCoordination(values, a, b, shell.End);
            if (a != b)
            {
                AddCoordination(values, b, a, shell.End);
            }
        }

        foreach ((Element a, Element b) in Directed())
        {
            curves.Add(new PropertyCurve(
                $"{b} around {a}", "Distance (Angstrom)", "Coordination number", edges, _rdf.Coordination(a, b)));
        }

        if (_rdf.Frames < 2)
        {
            notes.Add("One frame has no error bars.");
        }

        return new PropertyResult(
            Kind, "Radial distribution functions",
            FormattableString.Invariant($"g(r) to {options.Cutoff:G6} Angstrom in {options.Bins} bins, all periodic images counted; ")
            + "coordination numbers within the first minimum of each g(r); errors: one standard error from the scatter of up to "
            + $"{options.Blocks} blocks of frames.",
            values, curves, notes);
    }

    private static PropertyCurve Curve(string name, double[] r, double[] g, double[] errors) =>
        new(name, "Distance (Angstrom)", "g(r)", r, g, errors);

    private IEnumerable<(Element A, Element B)> Directed() =>
        _rdf.Pairs.SelectMany(p => p.A == p.B ? new[] { p } : [p, (p.B, p.A)]);

    private void AddCoordination(List<PropertyValue> values, Element centre, Element neighbor, int bin)
    {
        BlockStatistics n = _rdf.CoordinationWithin(centre, neighbor, bin, options.Blocks);
        values.Add(new($"Coordination of {centre} by {neighbor}", n.Mean, "", double.IsNaN(n.Error) ? null : n.Error));
    }
}
