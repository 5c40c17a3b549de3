using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Cell;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Halo;

/// <summary>
/// Finds the periodic images of owned atoms that lie within a range of the region which the owned atoms fill: threads
/// count those of each atom, then list them. They come out in the order of their atoms, then of their shifts: those of positive shift first, then,
/// if wanted, the others.
/// </summary>
internal sealed unsafe class ImageFinder
{
    private const int Chunk = 2048;
    private readonly AlignedBuffer<int> _source = new(), _shift = new(), _slot = new();
    private readonly AlignedBuffer<int> _positiveOf = new(), _negativeOf = new(), _start = new();
    private readonly Action<int, int> _count, _list;
    private int[] _positiveBefore = [], _negativeBefore = [];
    private readonly int[] _images = new int[3];
    private readonly double[] _low = new double[3], _high = new double[3];
    private AtomState? _atoms;
    private SimulationCell? _cell;
    private bool _full;

    public ImageFinder()
    {
        _count = CountChunk;
        _list = ListChunk;
    }

    /// <summary>Images of positive shift.</summary>
    public int Positive { get; private set; }

    /// <summary>Images of negative shift; they follow the others.</summary>
    public int Negative { get; private set; }

    /// <summary>Owned atom of each image.</summary>
    public int* Source => _source.Pointer;

    /// <summary>Number of each image's shift, counted with the last axis fastest from the most negative one.</summary>
    public int* Shift => _shift.Pointer;

    /// <summary>
    /// Place of each image when they are put in the order of their atoms, signs mixed: those of atom i have the places
    /// from <see cref="Start"/>[i] to <see cref="Start"/>[i + 1].
    /// </summary>
    public int* Slot => _slot.Pointer;

    /// <summary>First place of the images of each atom; one entry more than atoms.</summary>
    public int* Start => _start.Pointer;

    /// <summary>Finds the images.</summary>
    /// <param name="atoms">Owned atoms.</param>
    /// <param name="cell">Cell.</param>
    /// <param name="low">Least fractional coordinates of owned atoms, less the range.</param>
    /// <param name="high">Largest fractional coordinates of owned atoms, plus the range.</param>
    /// <param name="images">Largest number of shifts along each axis.</param>
    /// <param name="full">True for images of negative shift, too.</param>
    /// <param name="workers">Threads.</param>
    public void Find(
        AtomState atoms, SimulationCell cell, Double3 low, Double3 high, ReadOnlySpan<int> images, bool full, WorkerPool workers)
    {
        (_atoms, _cell, _full) = (atoms, cell, full);
        for (int axis = 0; axis < 3; axis++)
        {
            _images[axis] = images[axis];
            // Rounding must not lose an image that lies at exactly the range.
            _low[axis] = low[axis] - 1e-9;
            _high[axis] = high[axis] + 1e-9;
        }

        int chunks = (atoms.Owned + Chunk - 1) / Chunk;
        if (_positiveBefore.Length <= chunks)
        {
            _positiveBefore = new int[chunks + 1];
            _negativeBefore = new int[chunks + 1];
        }

        _positiveOf.Grow(atoms.Owned);
        _negativeOf.Grow(atoms.Owned);
        _start.Grow(atoms.Owned + 1);
        workers.Run(chunks, _count);
        (Positive, Negative) = (0, 0);
        for (int c = 0; c < chunks; c++)
        {
            int positive = _positiveBefore[c], negative = _negativeBefore[c];
            (_positiveBefore[c], _negativeBefore[c]) = (Positive, Negative);
            Positive += positive;
            Negative += negative;
        }

        _source.Grow(Positive + Negative);
        _shift.Grow(Positive + Negative);
        _slot.Grow(Positive + Negative);
        _start.Pointer[atoms.Owned] = Positive + Negative;
        workers.Run(chunks, _list);
    }

    private static bool IsPositive(int a, int b, int c) => a > 0 || (a == 0 && (b > 0 || (b == 0 && c > 0)));

    private (int Low, int High) Range(double s, int axis) => _images[axis] == 0
        ? (0, 0)
        : (Math.Max(-_images[axis], (int)Math.Ceiling(_low[axis] - s)), Math.Min(_images[axis], (int)Math.Floor(_high[axis] - s)));

    private void CountChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        SimulationCell cell = _cell!;
        int end = Math.Min(atoms.Owned, (chunk + 1) * Chunk);
        (double coreA0, double coreA1) = Core(0);
        (double coreB0, double coreB1) = Core(1);
        (double coreC0, double coreC1) = Core(2);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        int positives = 0, negatives = 0;
        for (int i = chunk * Chunk; i < end; i++)
        {
            Double3 s = cell.ToFractional(new Double3(x[i], y[i], z[i]));
            int positive = 0, negative = 0;
            // Atoms in the middle have no image within reach; in a large cell they are most.
            if (!(s.X > coreA0 && s.X < coreA1 && s.Y > coreB0 && s.Y < coreB1 && s.Z > coreC0 && s.Z < coreC1))
            {
                (int a0, int a1) = Range(s.X, 0);
                (int b0, int b1) = Range(s.Y, 1);
                (int c0, int c1) = Range(s.Z, 2);
                for (int a = a0; a <= a1; a++)
                {
                    for (int b = b0; b <= b1; b++)
                    {
                        for (int c = c0; c <= c1; c++)
                        {
                            if (IsPositive(a, b, c))
                            {
                                positive++;
                            }
                            else if (_full && (a, b, c) != (0, 0, 0))
                            {
                                negative++;
                            }
                        }
                    }
                }
            }

            _positiveOf.Pointer[i] = positive;
            _negativeOf.Pointer[i] = negative;
            positives += positive;
            negatives += negative;
        }

        _positiveBefore[chunk] = positives;
        _negativeBefore[chunk] = negatives;
    }

    private void ListChunk(int chunk, int worker)
    {
        AtomState atoms = _atoms!;
        int end = Math.Min(atoms.Owned, (chunk + 1) * Chunk);
        double* x = atoms.XPointer, y = atoms.YPointer, z = atoms.ZPointer;
        int positive = _positiveBefore[chunk];
        int negative = Positive + _negativeBefore[chunk];
        int slot = _positiveBefore[chunk] + _negativeBefore[chunk];
        int nb = (2 * _images[1]) + 1, nc = (2 * _images[2]) + 1;
        for (int i = chunk * Chunk; i < end; i++)
        {
            _start.Pointer[i] = slot;
            if (_positiveOf.Pointer[i] + _negativeOf.Pointer[i] == 0)
            {
                continue;
            }

            Double3 s = _cell!.ToFractional(new Double3(x[i], y[i], z[i]));
            (int a0, int a1) = Range(s.X, 0);
            (int b0, int b1) = Range(s.Y, 1);
            (int c0, int c1) = Range(s.Z, 2);
            for (int a = a0; a <= a1; a++)
            {
                for (int b = b0; b <= b1; b++)
                {
                    for (int c = c0; c <= c1; c++)
                    {
                        bool isPositive = IsPositive(a, b, c);
                        if (!isPositive && (!_full || (a, b, c) == (0, 0, 0)))
                        {
                            continue;
                        }

                        int image = isPositive ? positive++ : negative++;
                        _source.Pointer[image] = i;
                        _shift.Pointer[image] = ((((a + _images[0]) * nb) + b + _images[1]) * nc) + c + _images[2];
                        _slot.Pointer[image] = slot++;
                    }
                }
            }
        }
    }

    /// <summary>Where along an axis, in fractions of the cell, no image of an atom is within reach.</summary>
    private (double Low, double High) Core(int axis) => _images[axis] == 0
        ? (double.NegativeInfinity, double.PositiveInfinity)
        : (_high[axis] - 1.0, _low[axis] + 1.0);
}
