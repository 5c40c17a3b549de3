using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>
/// What is kept of one atom between its descriptor and its forces: the neighbours, packed and sorted into runs of one
/// type, those within the angular cutoff first. Reused from atom to atom.
/// </summary>
/// <remarks>
/// Kernels step over runs in whole registers: what they write beyond the end of a run is overwritten by the next one, and
/// arrays have room for a register beyond the last neighbour.
/// </remarks>
internal sealed unsafe class NepSite<TReal>
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Room = 16, RadialArrays = 8, DoubleArrays = 3;
    private readonly AlignedBuffer<double> _doubles = new();
    private readonly AlignedBuffer<TReal> _radial = new(), _angular = new();
    private readonly AlignedBuffer<int> _index = new();
    private readonly int _functions;

    public NepSite(NepTables<TReal> tables)
    {
        _functions = tables.AngularFunctions;
        RunType = new int[2 * tables.Types];
        RunEnd = new int[2 * tables.Types];
        Sums = new AlignedBuffer<TReal>(tables.PaddedComponents * tables.PaddedAngularFunctions);
    }

    public int Atom { get; set; }

    public int Count { get; set; }

    /// <summary>Neighbours within the angular cutoff.</summary>
    public int AngularCount { get; set; }

    public int Runs { get; set; }

    /// <summary>Runs of neighbours within the angular cutoff.</summary>
    public int AngularRuns { get; set; }

    /// <summary>Type of the neighbours of a run.</summary>
    public int[] RunType { get; }

    /// <summary>End of a run; it begins where the one before ends.</summary>
    public int[] RunEnd { get; }

    /// <summary>Whether a neighbour is near enough for the short-ranged repulsion.</summary>
    public bool HasClose { get; set; }

    /// <summary>Distance between arrays over neighbours.</summary>
    public int Stride { get; private set; }

    /// <summary>Distance between arrays over neighbours within the angular cutoff.</summary>
    public int AngularStride { get; private set; }

    public int* Index => _index.Pointer;

    public double* Dx => _doubles.Pointer;

    public double* Dy => _doubles.Pointer + Stride;

    public double* Dz => _doubles.Pointer + (2 * Stride);

    /// <summary>1 / r.</summary>
    public TReal* Inverse => _radial.Pointer;

    /// <summary>Twice the argument x of the Chebyshev polynomials, x = 2 (r/rc - 1)^2 - 1.</summary>
    public TReal* TwiceX => _radial.Pointer + Stride;

    /// <summary>dx/dr.</summary>
    public TReal* XSlope => _radial.Pointer + (2 * Stride);

    /// <summary>Cutoff function.</summary>
    public TReal* Cutoff => _radial.Pointer + (3 * Stride);

    /// <summary>Its derivative by r.</summary>
    public TReal* CutoffSlope => _radial.Pointer + (4 * Stride);

    /// <summary>Derivatives of the site energy by the displacements of neighbours.</summary>
    public TReal* Gx => _radial.Pointer + (5 * Stride);

    public TReal* Gy => _radial.Pointer + (6 * Stride);

    public TReal* Gz => _radial.Pointer + (7 * Stride);

    /// <summary>Angular functions g_n of the neighbours, one array after the other.</summary>
    public TReal* G => _angular.Pointer;

    /// <summary>Their derivatives by r.</summary>
    public TReal* GSlope => _angular.Pointer + (_functions * AngularStride);

    /// <summary>A[lm][n], rows padded with zeros.</summary>
    public AlignedBuffer<TReal> Sums { get; }

    /// <summary>Makes room for neighbours; what was there is lost.</summary>
    public void Reserve(int count)
    {
        if (count + Room > Stride)
        {
            Stride = Odd(count + (count / 4) + Room);
            _doubles.Reserve(DoubleArrays * Stride);
            _radial.Reserve(RadialArrays * Stride);
            _index.Reserve(Stride);
        }
    }

    /// <summary>Makes room for neighbours within the angular cutoff; what was there is lost.</summary>
    public void ReserveAngular(int count)
    {
        if (count + Room > AngularStride)
        {
            AngularStride = Odd(count + (count / 4) + Room);
            _angular.Reserve(2 * _functions * AngularStride);
        }
    }

    /// <summary>Whole cache lines, an odd number, lest arrays compete for the same sets of the cache.</summary>
    public static int Odd(int n) => (n + 7) / 8 * 8 | 8;
}
