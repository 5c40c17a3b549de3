using System;
using System.Collections.Generic;
using System.Globalization;
using MdEngine.Core;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Relates the coordinates of a series of frames to those of earlier ones, over many origins in time: the mean of a
/// two-time function by lag, for each of several groups of coordinates, in memory that does not grow with the lags.
/// </summary>
/// <remarks>
/// One level looks at every frame of a stride, keeps its latest frames as origins, and knows the lags from
/// <c>least</c>+1 to <c>most</c> strides.
/// </remarks>
internal sealed class LagWindow : IResumable
{
    private readonly int _stride, _spacing, _least, _most;
    private readonly int[] _ends;
    private readonly bool _product;
    private readonly List<(long Frame, double[] Values)> _origins = [];
    private readonly BlockSums[] _sums;

    /// <summary>Makes an empty window.</summary>
    /// <param name="stride">Frames from one that it looks at to the next.</param>
    /// <param name="spacing">Strides from one origin to the next.</param>
    /// <param name="least">Strides that a lag must exceed.</param>
    /// <param name="most">Longest lag, strides.</param>
    /// <param name="ends">Where each group of coordinates ends; the first begins at 0.</param>
    /// <param name="product">True for the sum of products, false for that of squared differences.</param>
    public LagWindow(int stride, int spacing, int least, int most, int[] ends, bool product)
    {
        (_stride, _spacing, _least, _most, _ends, _product) = (stride, spacing, least, most, ends, product);
        _sums = new BlockSums[ends.Length];
        for (int g = 0; g < ends.Length; g++)
        {
            _sums[g] = new BlockSums(most - least);
        }
    }

    /// <summary>Number of lags.</summary>
    public int Lags => _most - _least;

    /// <summary>Frames in a lag.</summary>
    public long Frames(int lag) => (long)_stride * (_least + 1 + lag);

    /// <summary>Sums of a group: by lag.</summary>
    public BlockSums Sums(int group) => _sums[group];

    /// <summary>Looks at a frame; frames come one after another.</summary>
    /// <param name="frame">Its number, from 0.</param>
    /// <param name="values">Coordinates; copied where needed.</param>
    public void Add(long frame, ReadOnlySpan<double> values)
    {
        if (frame % _stride != 0)
        {
            return;
        }

        long reach = (long)_most * _stride;
        double[]? free = null;
        if (_origins.Count > 0 && frame - _origins[0].Frame > reach)
        {
            free = _origins[0].Values;
            _origins.RemoveAt(0);
        }

        bool origin = frame / _stride % _spacing == 0;
        if (origin)
        {
            free ??= new double[values.Length];
            values.CopyTo(free);
            _origins.Add((frame, free));
        }

        foreach ((long first, double[] start) in _origins)
        {
            int slot = (int)((frame - first) / _stride) - _least - 1;
            if (slot >= 0)
            {
                Relate(first, frame, slot, start, values);
            }
        }
    }

    /// <summary>Takes over the origins of a level of a shorter stride that this one would have had.</summary>
    public void TakeOrigins(LagWindow other)
    {
        foreach ((long frame, double[] values) in other._origins)
        {
            if (frame % _stride == 0 && frame / _stride % _spacing == 0)
            {
                _origins.Add((frame, [.. values]));
            }
        }
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("origins", _origins.Count);
        for (int k = 0; k < _origins.Count; k++)
        {
            StateBag origin = into.Section(Name("origin", k));
            origin.Set("frame", _origins[k].Frame);
            origin.Set("values", _origins[k].Values);
        }

        for (int g = 0; g < _sums.Length; g++)
        {
            _sums[g].Save(into.Section(Name("group", g)));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _origins.Clear();
        long count = from.Integer("origins");
        if (count < 0 || count > (_most / _spacing) + 1)
        {
            throw new InputException($"the saved window has {count} origins, more than fit in {_most} lags");
        }

        for (int k = 0; k < count; k++)
        {
            StateBag origin = from.Section(Name("origin", k));
            _origins.Add((origin.Integer("frame"), [.. origin.Reals("values", _ends[^1])]));
        }

        for (int g = 0; g < _sums.Length; g++)
        {
            _sums[g].Restore(from.Section(Name("group", g)));
        }
    }

    private static string Name(string what, int k) => string.Create(CultureInfo.InvariantCulture, $"{what}{k}");

    private void Relate(long first, long last, int slot, ReadOnlySpan<double> start, ReadOnlySpan<double> values)
    {
        int from = 0;
        for (int g = 0; g < _ends.Length; g++)
        {
            int length = _ends[g] - from;
            ReadOnlySpan<double> a = start.Slice(from, length), b = values.Slice(from, length);
            double sum = _product ? LagKernels.Product(a, b) : LagKernels.SquareDistance(a, b);
            _sums[g].Add(first, last, slot, sum);
            from = _ends[g];
        }
    }
}
