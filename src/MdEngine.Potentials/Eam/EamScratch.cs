using System;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Eam;

/// <summary>
/// Memory of one thread: the pairs of a few atoms, one row after another, each filled up to a multiple of four. Stages run
/// over all of them in turn, so that the processor always has independent pairs to work on; they fit into its first cache.
/// </summary>
internal sealed unsafe class EamScratch
{
    /// <summary>Numbers of a register.</summary>
    public const int Lanes = 4;

    /// <summary>Atoms are taken together up to so many pairs.</summary>
    public const int Enough = 128;

    private readonly AlignedBuffer<double> _r2 = new(), _dx = new(), _dy = new(), _dz = new(), _slopes = new();
    private readonly AlignedBuffer<double> _t = new(), _inverse = new(), _first = new(), _second = new();
    private readonly AlignedBuffer<int> _interval = new(), _types = new(), _centers = new();
    private readonly AlignedBuffer<double> _tails = new(Lanes * Lanes);

    public EamScratch()
    {
        // By the number of pairs in the last register of a row, modulo four, all bits set for these.
        for (int count = 0; count < Lanes; count++)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                _tails[(Lanes * count) + lane] = BitConverter.Int64BitsToDouble(count == 0 || lane < count ? -1L : 0L);
            }
        }
    }

    public PairWindow<double> Window { get; } = new();

    public LaneOrder Order { get; } = new();

    /// <summary>The pairs of an atom in full, for totals and shares of atoms.</summary>
    public PairRow Pairs { get; } = new();

    public double* R2 => _r2.Pointer;

    public double* Dx => _dx.Pointer;

    public double* Dy => _dy.Pointer;

    public double* Dz => _dz.Pointer;

    /// <summary>Embedding slopes of the others; of both atoms together where there is a single type.</summary>
    public double* Slopes => _slopes.Pointer;

    /// <summary>Place in the interval, from 0 to 1.</summary>
    public double* T => _t.Pointer;

    /// <summary>Inverse distances.</summary>
    public double* Inverse => _inverse.Pointer;

    /// <summary>Results: densities given to the others; forces over distances.</summary>
    public double* First => _first.Pointer;

    /// <summary>Results: densities taken from the others; energies.</summary>
    public double* Second => _second.Pointer;

    /// <summary>Offsets of intervals.</summary>
    public int* Intervals => _interval.Pointer;

    /// <summary>Types of the others.</summary>
    public int* Types => _types.Pointer;

    /// <summary>Type of the atom, once for each register.</summary>
    public int* Centers => _centers.Pointer;

    /// <summary>Masks of the last register of a row.</summary>
    public double* Tails => _tails.Pointer;

    public static int Padded(int count) => (count + (Lanes - 1)) & -Lanes;

    /// <summary>Makes room for so many pairs, keeping those that are there.</summary>
    public void Reserve(int pairs)
    {
        // Packing writes a register beyond what it keeps.
        int room = pairs + (2 * Lanes);
        _r2.Grow(room);
        _dx.Grow(room);
        _dy.Grow(room);
        _dz.Grow(room);
        _slopes.Grow(room);
        _t.Grow(room);
        _inverse.Grow(room);
        _first.Grow(room);
        _second.Grow(room);
        _interval.Grow(room);
        _types.Grow(room);
        _centers.Grow(room);
    }
}
