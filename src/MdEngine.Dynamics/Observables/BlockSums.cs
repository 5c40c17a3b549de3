using System;
using System.Collections.Generic;
using System.Globalization;
using MdEngine.Core;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Sums of several quantities over a series of samples whose length is not known beforehand, kept by blocks of the
/// series so that the scatter of blocks tells the error of the means. What belongs to two samples (the beginning and the
/// end of a displacement) counts in a block only if both lie in it: blocks share no data.
/// </summary>
/// <remarks>
/// There are never more than <see cref="Most"/> blocks: when the series outgrows them, neighbours are joined and blocks
/// are twice as long from then on. Memory does not grow with the series. Block averages: H. Flyvbjerg, H. G. Petersen,
/// J. Chem. Phys. 91, 461 (1989), doi:10.1063/1.457480.
/// </remarks>
internal sealed class BlockSums : IResumable
{
    /// <summary>Largest number of blocks; half as many at least once the series is that long.</summary>
    public const int Most = 64;

    private readonly int _slots;
    private readonly double[]?[] _sums = new double[Most * (Most + 1) / 2][];
    private readonly long[]?[] _counts = new long[Most * (Most + 1) / 2][];
    private long _size = 1;
    private long _last = -1;

    /// <summary>Makes empty sums.</summary>
    /// <param name="slots">Number of quantities.</param>
    public BlockSums(int slots) => _slots = slots;

    /// <summary>Adds a value of one quantity that belongs to two samples.</summary>
    /// <param name="first">Number of the earlier sample, from 0.</param>
    /// <param name="last">Number of the later one; never before one of an earlier call.</param>
    /// <param name="slot">Quantity.</param>
    /// <param name="value">Value.</param>
    public void Add(long first, long last, int slot, double value)
    {
        int cell = Cell(first, last);
        _sums[cell]![slot] += value;
        _counts[cell]![slot]++;
    }

    /// <summary>Adds a value of every quantity for a sample.</summary>
    public void Add(long sample, ReadOnlySpan<double> values)
    {
        int cell = Cell(sample, sample);
        double[] sums = _sums[cell]!;
        long[] counts = _counts[cell]!;
        for (int k = 0; k < values.Length; k++)
        {
            sums[k] += values[k];
            counts[k]++;
        }
    }

    /// <summary>Means over everything, by quantity; NaN for one that got no value.</summary>
    public double[] Means() => Means(0, Most);

    /// <summary>Means by block of the samples, blocks of about equal length.</summary>
    /// <param name="blocks">Blocks wanted; fewer are given when there are fewer samples.</param>
    /// <returns>By block, then by quantity; NaN for one that got no value in the block.</returns>
    public double[][] BlockMeans(int blocks)
    {
        int used = (int)((_last / _size) + 1);
        int count = Math.Min(blocks, used);
        var means = new double[count][];
        for (int k = 0; k < count; k++)
        {
            means[k] = Means((int)((long)used * k / count), (int)((long)used * (k + 1) / count));
        }

        return means;
    }

    /// <summary>Standard errors of the means by quantity, from the scatter of blocks; NaN where too few have values.</summary>
    public double[] Errors(int blocks)
    {
        double[][] means = BlockMeans(blocks);
        var errors = new double[_slots];
        for (int k = 0; k < _slots; k++)
        {
            errors[k] = BlockStatistics.Of(means, k).Error;
        }

        return errors;
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("size", _size);
        into.Set("last", _last);
        for (int cell = 0; cell < _sums.Length; cell++)
        {
            if (_sums[cell] is { } sums)
            {
                StateBag section = into.Section(Name(cell));
                section.Set("sums", sums);
                section.Set("counts", _counts[cell]!);
            }
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        _size = from.Integer("size");
        _last = from.Integer("last");
        if (_size < 1 || _last < -1 || _last / _size >= Most)
        {
            throw new InputException($"the saved blocks of {_size} samples cannot hold {_last + 1} samples");
        }

        for (int cell = 0; cell < _sums.Length; cell++)
        {
            bool has = from.Contains(Name(cell));
            _sums[cell] = has ? [.. from.Section(Name(cell)).Reals("sums", _slots)] : null;
            _counts[cell] = has ? [.. from.Section(Name(cell)).Longs("counts", _slots)] : null;
        }
    }

    private static string Name(int cell) => string.Create(CultureInfo.InvariantCulture, $"cell{cell}");

    private static int Index(long first, long last) => (int)((last * (last + 1) / 2) + first);

    private int Cell(long first, long last)
    {
        _last = Math.Max(_last, last);
        while (_last / _size >= Most)
        {
            Join();
        }

        int cell = Index(first / _size, last / _size);
        if (_sums[cell] is null)
        {
            _sums[cell] = new double[_slots];
            _counts[cell] = new long[_slots];
        }

        return cell;
    }

    private void Join()
    {
        for (int last = 0; last < Most; last++)
        {
            for (int first = 0; first <= last; first++)
            {
                int from = Index(first, last), to = Index(first / 2, last / 2);
                if (from == to || _sums[from] is not { } sums)
                {
                    continue;
                }

                long[] counts = _counts[from]!;
                (_sums[from], _counts[from]) = (null, null);
                if (_sums[to] is not { } kept)
                {
                    (_sums[to], _counts[to]) = (sums, counts);
                    continue;
                }

                for (int k = 0; k < _slots; k++)
                {
                    kept[k] += sums[k];
                    _counts[to]![k] += counts[k];
                }
            }
        }

        _size *= 2;
    }

    private double[] Means(int from, int to)
    {
        var sums = new double[_slots];
        var counts = new long[_slots];
        foreach (int cell in Cells(from, to))
        {
            for (int k = 0; k < _slots; k++)
            {
                sums[k] += _sums[cell]![k];
                counts[k] += _counts[cell]![k];
            }
        }

        for (int k = 0; k < _slots; k++)
        {
            sums[k] = counts[k] > 0 ? sums[k] / counts[k] : double.NaN;
        }

        return sums;
    }

    private IEnumerable<int> Cells(int from, int to)
    {
        for (int last = from; last < to; last++)
        {
            for (int first = from; first <= last; first++)
            {
                if (_sums[Index(first, last)] is not null)
                {
                    yield return Index(first, last);
                }
            }
        }
    }
}
