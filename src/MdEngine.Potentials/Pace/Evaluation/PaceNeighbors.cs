using System;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.Pace.Evaluation;

/// <summary>
/// The neighbours of as many atoms as a register has lanes, in one run for each species of neighbours: neighbour k of each atom
/// side by side in place k. Reused from atoms to atoms.
/// </summary>
/// <remarks>
/// Runs are filled up to whole chunks of places with neighbours far beyond every cutoff, whose index is that of their atom.
/// </remarks>
internal sealed unsafe class PaceNeighbors(int types, int width)
{
    /// <summary>Places that kernels work on at once.</summary>
    public const int Chunk = 4;

    private const double Far = 1e4;
    private readonly AlignedBuffer<double> _positions = new();
    private readonly AlignedBuffer<int> _index = new();
    private readonly AlignedBuffer<int> _next = new(types), _counts = new(types * width);
    private int _capacity;

    /// <summary>Places of a run.</summary>
    public int[] Places { get; } = new int[types];

    /// <summary>Atoms of the lanes.</summary>
    public int* Atoms { get; private set; }

    /// <summary>Lanes with an atom.</summary>
    public int AtomCount { get; private set; }

    /// <summary>x of the neighbours of a run minus x of their centres, Angstrom.</summary>
    public double* Dx(int type) => _positions.Pointer + ((3 * type) * _capacity);

    /// <summary>y of the neighbours of a run minus y of their centres, Angstrom.</summary>
    public double* Dy(int type) => _positions.Pointer + (((3 * type) + 1) * _capacity);

    /// <summary>z of the neighbours of a run minus z of their centres, Angstrom.</summary>
    public double* Dz(int type) => _positions.Pointer + (((3 * type) + 2) * _capacity);

    /// <summary>Indices of the neighbours of a run.</summary>
    public int* Index(int type) => _index.Pointer + (type * _capacity);

    /// <summary>Number of neighbours of an atom in a run.</summary>
    public int CountOf(int type, int lane) => _counts.Pointer[(type * width) + lane];

    /// <summary>Packs the neighbours of some atoms of one species.</summary>
    /// <param name="block">Their block.</param>
    /// <param name="atoms">The atoms.</param>
    /// <param name="count">Their number, at most the number of lanes.</param>
    /// <param name="cutoffs2">Squares of the cutoffs by species of the neighbour.</param>
    public void Pack(in ForceBlock block, int* atoms, int count, double* cutoffs2)
    {
        var list = (VerletList)block.Neighbors;
        Atoms = atoms;
        AtomCount = count;
        int longest = 0;
        for (int lane = 0; lane < count; lane++)
        {
            longest = Math.Max(longest, list.Of(atoms[lane]).Length);
        }

        // One place more than there can be neighbours is written to, and the last chunk is filled up.
        _capacity = Math.Max(_capacity, (longest + (longest / 4) + (2 * Chunk)) * width);
        _positions.Grow(3 * types * _capacity);
        _index.Grow(types * _capacity);
        _counts.Span.Clear();
        for (int lane = 0; lane < count; lane++)
        {
            PackLane(in block, list.Of(atoms[lane]), lane, cutoffs2);
        }

        for (int t = 0; t < types; t++)
        {
            Fill(t);
        }
    }

    private void PackLane(in ForceBlock block, ReadOnlySpan<int> row, int lane, double* cutoffs2)
    {
        double* x = block.Atoms.XPointer, y = block.Atoms.YPointer, z = block.Atoms.ZPointer;
        int atom = Atoms[lane];
        double xi = x[atom], yi = y[atom], zi = z[atom];
        ReadOnlySpan<int> type = block.Types;
        int* next = _next.Pointer, to = _index.Pointer;
        double* d = _positions.Pointer;
        int capacity = _capacity;
        for (int t = 0; t < types; t++)
        {
            next[t] = lane;
        }

        foreach (int j in row)
        {
            double dx = x[j] - xi, dy = y[j] - yi, dz = z[j] - zi;
            int t = types == 1 ? 0 : type[j], at = next[t];
            // No branch: every neighbour is written, and kept by moving on.
            double* place = d + (3 * t * capacity) + at;
            place[0] = dx;
            place[capacity] = dy;
            place[2 * capacity] = dz;
            to[(t * capacity) + at] = j;
            next[t] = at + ((dx * dx) + (dy * dy) + (dz * dz) < cutoffs2[t] ? width : 0);
        }

        for (int t = 0; t < types; t++)
        {
            _counts.Pointer[(t * width) + lane] = next[t] / width;
        }
    }

    private void Fill(int type)
    {
        int most = 0;
        for (int lane = 0; lane < width; lane++)
        {
            most = Math.Max(most, CountOf(type, lane));
        }

        most = (most + Chunk - 1) / Chunk * Chunk;
        Places[type] = most;
        double* x = Dx(type), y = Dy(type), z = Dz(type);
        int* index = Index(type);
        for (int lane = 0; lane < width; lane++)
        {
            int own = Atoms[Math.Min(lane, AtomCount - 1)];
            for (int k = (CountOf(type, lane) * width) + lane; k < most * width; k += width)
            {
                x[k] = Far;
                y[k] = 0.0;
                z[k] = 0.0;
                index[k] = own;
            }
        }
    }
}
