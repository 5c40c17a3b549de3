using System;
using System.Collections.Generic;
using MdEngine.Core.Atoms;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Motion;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Velocity autocorrelation function by element and of all atoms, over many origins in time, up to a longest lag, with
/// errors from block averages; velocities relative to the centre of mass of all atoms. Weighted with the masses it is
/// what the vibrational density of states is the transform of.
/// </summary>
/// <remarks>
/// Memory: 24 bytes an atom and origin; an origin is needed for as long as the longest lag. M. P. Allen, D. J.
/// Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), section 2.7.
/// </remarks>
public sealed class VelocityAutocorrelation : IResumable
{
    private readonly AtomSeries _series = new(null);
    private readonly List<double> _mass = [];
    private LagWindow? _window;
    private double[] _rootMass = [];

    /// <summary>Makes an empty series.</summary>
    /// <param name="longest">Longest lag, frames; at least 1.</param>
    /// <param name="spacing">Frames from one origin to the next, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public VelocityAutocorrelation(int longest, int spacing = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(spacing, 1);
        Longest = longest;
        Spacing = spacing;
    }

    /// <summary>Longest lag, frames.</summary>
    public int Longest { get; }

    /// <summary>Frames from one origin to the next.</summary>
    public int Spacing { get; }

    /// <summary>Number of frames.</summary>
    public long Frames => _series.Frames;

    /// <summary>Time between frames, fs; 0 while there are fewer than two.</summary>
    public double Interval => _series.Interval;

    /// <summary>Elements by atomic number.</summary>
    public IReadOnlyList<Element> Elements => _series.Elements;

    /// <summary>Number of atoms of each of <see cref="Elements"/>.</summary>
    public IReadOnlyList<int> Numbers => _series.Numbers;

    /// <summary>Number of lags that are known, 0 included: up to the longest, or half of the series if that is less.</summary>
    public int Lags => (int)Math.Min(Longest, Frames / 2) + 1;

    /// <summary>Adds the present velocities; frames must be evenly spaced in time.</summary>
    /// <exception cref="ArgumentException">The frame is not one interval after the last, or holds other atoms.</exception>
    public void Add(SimulationState state)
    {
        AtomState atoms = state.Atoms;
        var velocities = new Double3[atoms.Owned];
        var elements = new Element[atoms.Owned];
        var masses = new double[atoms.Owned];
        for (int i = 0; i < atoms.Owned; i++)
        {
            int id = atoms.Id[i];
            velocities[id] = new Double3(atoms.Vx[i], atoms.Vy[i], atoms.Vz[i]);
            elements[id] = atoms.Species[atoms.Type[i]];
            masses[id] = atoms.Mass[i];
        }

        Add(state.Time, velocities, elements, masses);
    }

    /// <summary>Adds a frame; frames must be evenly spaced in time.</summary>
    /// <param name="time">Time, fs.</param>
    /// <param name="velocities">Angstrom/fs, the atoms in the same order in every frame.</param>
    /// <param name="elements">Element of each.</param>
    /// <param name="masses">Mass of each, u, the same in every frame.</param>
    /// <exception cref="ArgumentException">The frame is not one interval after the last, or holds other atoms.</exception>
    public void Add(
        double time, ReadOnlySpan<Double3> velocities, ReadOnlySpan<Element> elements, ReadOnlySpan<double> masses)
    {
        _series.Next(time, elements);
        if (_window is null)
        {
            _window = NewWindow();
            Weigh(elements, masses);
        }

        _window.Add(
            _series.Frames - 1,
            _series.Coordinates(velocities, AtomSeries.Centre(velocities, masses), _rootMass));
    }

    /// <summary>Mean of m v(0) v(t) over atoms and origins by lag, u Angstrom^2/fs^2.</summary>
    /// <param name="element">Element; null: all atoms.</param>
    /// <exception cref="InvalidOperationException">Fewer than two frames were added.</exception>
    public double[] Weighted(Element? element = null) => Collect(element, massless: false, -1, 1);

    /// <summary>As <see cref="Weighted"/>, in each of several blocks of the series.</summary>
    /// <exception cref="InvalidOperationException">Fewer than two frames were added.</exception>
    public double[][] WeightedBlocks(int blocks, Element? element = null)
    {
        var curves = new double[(int)Math.Min(blocks, Math.Max(1, Frames / 2))][];
        for (int b = 0; b < curves.Length; b++)
        {
            curves[b] = Collect(element, massless: false, b, curves.Length);
        }

        return curves;
    }

    /// <summary>
    /// Mean of v(0) v(t) over atoms and origins by lag, Angstrom^2/fs^2; atoms of an element count as of its mean mass.
    /// </summary>
    /// <param name="element">Element; null: all atoms.</param>
    /// <exception cref="InvalidOperationException">Fewer than two frames were added.</exception>
    public double[] Curve(Element? element = null) => Collect(element, massless: true, -1, 1);

    /// <summary>As <see cref="Curve"/>, in each of several blocks of the series.</summary>
    /// <exception cref="InvalidOperationException">Fewer than two frames were added.</exception>
    public double[][] BlockCurves(int blocks, Element? element = null)
    {
        var curves = new double[(int)Math.Min(blocks, Math.Max(1, Frames / 2))][];
        for (int b = 0; b < curves.Length; b++)
        {
            curves[b] = Collect(element, massless: true, b, curves.Length);
        }

        return curves;
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        _series.Save(into.Section("series"));
        if (_window is not null)
        {
            into.Set("rootMass", _rootMass);
            into.Set("mass", _mass.ToArray());
            _window.Save(into.Section("window"));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _series.Restore(from.Section("series"));
        _window = null;
        if (from.Contains("window"))
        {
            _rootMass = [.. from.Reals("rootMass")];
            _mass.Clear();
            _mass.AddRange(from.Reals("mass", Elements.Count));
            _window = NewWindow();
            _window.Restore(from.Section("window"));
        }
    }

    private LagWindow NewWindow() => new(1, Spacing, -1, Longest, _series.Ends, product: true);

    private void Weigh(ReadOnlySpan<Element> elements, ReadOnlySpan<double> masses)
    {
        _rootMass = new double[masses.Length];
        _mass.Clear();
        _mass.AddRange(new double[Elements.Count]);
        for (int i = 0; i < masses.Length; i++)
        {
            _rootMass[i] = Math.Sqrt(masses[i]);
            int kind = _series.Elements.IndexOf(elements[i]);
            _mass[kind] += masses[i] / _series.Numbers[kind];
        }
    }

    private double[] Collect(Element? element, bool massless, int block, int blocks)
    {
        if (_window is null || Frames < 2)
        {
            throw new InvalidOperationException("a velocity autocorrelation needs two frames at least");
        }

        var curve = new double[Lags];
        int atoms = 0;
        for (int g = 0; g < Elements.Count; g++)
        {
            if (element is not null && Elements[g] != element)
            {
                continue;
            }

            BlockSums sums = _window.Sums(g);
            double[] means = block < 0 ? sums.Means() : sums.BlockMeans(blocks)[block];
            for (int k = 0; k < curve.Length; k++)
            {
                curve[k] += massless ? means[k] / _mass[g] : means[k];
            }

            atoms += _series.Numbers[g];
        }

        for (int k = 0; k < curve.Length; k++)
        {
            curve[k] /= atoms;
        }

        return curve;
    }
}
