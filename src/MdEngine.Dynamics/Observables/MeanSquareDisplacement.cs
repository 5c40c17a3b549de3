using System;
using System.Collections.Generic;
using System.Globalization;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Mean square displacement against time, over many origins, by element and of all atoms, and self-diffusion from
/// Einstein's relation D = lim MSD/(6 t), with errors from block averages. Displacements are unwrapped, by identity,
/// relative to the centre of mass of all atoms.
/// </summary>
/// <remarks>
/// Order-n algorithm: every frame is an origin for lags up to <see cref="LagsPerLevel"/> frames, every second one for up
/// to twice as many in steps of two, and so on: work does not grow with the length of the series, memory as its
/// logarithm (24 bytes an atom and lag of a level). D. Frenkel, B. Smit, Understanding Molecular Simulation, 2nd ed.
/// (2002), section 4.4.2; M. P. Allen, D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), sections 2.7 and
/// 8.3.
/// </remarks>
public sealed class MeanSquareDisplacement : IResumable
{
    /// <summary>Longest lag of a level, in its frames.</summary>
    public const int LagsPerLevel = 32;

    /// <summary>Blocks that errors come from, unless others are asked for.</summary>
    public const int DefaultBlocks = 5;

    private const double TimeTolerance = 1e-6;
    private readonly AtomSeries _series;
    private readonly List<LagWindow> _levels = [];

    /// <summary>Makes an empty series.</summary>
    /// <param name="element">Element whose atoms count; null: all.</param>
    public MeanSquareDisplacement(Element? element = null) => _series = new AtomSeries(element);

    /// <summary>Number of frames.</summary>
    public long Frames => _series.Frames;

    /// <summary>Time between frames, fs; 0 while there are fewer than two.</summary>
    public double Interval => _series.Interval;

    /// <summary>Elements that are followed, by atomic number.</summary>
    public IReadOnlyList<Element> Elements => _series.Elements;

    /// <summary>Adds the present positions; frames must be evenly spaced in time.</summary>
    /// <exception cref="ArgumentException">
    /// The frame is not one interval after the last, or holds other atoms, or none of the element.
    /// </exception>
    public void Add(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        var positions = new Double3[atoms.Owned];
        var elements = new Element[atoms.Owned];
        var masses = new double[atoms.Owned];
        for (int i = 0; i < atoms.Owned; i++)
        {
            Double3 lattice = state.Cell.ToCartesian(new Double3(atoms.ImageA[i], atoms.ImageB[i], atoms.ImageC[i]));
            int id = atoms.Id[i];
            positions[id] = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]) + lattice;
            elements[id] = atoms.Species[atoms.Type[i]];
            masses[id] = atoms.Mass[i];
        }

        Add(state.Time, positions, elements, masses);
    }

    /// <summary>Adds a frame; frames must be evenly spaced in time.</summary>
    /// <param name="time">Time, fs.</param>
    /// <param name="positions">Unwrapped, Angstrom, the atoms in the same order in every frame.</param>
    /// <param name="elements">Element of each.</param>
    /// <param name="masses">Mass of each, u.</param>
    /// <exception cref="ArgumentException">
    /// The frame is not one interval after the last, or holds other atoms, or none of the element.
    /// </exception>
    public void Add(
        double time, ReadOnlySpan<Double3> positions, ReadOnlySpan<Element> elements, ReadOnlySpan<double> masses)
    {
        _series.Next(time, elements);
        long frame = _series.Frames - 1;
        ReadOnlySpan<double> coordinates =
            _series.Coordinates(positions, AtomSeries.Centre(positions, masses), []);
        // A level is begun with the first frame, so that its first origin is there.
        if (frame == 0)
        {
            _levels.Add(NewLevel(0));
        }
        else if (frame == (long)LagsPerLevel / 2 << _levels.Count)
        {
            AddLevel();
        }

        foreach (LagWindow level in _levels)
        {
            level.Add(frame, coordinates);
        }
    }

    /// <summary>Lags of <see cref="Curve"/>, fs: 0, then up to half of the series.</summary>
    public double[] Lags()
    {
        var lags = new List<double> { 0.0 };
        foreach ((LagWindow level, int slot) in Known())
        {
            lags.Add(level.Frames(slot) * Interval);
        }

        return [.. lags];
    }

    /// <summary>MSD at each of <see cref="Lags"/>, Angstrom^2.</summary>
    /// <param name="element">Element; null: all atoms.</param>
    public double[] Curve(Element? element = null) => Collect(element, sums => sums.Means());

    /// <summary>MSD in each of several blocks of the series, by block and lag; NaN where a lag does not fit the block.</summary>
    /// <param name="blocks">Number of blocks.</param>
    /// <param name="element">Element; null: all atoms.</param>
    public double[][] BlockCurves(int blocks, Element? element = null)
    {
        int count = (int)Math.Min(blocks, Math.Max(1, Frames / 2));
        var curves = new double[count][];
        for (int b = 0; b < count; b++)
        {
            int block = b;
            curves[b] = Collect(element, sums => At(sums.BlockMeans(count), block));
        }

        return curves;
    }

    /// <summary>One standard error of <see cref="Curve"/>; NaN where fewer than two blocks hold the lag.</summary>
    public double[] Errors(int blocks = DefaultBlocks, Element? element = null)
    {
        double[][] curves = BlockCurves(blocks, element);
        var errors = new double[curves[0].Length];
        for (int k = 0; k < errors.Length; k++)
        {
            errors[k] = k == 0 ? 0.0 : BlockStatistics.Of(curves, k).Error;
        }

        return errors;
    }

    /// <summary>
    /// Self-diffusion coefficient: slope of the MSD between two lags, a sixth of it, by least squares, in each of
    /// several blocks of the series, which share no displacement.
    /// </summary>
    /// <param name="from">Shortest lag, fs: after the ballistic part.</param>
    /// <param name="to">Longest lag, fs.</param>
    /// <param name="blocks">Blocks for the error bar, at least 2; each must be longer than <paramref name="to"/>.</param>
    /// <param name="element">Element; null: all atoms.</param>
    /// <exception cref="ArgumentException">The series is too short, or a range is empty.</exception>
    public DiffusionEstimate SelfDiffusion(double from, double to, int blocks = DefaultBlocks, Element? element = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(blocks, 2);
        double tolerance = TimeTolerance * Interval;
        double[] lags = Lags();
        int first = Array.FindIndex(lags, t => t >= from - tolerance);
        int last = Array.FindLastIndex(lags, t => t <= to + tolerance);
        double[][] curves = Frames >= 2 * blocks ? BlockCurves(blocks, element) : [];
        bool fits = from >= 0.0 && first >= 0 && last > first && curves.Length == blocks
            && lags[^1] >= to - tolerance && Array.TrueForAll(curves, c => !double.IsNaN(c[last]));
        if (!fits)
        {
            throw new ArgumentException(
                $"lags from {from:g4} to {to:g4} fs do not fit {blocks} blocks of {Frames / blocks} frames, {Interval:g4} fs "
                + "apart: two lags at least must lie in the range, and it must be shorter than a block");
        }

        double[] d = Array.ConvertAll(curves, c => Slope(lags, c, first, last) / 6.0);
        BlockStatistics all = BlockStatistics.Of(d);
        return new DiffusionEstimate(all.Mean, all.Error, blocks);
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        _series.Save(into.Section("series"));
        into.Set("levels", _levels.Count);
        for (int k = 0; k < _levels.Count; k++)
        {
            _levels[k].Save(into.Section(Name(k)));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _series.Restore(from.Section("series"));
        _levels.Clear();
        long levels = from.Integer("levels");
        for (int k = 0; k < levels; k++)
        {
            if (!from.Contains(Name(k)))
            {
                throw new InputException($"the saved mean square displacement lacks level {k + 1} of {levels}");
            }

            _levels.Add(NewLevel(k));
            _levels[k].Restore(from.Section(Name(k)));
        }
    }

    private static string Name(int level) => string.Create(CultureInfo.InvariantCulture, $"level{level}");

    private static double[] At(double[][] blocks, int block) => block < blocks.Length ? blocks[block] : [];

    private static double Slope(double[] x, double[] y, int first, int last)
    {
        double middle = 0.0, numerator = 0.0, denominator = 0.0;
        for (int k = first; k <= last; k++)
        {
            middle += x[k] / (last - first + 1);
        }

        for (int k = first; k <= last; k++)
        {
            numerator += (x[k] - middle) * y[k];
            denominator += (x[k] - middle) * (x[k] - middle);
        }

        return numerator / denominator;
    }

    private LagWindow NewLevel(int level) =>
        new(1 << level, 1, level == 0 ? 0 : LagsPerLevel / 2, LagsPerLevel, _series.Ends, product: false);

    private void AddLevel()
    {
        // The origins that it would have had are those of the level below that fall on its stride.
        LagWindow level = NewLevel(_levels.Count);
        level.TakeOrigins(_levels[^1]);
        _levels.Add(level);
    }

    /// <summary>Lags for which there are displacements over half of the series at least.</summary>
    private IEnumerable<(LagWindow Level, int Slot)> Known()
    {
        foreach (LagWindow level in _levels)
        {
            for (int slot = 0; slot < level.Lags; slot++)
            {
                if (2 * level.Frames(slot) <= Frames)
                {
                    yield return (level, slot);
                }
            }
        }
    }

    private double[] Collect(Element? element, Func<BlockSums, double[]> means)
    {
        var curve = new List<double> { 0.0 };
        int atoms = 0;
        var groups = new List<int>();
        for (int g = 0; g < Elements.Count; g++)
        {
            if (element is null || Elements[g] == element)
            {
                groups.Add(g);
                atoms += _series.Numbers[g];
            }
        }

        var cache = new Dictionary<(LagWindow, int), double[]>();
        foreach ((LagWindow level, int slot) in Known())
        {
            double sum = 0.0;
            foreach (int g in groups)
            {
                if (!cache.TryGetValue((level, g), out double[]? values))
                {
                    values = means(level.Sums(g));
                    cache.Add((level, g), values);
                }

                sum += slot < values.Length ? values[slot] : double.NaN;
            }

            curve.Add(groups.Count > 0 ? sum / atoms : double.NaN);
        }

        return [.. curve];
    }
}
