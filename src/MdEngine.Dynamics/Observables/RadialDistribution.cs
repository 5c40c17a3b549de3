using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Elements;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Persistence;

namespace MdEngine.Dynamics.Observables;

/// <summary>
/// Radial distribution function g(r), total and by pair of elements, and coordination numbers, averaged over frames, with
/// errors from block averages. All periodic images within the cutoff count, so it may exceed half the cell, and any
/// triclinic cell will do. Memory does not grow with the number of frames.
/// </summary>
/// <remarks>
/// g_ab(r) = V / (N_a N_b) * (ordered pairs of a and b in the shell) / (volume of the shell), averaged over frames;
/// M. P. Allen, D. J. Tildesley, Computer Simulation of Liquids, 2nd ed. (2017), section 8.2.
/// </remarks>
public sealed class RadialDistribution : IResumable
{
    /// <summary>Blocks that errors come from, unless others are asked for.</summary>
    public const int DefaultBlocks = 8;

    private readonly SortedDictionary<(int A, int B), PairSums> _partial = [];
    private readonly double[] _row;
    private readonly double _inverseWidth;
    private BlockSums _total;
    private PairHistogram? _own;
    private double _density;

    /// <summary>Makes an empty distribution.</summary>
    /// <param name="cutoff">Largest distance, Angstrom; positive.</param>
    /// <param name="bins">Number of bins of equal width, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RadialDistribution(double cutoff, int bins)
    {
        if (!(cutoff > 0.0 && double.IsFinite(cutoff)))
        {
            throw new ArgumentOutOfRangeException(nameof(cutoff), cutoff, "the cutoff is a positive number of Angstrom");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        Cutoff = cutoff;
        Bins = bins;
        _row = new double[bins];
        _total = new BlockSums(bins);
        _inverseWidth = bins / cutoff;
    }

    /// <summary>Largest distance, Angstrom.</summary>
    public double Cutoff { get; }

    /// <summary>Number of bins.</summary>
    public int Bins { get; }

    /// <summary>Number of frames added.</summary>
    public int Frames { get; private set; }

    /// <summary>Mean number density of the frames, atoms/Angstrom^3.</summary>
    public double Density => _density / Frames;

    /// <summary>Pairs of elements that were found, each with the lower atomic number first.</summary>
    public IReadOnlyList<(Element A, Element B)> Pairs =>
        [.. _partial.Keys.Select(k => (PeriodicTable.Get(k.A), PeriodicTable.Get(k.B)))];

    /// <summary>A histogram to count frames with and give to <see cref="Add(PairHistogram)"/>, one for each thread.</summary>
    public PairHistogram NewHistogram() => new(Cutoff, Bins);

    /// <summary>Middle of each bin, Angstrom.</summary>
    public double[] Distances()
    {
        var r = new double[Bins];
        for (int k = 0; k < Bins; k++)
        {
            r[k] = (k + 0.5) / _inverseWidth;
        }

        return r;
    }

    /// <summary>Adds a frame.</summary>
    /// <exception cref="InputException">The cell has no volume.</exception>
    public void Add(Structure structure) => Add(structure.Positions, structure.Elements, structure.Cell);

    /// <summary>Adds the present state of a simulation.</summary>
    /// <exception cref="InputException">The cell has no volume.</exception>
    public void Add(AtomState atoms, SimulationCell cell)
    {
        int n = atoms.Owned;
        var positions = new Double3[n];
        var elements = new Element[n];
        for (int i = 0; i < n; i++)
        {
            positions[i] = new Double3(atoms.X[i], atoms.Y[i], atoms.Z[i]);
            elements[i] = atoms.Species[atoms.Type[i]];
        }

        Add(positions, elements, cell);
    }

    /// <summary>Adds a frame that was counted; frames must be added in their order.</summary>
    /// <param name="histogram">Made by <see cref="NewHistogram"/>.</param>
    /// <exception cref="ArgumentException">It was made by a distribution of another shape.</exception>
    public void Add(PairHistogram histogram)
    {
        ElementCensus census = histogram.Census;
        double all = census.KindOf.Length, volume = histogram.Volume;
        var total = new double[Bins];
        for (int a = 0; a < census.Kinds; a++)
        {
            for (int b = a; b < census.Kinds; b++)
            {
                ReadOnlySpan<int> counts = histogram.Counts(a, b);
                for (int k = 0; k < Bins; k++)
                {
                    // Each pair is two ordered ones.
                    total[k] += 2.0 * volume / (all * all) * counts[k];
                }

                Of(census.Elements[a], census.Elements[b])
                    .Add(Frames, counts, census.Number(a), census.Number(b), volume, a == b, _row);
            }
        }

        _total.Add(Frames, total);
        _density += all / volume;
        Frames++;
    }

    /// <summary>g(r) of all atoms, by bin.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] Total() => PerShell(Checked(_total).Means());

    /// <summary>One standard error of <see cref="Total"/> from block averages; NaN with fewer than two frames.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] TotalErrors(int blocks = DefaultBlocks) => PerShell(Checked(_total).Errors(blocks));

    /// <summary>g(r) of two elements, by bin; zero when one of them was in no frame.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] Partial(Element a, Element b) =>
        Find(a, b) is { } pair ? PerShell(pair.Weighted.Means()) : new double[Bins];

    /// <summary>One standard error of <see cref="Partial"/> from block averages.</summary>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] PartialErrors(Element a, Element b, int blocks = DefaultBlocks) =>
        Find(a, b) is { } pair ? PerShell(pair.Weighted.Errors(blocks)) : new double[Bins];

    /// <summary>
    /// Coordination number: how many atoms of an element lie around one of another within the outer edge of each bin.
    /// </summary>
    /// <param name="centre">Element of the atom in the middle.</param>
    /// <param name="neighbor">Element of those around it.</param>
    /// <exception cref="InvalidOperationException">No frame was added.</exception>
    public double[] Coordination(Element centre, Element neighbor) =>
        Find(centre, neighbor) is { } pair ? Accumulated(Around(pair, centre, neighbor).Means()) : new double[Bins];

    /// <summary>
    /// Coordination number of an element within the outer edge of a bin, with its error from block averages.
    /// </summary>
    /// <param name="centre">Element of the atom in the middle.</param>
    /// <param name="neighbor">Element of those around it.</param>
    /// <param name="bin">Last bin that counts.</param>
    /// <param name="blocks">Blocks.</param>
    public BlockStatistics CoordinationWithin(Element centre, Element neighbor, int bin, int blocks = DefaultBlocks)
    {
        if (Find(centre, neighbor) is not { } pair)
        {
            return new BlockStatistics(0.0, double.NaN, 0);
        }

        BlockSums around = Around(pair, centre, neighbor);
        double[] parts = [.. around.BlockMeans(blocks).Select(row => Accumulated(row)[bin])];
        return BlockStatistics.Of(parts) with { Mean = Accumulated(around.Means())[bin] };
    }

    /// <inheritdoc/>
    public void Save(StateBag into)
    {
        into.Set("frames", Frames);
        into.Set("density", _density);
        _total.Save(into.Section("total"));
        into.Set("pairs", [.. _partial.Keys.SelectMany(k => new[] { k.A, k.B })]);
        foreach (((int a, int b), PairSums sums) in _partial)
        {
            sums.Save(into.Section($"{PeriodicTable.Get(a)}-{PeriodicTable.Get(b)}"));
        }
    }

    /// <inheritdoc/>
    public void Restore(StateBag from)
    {
        Frames = (int)Math.Clamp(from.Integer("frames"), 0, int.MaxValue);
        _density = from.Real("density");
        _total = new BlockSums(Bins);
        _total.Restore(from.Section("total"));
        _partial.Clear();
        int[] pairs = from.Integers("pairs");
        for (int k = 0; k + 1 < pairs.Length; k += 2)
        {
            if (pairs[k] is < 1 or > 118 || pairs[k + 1] is < 1 or > 118)
            {
                throw new InputException($"the saved pair of elements {pairs[k]} and {pairs[k + 1]} does not exist");
            }

            var sums = new PairSums(Bins);
            sums.Restore(from.Section($"{PeriodicTable.Get(pairs[k])}-{PeriodicTable.Get(pairs[k + 1])}"));
            _partial.Add((pairs[k], pairs[k + 1]), sums);
        }
    }

    private static BlockSums Around(PairSums pair, Element centre, Element neighbor) =>
        centre.AtomicNumber <= neighbor.AtomicNumber ? pair.AroundFirst : pair.AroundSecond;

    private static double[] Accumulated(double[] pairs)
    {
        double sum = 0.0;
        for (int k = 0; k < pairs.Length; k++)
        {
            sum += pairs[k];
            pairs[k] = sum;
        }

        return pairs;
    }

    private void Add(Double3[] positions, Element[] elements, SimulationCell cell)
    {
        _own ??= NewHistogram();
        _own.Take(positions, elements, cell);
        Add(_own);
    }

    private PairSums Of(Element a, Element b)
    {
        (int, int) key = (a.AtomicNumber, b.AtomicNumber);
        if (!_partial.TryGetValue(key, out PairSums? sums))
        {
            sums = new PairSums(Bins);
            _partial.Add(key, sums);
        }

        return sums;
    }

    private PairSums? Find(Element a, Element b)
    {
        Checked(_total);
        (int x, int y) = (a.AtomicNumber, b.AtomicNumber);
        return _partial.GetValueOrDefault((Math.Min(x, y), Math.Max(x, y)));
    }

    private BlockSums Checked(BlockSums sums) => Frames > 0
        ? sums
        : throw new InvalidOperationException("no frame was added to the radial distribution");

    /// <summary>Divides by the volume of the shells.</summary>
    private double[] PerShell(double[] values)
    {
        for (int k = 0; k < Bins; k++)
        {
            double inner = k / _inverseWidth, outer = (k + 1) / _inverseWidth;
            values[k] /= 4.0 / 3.0 * Math.PI * ((outer * outer * outer) - (inner * inner * inner));
        }

        return values;
    }

    /// <summary>Sums of a pair of elements.</summary>
    private sealed class PairSums(int bins) : IResumable
    {
        /// <summary>V/(N_a N_b) times the ordered pairs.</summary>
        public BlockSums Weighted { get; } = new(bins);

        /// <summary>Atoms of the second element for each of the first.</summary>
        public BlockSums AroundFirst { get; } = new(bins);

        /// <summary>Atoms of the first element for each of the second.</summary>
        public BlockSums AroundSecond { get; } = new(bins);

        public void Add(
            long frame, ReadOnlySpan<int> counts, double first, double second, double volume, bool alike, double[] row)
        {
            // A pair of like atoms stands for two ordered ones; of unlike ones g_ab counts those from a to b.
            double ordered = alike ? 2.0 : 1.0;
            Add(Weighted, frame, counts, ordered * volume / (first * second), row);
            Add(AroundFirst, frame, counts, ordered / first, row);
            if (!alike)
            {
                Add(AroundSecond, frame, counts, ordered / second, row);
            }
        }

        public void Save(StateBag into)
        {
            Weighted.Save(into.Section("weighted"));
            AroundFirst.Save(into.Section("first"));
            AroundSecond.Save(into.Section("second"));
        }

        public void Restore(StateBag from)
        {
            Weighted.Restore(from.Section("weighted"));
            AroundFirst.Restore(from.Section("first"));
            AroundSecond.Restore(from.Section("second"));
        }

        private static void Add(BlockSums to, long frame, ReadOnlySpan<int> counts, double weight, double[] row)
        {
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = weight * counts[k];
            }

            to.Add(frame, row);
        }
    }
}
