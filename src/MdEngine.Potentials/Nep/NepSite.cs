using System.Numerics;
using MdEngine.Core.Mathematics;

namespace MdEngine.Potentials.Nep;

/// <summary>What is kept of one atom between its descriptor and its forces, in the precision of the kernels.</summary>
internal sealed unsafe class NepSite<TReal> : NepNeighbors
    where TReal : unmanaged, IFloatingPointIeee754<TReal>
{
    private const int Arrays = 5;
    private readonly AlignedBuffer<TReal> _radial = new(), _angular = new();
    private readonly int _functions;

    public NepSite(NepTables<TReal> tables)
        : base(tables.Types)
    {
        _functions = tables.AngularFunctions;
        Sums = new AlignedBuffer<TReal>(tables.PaddedComponents * tables.PaddedAngularFunctions);
    }

    /// <summary>Distance between arrays over neighbours within the angular cutoff.</summary>
    public int AngularStride { get; private set; }

    /// <summary>Cutoff function.</summary>
    public TReal* Cutoff => _radial.Pointer;

    /// <summary>Its derivative by r.</summary>
    public TReal* CutoffSlope => _radial.Pointer + Stride;

    /// <summary>Derivatives of the site energy by the displacements of neighbours.</summary>
    public TReal* Gx => _radial.Pointer + (2 * Stride);

    public TReal* Gy => _radial.Pointer + (3 * Stride);

    public TReal* Gz => _radial.Pointer + (4 * Stride);

    /// <summary>Angular functions g_n of the neighbours, one array after the other.</summary>
    public TReal* G => _angular.Pointer;

    /// <summary>Their derivatives by r.</summary>
    public TReal* GSlope => _angular.Pointer + (_functions * AngularStride);

    /// <summary>A[lm][n], rows padded with zeros.</summary>
    public AlignedBuffer<TReal> Sums { get; }

    /// <inheritdoc/>
    public override void Reserve(int count)
    {
        base.Reserve(count);
        _radial.Reserve(Arrays * Stride);
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
}
