using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// The neighbours of one atom, packed and sorted into runs of one type, those within the angular cutoff first. Reused from
/// atom to atom.
/// </summary>
/// <remarks>
/// Kernels step over runs in whole registers: what they write beyond the end of a run is overwritten by the next one, and
/// arrays have room for registers beyond the last neighbour.
/// </remarks>
internal abstract unsafe class NepNeighbors(int types)
{
    /// <summary>Numbers of room beyond the last neighbour.</summary>
    protected const int Room = 16;
    private const int Arrays = 8;
    private readonly AlignedBuffer<double> _doubles = new();
    private readonly AlignedBuffer<int> _index = new();

    public int Atom { get; set; }

    public int Count { get; set; }

    /// <summary>Neighbours within the angular cutoff.</summary>
    public int AngularCount { get; set; }

    public int Runs { get; set; }

    /// <summary>Runs of neighbours within the angular cutoff.</summary>
    public int AngularRuns { get; set; }

    /// <summary>Type of the neighbours of a run.</summary>
    public int[] RunType { get; } = new int[2 * types];

    /// <summary>End of a run; it begins where the one before ends.</summary>
    public int[] RunEnd { get; } = new int[2 * types];

    /// <summary>Whether a neighbour is near enough for the short-ranged repulsion.</summary>
    public bool HasClose { get; set; }

    /// <summary>Distance between arrays over neighbours.</summary>
    public int Stride { get; private set; }

    public int* Index => _index.Pointer;

    public double* Dx => _doubles.Pointer;

    public double* Dy => _doubles.Pointer + Stride;

    public double* Dz => _doubles.Pointer + (2 * Stride);

    /// <summary>1/r.</summary>
    public double* Inverse => _doubles.Pointer + (3 * Stride);

    /// <summary>r/rc - 1 for the radial cutoff.</summary>
    public double* Away => _doubles.Pointer + (4 * Stride);

    /// <summary>Twice the argument of the radial Chebyshev polynomials, x = 2 (r/rc - 1)^2 - 1.</summary>
    public double* TwiceX => _doubles.Pointer + (5 * Stride);

    /// <summary>r/rc - 1 for the angular cutoff.</summary>
    public double* AngularAway => _doubles.Pointer + (6 * Stride);

    /// <summary>Twice the argument of the angular Chebyshev polynomials.</summary>
    public double* AngularTwiceX => _doubles.Pointer + (7 * Stride);

    /// <summary>Makes room for neighbours; what was there is lost.</summary>
    public virtual void Reserve(int count)
    {
        if (count + Room > Stride)
        {
            Stride = Odd(count + (count / 4) + Room);
            _doubles.Reserve(Arrays * Stride);
            _index.Reserve(Stride);
        }
    }

    /// <summary>Whole cache lines, an odd number, lest arrays compete for the same sets of the cache.</summary>
    protected static int Odd(int n) => (n + 7) / 8 * 8 | 8;
}
