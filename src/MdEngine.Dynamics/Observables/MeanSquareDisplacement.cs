using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Mean square displacement against time, over all origins, and self-diffusion from Einstein's relation
/// D = lim MSD/(6 t). Displacements are unwrapped, by identity, relative to the centre of mass of all atoms.
/// </summary>
/// <remarks>
/// Frames are kept: 24 bytes an atom each. For a cell that does not change. M. P. Allen, D. J. Tildesley, Computer
/// Simulation of Liquids, 2nd ed. (2017), sections 2.7 and 8.3.
/// </remarks>
public sealed class MeanSquareDisplacement
{
    private const double TimeTolerance = 1e-6;
    private readonly Element? _element;
    private readonly List<Double3[]> _frames = [];
    private readonly List<double> _times = [];
    private int[] _selected = [];

    /// <summary>Makes an empty series.</summary>
    /// <param name="element">Element whose atoms count; null: all.</param>
    public MeanSquareDisplacement(Element? element = null) => _element = element;

    /// <summary>Number of frames.</summary>
    public int Frames => _frames.Count;

    /// <summary>Time between frames, fs; 0 while there are fewer than two.</summary>
    public double Interval => _times.Count < 2 ? 0.0 : _times[1] - _times[0];

    /// <summary>Adds the present positions; frames must be evenly spaced in time.</summary>
    /// <exception cref="ArgumentException">
    /// The frame is not one interval after the last, or holds other atoms, or none of the element.
    /// </exception>
    public void Add(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        if (_frames.Count == 0)
        {
            Select(atoms);
        }

        double step = _times.Count == 0 ? 0.0 : state.Time - _times[^1];
        if (_times.Count > 0 && (step <= 0.0 || (Interval > 0.0 && Math.Abs(step - Interval) > TimeTolerance * Interval)))
        {
            throw new ArgumentException(
                $"frames must be evenly spaced: found {step:g6} fs after {_times[^1]:g6} fs, expected {Interval:g6} fs");
        }

        Double3[] all = Unwrap(state);
        var frame = new Double3[_selected.Length];
        for (int k = 0; k < frame.Length; k++)
        {
            frame[k] = all[_selected[k]];
        }

        _frames.Add(frame);
        _times.Add(state.Time);
    }

    /// <summary>MSD, Angstrom^2, at lags of 0, 1, ... <paramref name="longest"/> intervals.</summary>
    /// <param name="longest">Longest lag in intervals, below the number of frames.</param>
    public double[] Curve(int longest) => Curve(0, _frames.Count, longest);

    /// <summary>
    /// Self-diffusion coefficient: slope of the MSD between two lags, a sixth of it, by least squares, in each of
    /// several blocks of the series.
    /// </summary>
    /// <param name="from">Shortest lag, fs: after the ballistic part.</param>
    /// <param name="to">Longest lag, fs.</param>
    /// <param name="blocks">Blocks for the error bar, at least 2; each must be longer than <paramref name="to"/>.</param>
    /// <exception cref="ArgumentException">The series is too short, or a range is empty.</exception>
    public DiffusionEstimate SelfDiffusion(double from, double to, int blocks = 5)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 2);
        int size = _frames.Count / blocks;
        int first = Interval > 0.0 ? (int)Math.Ceiling((from / Interval) - TimeTolerance) : 0;
        int last = Interval > 0.0 ? (int)Math.Floor((to / Interval) + TimeTolerance) : 0;
        if (from < 0.0 || last <= first || last >= size)
        {
            throw new ArgumentException(
                $"lags from {from:g4} to {to:g4} fs do not fit {blocks} blocks of {size} frames, {Interval:g4} fs apart: "
                + "two lags at least must lie in the range, and it must be shorter than a block");
        }

        double sum = 0.0, squares = 0.0;
        for (int b = 0; b < blocks; b++)
        {
            double d = Slope(Curve(b * size, size, last), first, last) / (6.0 * Interval);
            sum += d;
            squares += d * d;
        }

        double mean = sum / blocks;
        double variance = Math.Max(0.0, (squares / blocks) - (mean * mean)) * blocks / (blocks - 1);
        return new DiffusionEstimate(mean, Math.Sqrt(variance / blocks), blocks);
    }

    private static double Slope(double[] curve, int first, int last)
    {
        double middle = 0.5 * (first + last), numerator = 0.0, denominator = 0.0;
        for (int k = first; k <= last; k++)
        {
            numerator += (k - middle) * curve[k];
            denominator += (k - middle) * (k - middle);
        }

        return numerator / denominator;
    }

    private double[] Curve(int start, int count, int longest)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(longest);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(longest, count);
        var curve = new double[longest + 1];
        for (int lag = 1; lag <= longest; lag++)
        {
            double sum = 0.0;
            for (int origin = start; origin + lag < start + count; origin++)
            {
                Double3[] a = _frames[origin], b = _frames[origin + lag];
                for (int k = 0; k < a.Length; k++)
                {
                    Double3 d = b[k] - a[k];
                    sum += Double3.Dot(d, d);
                }
            }

            curve[lag] = sum / ((double)(count - lag) * _selected.Length);
        }

        return curve;
    }

    private void Select(AtomState atoms)
    {
        var selected = new List<int>();
        for (int i = 0; i < atoms.Owned; i++)
        {
            if (_element is null || atoms.Species[atoms.Type[i]] == _element)
            {
                selected.Add(atoms.Id[i]);
            }
        }

        if (selected.Count == 0)
        {
            throw new ArgumentException($"there is no atom of {_element} to follow");
        }

        selected.Sort();
        _selected = [.. selected];
    }

    /// <summary>Unwrapped positions by identity, relative to the centre of mass.</summary>
    private static Double3[] Unwrap(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        var positions = new Double3[atoms.Owned];
        Double3 centre = Double3.Zero;
        double mass = 0.0;
        for (int i = 0; i < atoms.Owned; i++)
        {
            Double3 lattice = state.Cell.ToCartesian(new Double3(atoms.ImageA[i], atoms.ImageB[i], atoms.ImageC[i]));
            Double3 r = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]) + lattice;
            positions[atoms.Id[i]] = r;
            centre += atoms.Mass[i] * r;
            mass += atoms.Mass[i];
        }

        centre = (1.0 / mass) * centre;
        for (int k = 0; k < positions.Length; k++)
        {
            positions[k] -= centre;
        }

        return positions;
    }
}
