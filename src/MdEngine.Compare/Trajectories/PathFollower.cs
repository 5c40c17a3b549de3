using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Trajectories;

/// <summary>
/// Follows atoms across the faces of the cell. Paths are sums of the displacements between frames, each taken in the cell of
/// its time, so that they are right for diffusion when the cell fluctuates.
/// </summary>
/// <remarks>S. von Bulow, J. T. Bullerjahn, G. Hummer, J. Chem. Phys. 153, 021101 (2020), doi:10.1063/5.0008316.</remarks>
/// <param name="mode">How.</param>
/// <param name="file">Name of the trajectory for messages.</param>
internal sealed class PathFollower(Unwrapping mode, string file)
{
    // A displacement beyond this part of half the cell may as well have been one the other way round.
    private const double Doubtful = 0.8;
    private static readonly string[] Triples = ["image", "images", "periodic_image"];
    private static readonly string[] Singles = ["ix", "iy", "iz"];

    private Double3[] _raw = [], _path = [];
    private (long A, long B, long C)[] _image = [], _imageNow = [];
    private bool _begun, _started;
    private double _longest2;

    /// <summary>Names of columns of images.</summary>
    public static IReadOnlyList<string> Columns { get; } = [.. Triples, .. Singles];

    /// <summary>How paths are followed in the end.</summary>
    public Unwrapping Mode { get; private set; } = mode;

    /// <summary>Number of displacements so long that the nearest image may be the wrong one.</summary>
    public long DoubtfulMoves { get; private set; }

    /// <summary>Longest displacement between two frames, Angstrom.</summary>
    public double LongestMove => Math.Sqrt(_longest2);

    /// <summary>Unwrapped positions.</summary>
    /// <param name="number">Number of the frame in the file.</param>
    /// <param name="frame">The frame.</param>
    /// <param name="order">Where each atom stands in it.</param>
    /// <param name="positions">Receives them.</param>
    public void Follow(long number, Structure frame, ReadOnlySpan<int> order, Double3[] positions)
    {
        if (!_begun)
        {
            Begin(frame);
        }

        bool images = Mode == Unwrapping.Images;
        double half = HalfHeight(frame.Cell);
        if (images && !ReadImages(frame, order))
        {
            throw new InputException($"frame {number} has no image columns ({string.Join(", ", Columns)}); expected them", file);
        }

        for (int k = 0; k < order.Length; k++)
        {
            Double3 now = frame.Positions[order[k]];
            if (Mode == Unwrapping.None || !_started)
            {
                _path[k] = !images ? now : now + frame.Cell.ToCartesian(
                    new Double3(_imageNow[k].A, _imageNow[k].B, _imageNow[k].C));
            }
            else
            {
                _path[k] += images
                    ? now - _raw[k] + frame.Cell.ToCartesian(Difference(_imageNow[k], _image[k]))
                    : Nearest(frame.Cell, now - _raw[k], half);
            }

            _raw[k] = now;
        }

        _started = true;
        (_image, _imageNow) = (_imageNow, _image);
        _path.CopyTo(positions, 0);
    }

    private static Double3 Difference((long A, long B, long C) a, (long A, long B, long C) b) =>
        new(a.A - b.A, a.B - b.B, a.C - b.C);

    private void Begin(Structure frame)
    {
        _begun = true;
        (_raw, _path) = (new Double3[frame.Count], new Double3[frame.Count]);
        bool has = frame.Extra.Any(c => c is { Width: 3, Values: long[] } && Triples.Contains(c.Name))
            || Singles.All(s => frame.Extra.Any(c => c is { Width: 1, Values: long[] } && c.Name == s));
        if (Mode == Unwrapping.Auto)
        {
            Mode = has ? Unwrapping.Images : Unwrapping.MinimumImage;
        }

        if (Mode == Unwrapping.Images)
        {
            (_image, _imageNow) = (new (long, long, long)[frame.Count], new (long, long, long)[frame.Count]);
        }
    }

    private bool ReadImages(Structure frame, ReadOnlySpan<int> order)
    {
        var single = new long[3][];
        foreach (AtomColumn column in frame.Extra)
        {
            if (column is { Width: 3, Values: long[] triple } && Array.IndexOf(Triples, column.Name) >= 0)
            {
                for (int k = 0; k < order.Length; k++)
                {
                    int at = 3 * order[k];
                    _imageNow[k] = (triple[at], triple[at + 1], triple[at + 2]);
                }

                return true;
            }

            if (column is { Width: 1, Values: long[] one } && Array.IndexOf(Singles, column.Name) is var axis and >= 0)
            {
                single[axis] = one;
            }
        }

        if (Array.IndexOf(single, null) >= 0)
        {
            return false;
        }

        for (int k = 0; k < order.Length; k++)
        {
            _imageNow[k] = (single[0][order[k]], single[1][order[k]], single[2][order[k]]);
        }

        return true;
    }

    /// <summary>No displacement that is shorter has an image that is shorter still.</summary>
    private static double HalfHeight(SimulationCell cell)
    {
        double half = double.PositiveInfinity;
        for (int axis = 0; axis < 3; axis++)
        {
            half = cell.IsPeriodic(axis) ? Math.Min(half, 0.5 * cell.Height(axis)) : half;
        }

        return half;
    }

    private Double3 Nearest(SimulationCell cell, Double3 d, double half)
    {
        double length2 = Double3.Dot(d, d);
        if (length2 > half * half)
        {
            Double3 s = cell.ToFractional(d);
            s = new Double3(
                cell.PeriodicA ? s.X - Math.Round(s.X) : s.X,
                cell.PeriodicB ? s.Y - Math.Round(s.Y) : s.Y,
                cell.PeriodicC ? s.Z - Math.Round(s.Z) : s.Z);
            d = cell.ToCartesian(s);
            length2 = Double3.Dot(d, d);
        }

        DoubtfulMoves += length2 > Doubtful * Doubtful * half * half ? 1 : 0;
        _longest2 = Math.Max(_longest2, length2);
        return d;
    }
}
