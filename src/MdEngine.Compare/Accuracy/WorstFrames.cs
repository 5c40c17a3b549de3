using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Atoms;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Accuracy;

/// <summary>Keeps the few frames of a set with the largest force errors.</summary>
internal sealed class WorstFrames
{
    private const int Most = 3;

    // A larger frame would make the results big, and nobody sees its atoms.
    private const int MostAtoms = 5000;

    private readonly List<WorstFrame> _frames = [];

    /// <summary>The frames, the worst first.</summary>
    public IReadOnlyList<WorstFrame> Frames => _frames;

    /// <summary>Takes a frame.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="group">Name of its group, or null.</param>
    /// <param name="reference">Frame as it was read; without forces nothing is taken.</param>
    /// <param name="found">The same frame by the potential.</param>
    public void Add(long number, string? group, Structure reference, Structure found)
    {
        if (reference.Forces is not { } wanted || reference.Count is 0 or > MostAtoms)
        {
            return;
        }

        double[] errors = [.. wanted.Zip(found.Forces!, (a, b) => (b - a).Length)];
        double rmse = Math.Sqrt(errors.Sum(e => e * e) / (3.0 * errors.Length));

        // Of equals the first stays.
        int place = _frames.FindIndex(f => rmse > f.ForceError);
        place = place < 0 ? _frames.Count : place;
        if (place == Most)
        {
            return;
        }

        Matrix3 cell = reference.Cell.Vectors;
        _frames.Insert(place, new WorstFrame(
            number, group ?? "", rmse, [.. reference.Elements.Select(e => e.Symbol)],
            [.. reference.Positions.SelectMany(p => new[] { p.X, p.Y, p.Z })],
            reference.Cell.HasVolume
                ? [.. new[] { cell.Row0, cell.Row1, cell.Row2 }.SelectMany(r => new[] { r.X, r.Y, r.Z })]
                : [],
            errors));
        if (_frames.Count > Most)
        {
            _frames.RemoveAt(Most);
        }
    }
}
