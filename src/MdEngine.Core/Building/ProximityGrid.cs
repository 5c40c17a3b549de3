using System;
using System.Collections.Generic;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>
/// Balls in a cell, sorted into boxes so that those which overlap a given one are found in a time that does not depend
/// on their number. Any cell, also one thinner than a ball; balls can be added.
/// </summary>
internal sealed class ProximityGrid
{
    private readonly SimulationCell _cell;
    private readonly double _largestRadius;
    private readonly List<Double3> _places = [];
    private readonly List<double> _radii = [];
    private readonly List<int> _next = [];
    private readonly int[] _bins = new int[3];
    private readonly double[] _low = new double[3], _width = new double[3];
    private readonly int[] _head;

    /// <summary>An empty grid.</summary>
    /// <param name="cell">Cell.</param>
    /// <param name="largestRadius">Largest radius of any ball, Angstrom.</param>
    /// <param name="expected">Points about which balls will lie: the boxes along open axes span them.</param>
    /// <param name="count">About how many balls there will be.</param>
    public ProximityGrid(SimulationCell cell, double largestRadius, ReadOnlySpan<Double3> expected, int count)
    {
        _cell = cell;
        _largestRadius = largestRadius;
        // More boxes than this along an axis only cost memory.
        int most = Math.Max(1, (int)Math.Ceiling(2.0 * Math.Cbrt(Math.Max(1, count))));
        for (int axis = 0; axis < 3; axis++)
        {
            double low = 0.0, high = 1.0;
            if (!cell.IsPeriodic(axis) && expected.Length > 0)
            {
                (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
                foreach (Double3 r in expected)
                {
                    double s = cell.ToFractional(r)[axis];
                    (low, high) = (Math.Min(low, s), Math.Max(high, s));
                }
            }

            double span = Math.Max(high - low, 1e-12);
            double boxes = span * cell.Height(axis) / Math.Max(2.0 * largestRadius, 1e-12);
            _bins[axis] = (int)Math.Clamp(Math.Floor(boxes), 1.0, most);
            _low[axis] = low;
            _width[axis] = span / _bins[axis];
        }

        _head = new int[_bins[0] * _bins[1] * _bins[2]];
        Array.Fill(_head, -1);
    }

    /// <summary>Number of balls.</summary>
    public int Count => _places.Count;

    /// <summary>Adds a ball; returns its number.</summary>
    public int Add(Double3 r, double radius)
    {
        Double3 s = Wrap(_cell.ToFractional(r));
        int box = (((Box(0, s.X) * _bins[1]) + Box(1, s.Y)) * _bins[2]) + Box(2, s.Z);
        _places.Add(_cell.ToCartesian(s));
        _radii.Add(radius);
        _next.Add(_head[box]);
        _head[box] = Count - 1;
        return Count - 1;
    }

    /// <summary>
    /// The ball that overlaps one of <paramref name="radius"/> at <paramref name="r"/> most: its number, the distance of
    /// the centres, and by how much that falls short of the sum of radii. Number -1 when there is none.
    /// </summary>
    /// <param name="r">Centre, Angstrom.</param>
    /// <param name="radius">Radius, Angstrom.</param>
    /// <param name="self">Number of the ball that stands there itself: only its periodic images count; -1 for none.</param>
    public (int Ball, double Distance, double Overlap) Deepest(Double3 r, double radius, int self = -1)
    {
        Double3 s = Wrap(_cell.ToFractional(r));
        r = _cell.ToCartesian(s);
        double range = radius + _largestRadius;
        (int aFirst, int aLast) = Range(0, s.X, range);
        (int bFirst, int bLast) = Range(1, s.Y, range);
        (int cFirst, int cLast) = Range(2, s.Z, range);
        (int Ball, double Distance, double Overlap) deepest = (-1, double.PositiveInfinity, 0.0);
        for (int a = aFirst; a <= aLast; a++)
        {
            for (int b = bFirst; b <= bLast; b++)
            {
                for (int c = cFirst; c <= cLast; c++)
                {
                    var image = new Double3(Image(0, a), Image(1, b), Image(2, c));
                    int box = (((a - ((int)image.X * _bins[0])) * _bins[1]) + b - ((int)image.Y * _bins[1])) * _bins[2];
                    box += c - ((int)image.Z * _bins[2]);
                    Double3 shift = _cell.ToCartesian(image) - r;
                    for (int j = _head[box]; j >= 0; j = _next[j])
                    {
                        double distance = (_places[j] + shift).Length;
                        double overlap = radius + _radii[j] - distance;
                        if (overlap > deepest.Overlap && (j != self || image != Double3.Zero))
                        {
                            deepest = (j, distance, overlap);
                        }
                    }
                }
            }
        }

        return deepest;
    }

    private Double3 Wrap(Double3 s) => new(
        _cell.PeriodicA ? s.X - Math.Floor(s.X) : s.X,
        _cell.PeriodicB ? s.Y - Math.Floor(s.Y) : s.Y,
        _cell.PeriodicC ? s.Z - Math.Floor(s.Z) : s.Z);

    private int Box(int axis, double s) =>
        (int)Math.Clamp(Math.Floor((s - _low[axis]) / _width[axis]), 0.0, _bins[axis] - 1);

    /// <summary>Boxes within a distance; along periodic axes they are counted on into the images.</summary>
    private (int First, int Last) Range(int axis, double s, double range)
    {
        double reach = range / _cell.Height(axis);
        if (!_cell.IsPeriodic(axis))
        {
            return (Box(axis, s - reach), Box(axis, s + reach));
        }

        // A hair more: rounding must not lose a ball that stands on a face between boxes.
        reach += 1e-12;
        return ((int)Math.Floor((s - reach) / _width[axis]), (int)Math.Floor((s + reach) / _width[axis]));
    }

    private int Image(int axis, int box) =>
        _cell.IsPeriodic(axis) ? (int)Math.Floor(box / (double)_bins[axis]) : 0;
}
