using System;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Meam;

/// <summary>Scratch memory of one thread; grows where an atom has more neighbours than usual.</summary>
internal sealed unsafe class MeamWorkspace<TLanes>
    where TLanes : unmanaged, IRealLanes<TLanes, double>
{
    private readonly AlignedBuffer<MeamBonds<TLanes>> _bonds = new();
    private readonly AlignedBuffer<int> _places = new(), _hitBegins = new(), _hitEnds = new(), _hitPlaces = new();
    private readonly AlignedBuffer<double> _low = new(), _high = new();
    private readonly AlignedBuffer<double> _hitX = new(), _hitY = new(), _hitZ = new(), _hitR2 = new(), _hitLow = new(), _hitHigh = new();
    private readonly AlignedBuffer<double> _hitOther = new(), _hitAcross = new();
    private readonly AlignedBuffer<double> _lanes = new(2 * TLanes.Count);
    private readonly AlignedBuffer<int> _indices = new(TLanes.Count), _counts;
    private readonly AlignedBuffer<MeamMoments> _moments = new(1);

    /// <summary>For a number of types, and neighbours up to a distance.</summary>
    public MeamWorkspace(MeamTables tables)
    {
        Neighbors = new MeamNeighbors<TLanes>(tables.Parameters.Reach);
        _counts = new AlignedBuffer<int>(tables.Types);
        for (int lane = 0; lane < TLanes.Count; lane++)
        {
            _lanes[lane] = lane;
        }
    }

    public MeamNeighbors<TLanes> Neighbors { get; }

    /// <summary>Places from the beginning of the bonds to one type to that of those to the next.</summary>
    public int Stride { get; private set; }

    /// <summary>Number of bonds by type.</summary>
    public int* Counts => _counts.Pointer;

    /// <summary>Bonds by type, a register's worth each.</summary>
    public MeamBonds<TLanes>* Bonds => _bonds.Pointer;

    /// <summary>Neighbours of the bonds: their places.</summary>
    public int* Places => _places.Pointer;

    /// <summary>By bond, its first hit.</summary>
    public int* HitBegins => _hitBegins.Pointer;

    /// <summary>By bond, the index after its last hit.</summary>
    public int* HitEnds => _hitEnds.Pointer;

    /// <summary>Cmin - 1 by type of the pair's other atom and neighbour.</summary>
    public double* Low => _low.Pointer;

    /// <summary>Cmax - 1 in the same order.</summary>
    public double* High => _high.Pointer;

    /// <summary>Hits, atoms that screen a bond in part: their places among the neighbours.</summary>
    public int* HitPlaces => _hitPlaces.Pointer;

    /// <summary>Displacements of hits from the atom, Angstrom.</summary>
    public double* HitX => _hitX.Pointer;

    /// <summary>The same along y.</summary>
    public double* HitY => _hitY.Pointer;

    /// <summary>The same along z.</summary>
    public double* HitZ => _hitZ.Pointer;

    /// <summary>Squares of their distances.</summary>
    public double* HitR2 => _hitR2.Pointer;

    /// <summary>Cmin - 1 of hits.</summary>
    public double* HitLow => _hitLow.Pointer;

    /// <summary>Cmax - 1 of hits.</summary>
    public double* HitHigh => _hitHigh.Pointer;

    /// <summary>By hit, the factor of its own displacement in the gradient of the screening's logarithm by that.</summary>
    public double* HitOther => _hitOther.Pointer;

    /// <summary>By hit, the factor of the bond's displacement in the same.</summary>
    public double* HitAcross => _hitAcross.Pointer;

    /// <summary>The numbers of the lanes.</summary>
    public double* Numbers => _lanes.Pointer;

    /// <summary>Room for a register.</summary>
    public double* Lanes => _lanes.Pointer + TLanes.Count;

    /// <summary>Room for an index a lane.</summary>
    public int* Indices => _indices.Pointer;

    /// <summary>Sums over bonds.</summary>
    public MeamMoments* Moments => _moments.Pointer;

    /// <summary>Makes room for the bonds to a number of neighbours of any type.</summary>
    public void Reserve(int neighbors, int types)
    {
        int width = TLanes.Count;
        if (neighbors + width > Stride)
        {
            Stride = (((5 * neighbors / 4) + (3 * width)) / width) * width;
            _bonds.Grow(types * (Stride / width));
            _places.Grow(types * Stride);
            _hitBegins.Grow(types * Stride);
            _hitEnds.Grow(types * Stride);
            _low.Grow(types * Stride);
            _high.Grow(types * Stride);
        }

        new Span<int>(Counts, types).Clear();
    }

    /// <summary>Makes room for hits, and a register's worth beyond.</summary>
    public void ReserveHits(int hits)
    {
        if (hits + TLanes.Count <= _hitAcross.Capacity)
        {
            return;
        }

        int count = hits + TLanes.Count;
        _hitPlaces.Grow(count);
        _hitX.Grow(count);
        _hitY.Grow(count);
        _hitZ.Grow(count);
        _hitR2.Grow(count);
        _hitLow.Grow(count);
        _hitHigh.Grow(count);
        _hitOther.Grow(count);
        _hitAcross.Grow(count);
    }
}
