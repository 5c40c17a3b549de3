using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Compare.Accuracy;

/// <summary>Predicted values beside their references, for plots: some or all of them, the worst always among them.</summary>
/// <param name="Quantity">What they are: "energy".</param>
/// <param name="Unit">Unit.</param>
/// <param name="Total">How many values there were before they were thinned.</param>
/// <param name="Reference">References.</param>
/// <param name="Predicted">Predictions, one for each reference.</param>
/// <param name="Frame">Frames, from 0.</param>
/// <param name="Atom">Atoms, from 1; 0 for a quantity of the whole frame.</param>
/// <param name="Group">Indices into the groups of the result.</param>
public sealed record ParitySet(
    string Quantity,
    string Unit,
    long Total,
    IReadOnlyList<double> Reference,
    IReadOnlyList<double> Predicted,
    IReadOnlyList<long> Frame,
    IReadOnlyList<int> Atom,
    IReadOnlyList<int> Group)
{
    /// <summary>A set of points.</summary>
    /// <param name="quantity">What they are.</param>
    /// <param name="unit">Unit.</param>
    /// <param name="total">How many there were before they were thinned.</param>
    /// <param name="points">Points.</param>
    public static ParitySet Of(string quantity, string unit, long total, IReadOnlyList<ParityPoint> points) => new(
        quantity, unit, total,
        [.. points.Select(p => p.Reference)], [.. points.Select(p => p.Predicted)],
        [.. points.Select(p => p.Frame)], [.. points.Select(p => p.Atom)], [.. points.Select(p => p.Group)]);
}
