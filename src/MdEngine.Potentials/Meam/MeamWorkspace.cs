using System;
using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Meam;

/// <summary>Scratch memory of one thread; grows where an atom has more neighbours than usual.</summary>
internal sealed unsafe class MeamWorkspace<TLanes>
    where TLanes : unmanaged, IRealLanes<TLanes, double>
{
    private readonly AlignedBuffer<MeamBonds<TLanes>> _bonds = new();
    private readonly AlignedBuffer<int> _rows = new(), _hitBegins = new(), _hitEnds = new(), _hitRows = new();
    private readonly AlignedBuffer<double> _low = new(), _high = new(), _screening = new();
    private readonly AlignedBuffer<double> _hitSquare = new(), _hitAlong = new(), _hitOff = new(), _hitLow = new(), _hitHigh = new();
    private readonly AlignedBuffer<double> _hitFactor = new(), _hitOwn = new(), _hitOther = new(), _hitAcross = new();
    private readonly AlignedBuffer<double> _lanes = new(4 * TLanes.Count);
    private readonly AlignedBuffer<int> _indices = new(TLanes.Count), _counts;
    private readonly AlignedBuffer<MeamMoments> _moments = new(1);

    /// <summary>For a potential.</summary>
    public MeamWorkspace(MeamTables tables)
    {
        Neighbors = new MeamNeighbors<TLanes>(tables.Parameters);
        _counts = new AlignedBuffer<int>(tables.Types);
    }

    public MeamNeighbors<TLanes> Neighbors { get; }

    /// <summary>Places from the beginning of the bonds to one type to that of those to the next.</summary>
    public int Stride { get; private set; }

    /// <summary>Number of bonds by type.</summary>
    public int* Counts => _counts.Pointer;

    /// <summary>Bonds by type, a register's worth each.</summary>
    public MeamBonds<TLanes>* Bonds => _bonds.Pointer;

    /// <summary>By bond, four times the place of its neighbour.</summary>
    public int* Rows => _rows.Pointer;

    /// <summary>By bond, its screening.</summary>
    public double* Screening => _screening.Pointer;

    /// <summary>By bond, its first hit.</summary>
    public int* HitBegins => _hitBegins.Pointer;

    /// <summary>By bond, the index after its last hit.</summary>
    public int* HitEnds => _hitEnds.Pointer;

    /// <summary>Cmin - 1 by type of the pair's other atom and neighbour.</summary>
    public double* Low => _low.Pointer;

    /// <summary>Cmax - 1 in the same order.</summary>
    public double* High => _high.Pointer;

    /// <summary>Hits, atoms that screen a bond in part: four times their places among the neighbours.</summary>
    public int* HitRows => _hitRows.Pointer;

    /// <summary>By hit, the square of the bond's length.</summary>
    public double* HitSquare => _hitSquare.Pointer;

    /// <summary>By hit, its displacement times the bond's.</summary>
    public double* HitAlong => _hitAlong.Pointer;

    /// <summary>By hit, the square of its distance, less the former.</summary>
    public double* HitOff => _hitOff.Pointer;

    /// <summary>Cmin - 1 of hits.</summary>
    public double* HitLow => _hitLow.Pointer;

    /// <summary>Cmax - 1 of hits.</summary>
    public double* HitHigh => _hitHigh.Pointer;

    /// <summary>By hit, what it leaves of the bond.</summary>
    public double* HitFactor => _hitFactor.Pointer;

    /// <summary>By hit, the factor of the bond's displacement in the gradient of the factor's logarithm by that.</summary>
    public double* HitOwn => _hitOwn.Pointer;

    /// <summary>By hit, the factor of its displacement in the gradient by that.</summary>
    public double* HitOther => _hitOther.Pointer;

    /// <summary>By hit, the factor of either displacement in the gradient by the other.</summary>
    public double* HitAcross => _hitAcross.Pointer;

    /// <summary>Orders of lanes.</summary>
    public LaneOrder Order { get; } = new();

    /// <summary>Room for four registers.</summary>
    public double* Lanes => _lanes.Pointer;

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
            _rows.Grow(types * Stride);
            _screening.Grow(types * Stride);
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
        _hitRows.Grow(count);
        _hitSquare.Grow(count);
        _hitAlong.Grow(count);
        _hitOff.Grow(count);
        _hitLow.Grow(count);
        _hitHigh.Grow(count);
        _hitFactor.Grow(count);
        _hitOwn.Grow(count);
        _hitOther.Grow(count);
        _hitAcross.Grow(count);
    }
}
