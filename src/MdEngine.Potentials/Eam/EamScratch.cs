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

    /// <summary>
    /// Numbers of a record: what the second stage knows of four pairs, in groups of four: displacements of the atom from the
    /// others (x, y, z), embedding slopes of the others (with that of the atom where there is a single type), places in the
    /// intervals from 0 to 1, inverse distances, results (force over distance, energy), and as integers the offsets of the
    /// intervals. One record after another, one pointer goes a long way.
    /// </summary>
    public const int Record = 36, Y = 4, Z = 8, Slope = 12, Place = 16, Inverse = 20, Force = 24, Energy = 28, Interval = 32;

    private readonly AlignedBuffer<double> _r2 = new(), _given = new(), _taken = new(), _records = new(), _slopes = new();
    private readonly AlignedBuffer<int> _types = new(), _centers = new();
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

    /// <summary>Records of four pairs each.</summary>
    public double* Records => _records.Pointer;

    /// <summary>Densities given to the others.</summary>
    public double* Given => _given.Pointer;

    /// <summary>Densities taken from the others, where there are several types.</summary>
    public double* Taken => _taken.Pointer;

    /// <summary>Embedding slope of the atom, once for each record, where there are several types.</summary>
    public double* Slopes => _slopes.Pointer;

    /// <summary>Types of the others.</summary>
    public int* Types => _types.Pointer;

    /// <summary>Type of the atom, once for each record.</summary>
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
        _given.Grow(room);
        _taken.Grow(room);
        _types.Grow(room);
        _centers.Grow(room);
        _slopes.Grow(room);
        _records.Grow(room / Lanes * Record);
    }
}
