using System;
using System.Collections.Generic;
using MdEngine.Core;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// What a series of frames of the same atoms has in common: their elements, the number of frames and the time between
/// them. Hands coordinates on with the atoms of an element side by side.
/// </summary>
internal sealed class AtomSeries : IResumable
{
    private const double TimeTolerance = 1e-3;
    private readonly Element? _only;
    private int[] _order = [];
    private int _atoms = -1;
    private double _first, _last;
    private double[] _values = [];

    /// <summary>Makes an empty series.</summary>
    /// <param name="only">The element whose atoms are followed; null: all.</param>
    public AtomSeries(Element? only) => _only = only;

    /// <summary>Frames so far.</summary>
    public long Frames { get; private set; }

    /// <summary>Time between frames, fs; 0 while there are fewer than two.</summary>
    public double Interval => Frames < 2 ? 0.0 : (_last - _first) / (Frames - 1);

    /// <summary>Elements by atomic number.</summary>
    public List<Element> Elements { get; } = [];

    /// <summary>Number of atoms of each element that are followed.</summary>
    public List<int> Numbers { get; } = [];

    /// <summary>Where the coordinates of each element end.</summary>
    public int[] Ends { get; private set; } = [];

    /// <summary>Number of atoms that are followed.</summary>
    public int Atoms => _order.Length;

    /// <summary>True when the atoms are known.</summary>
    public bool HasAtoms => _atoms >= 0;

    /// <summary>Notes a frame: its time and, the first time, its atoms.</summary>
    /// <exception cref="ArgumentException">Not one interval after the last, other atoms, or none to follow.</exception>
    public void Next(double time, ReadOnlySpan<Element> elements)
    {
        if (_atoms < 0)
        {
            Select(elements);
        }

        if (elements.Length != _atoms)
        {
            throw new ArgumentException($"frame {Frames + 1} has {elements.Length} atoms, the first has {_atoms}");
        }

        double step = time - _last, expected = Frames > 1 ? Interval : step;
        if (Frames > 0 && !(step > 0.0 && Math.Abs(step - expected) <= TimeTolerance * expected))
        {
            throw new ArgumentException(
                $"frames must be evenly spaced: found {step:g6} fs after {_last:g6} fs, expected {expected:g6} fs");
        }

        _first = Frames == 0 ? time : _first;
        _last = time;
        Frames++;
    }

    /// <summary>Vectors of the atoms that are followed, by element, less a drift, times a weight for each atom.</summary>
    /// <param name="vectors">Of all atoms, in the order of the frame.</param>
    /// <param name="drift">What is taken from each.</param>
    /// <param name="weights">By atom; empty: 1.</param>
    public ReadOnlySpan<double> Coordinates(ReadOnlySpan<Double3> vectors, Double3 drift, ReadOnlySpan<double> weights)
    {
        for (int k = 0; k < _order.Length; k++)
        {
            Double3 v = vectors[_order[k]] - drift;
            double w = weights.IsEmpty ? 1.0 : weights[_order[k]];
            (_values[3 * k], _values[(3 * k) + 1], _values[(3 * k) + 2]) = (w * v.X, w * v.Y, w * v.Z);
        }

        return _values;
    }

    /// <summary>Mean of vectors weighted by the masses: the place or velocity of the centre of mass.</summary>
    public static Double3 Centre(ReadOnlySpan<Double3> vectors, ReadOnlySpan<double> masses)
    {
        Double3 sum = Double3.Zero;
        double mass = 0.0;
        for (int i = 0; i < vectors.Length; i++)
        {
            sum += masses[i] * vectors[i];
            mass += masses[i];
        }

        return (1.0 / mass) * sum;
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("frames", Frames);
        into.Set("first", _first);
        into.Set("last", _last);
        into.Set("atoms", _atoms);
        into.Set("order", _order);
        into.Set("elements", [.. Elements.ConvertAll(e => e.AtomicNumber)]);
        into.Set("numbers", [.. Numbers]);
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        Frames = from.Integer("frames");
        (_first, _last) = (from.Real("first"), from.Real("last"));
        _atoms = (int)from.Integer("atoms");
        int[] order = from.Integers("order"), elements = from.Integers("elements");
        int[] numbers = from.Integers("numbers", elements.Length);
        long sum = 0;
        foreach (int number in numbers)
        {
            sum += number;
        }

        if (sum != order.Length || Array.Exists(order, i => (uint)i >= (uint)_atoms)
            || Array.Exists(elements, z => z is < 1 or > 118) || Array.Exists(numbers, n => n < 0))
        {
            throw new InputException("the saved atoms of a time series do not fit together");
        }

        Elements.Clear();
        Numbers.Clear();
        Elements.AddRange(Array.ConvertAll(elements, PeriodicTable.Get));
        Numbers.AddRange(numbers);
        Arrange(order);
    }

    private void Select(ReadOnlySpan<Element> elements)
    {
        var census = new ElementCensus();
        census.Take(elements);
        var order = new List<int>();
        for (int kind = 0; kind < census.Kinds; kind++)
        {
            if (_only is not null && census.Elements[kind] != _only)
            {
                continue;
            }

            Elements.Add(census.Elements[kind]);
            Numbers.Add(census.Number(kind));
            for (int i = 0; i < elements.Length; i++)
            {
                if (census.KindOf[i] == kind)
                {
                    order.Add(i);
                }
            }
        }

        if (order.Count == 0)
        {
            throw new ArgumentException($"there is no atom of {_only} to follow");
        }

        _atoms = elements.Length;
        Arrange([.. order]);
    }

    private void Arrange(int[] order)
    {
        _order = order;
        _values = new double[3 * order.Length];
        Ends = new int[Numbers.Count];
        int end = 0;
        for (int k = 0; k < Ends.Length; k++)
        {
            end += 3 * Numbers[k];
            Ends[k] = end;
        }
    }
}
