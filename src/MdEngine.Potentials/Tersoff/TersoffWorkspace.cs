using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.Tersoff;

/// <summary>Scratch memory of one thread; grows where an atom has more neighbours than usual.</summary>
internal sealed unsafe class TersoffWorkspace<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    private const int Usual = 16;
    private readonly AlignedBuffer<TersoffPlace<TLanes>> _places = new(Usual);
    private readonly AlignedBuffer<TersoffAngle<TLanes>> _angles = new(Usual * (Usual - 1) / 2);
    private readonly AlignedBuffer<TLanes> _pair = new(TersoffTables.PairNumbers);
    private readonly AlignedBuffer<TLanes> _triplet = new(TersoffTables.TripletNumbers), _back = new(TersoffTables.TripletNumbers);

    public LaneNeighbors<TLanes> Neighbors { get; } = new();

    /// <summary>One for each place of the neighbours.</summary>
    public TersoffPlace<TLanes>* Places => _places.Pointer;

    /// <summary>One for each two places, the second one running faster.</summary>
    public TersoffAngle<TLanes>* Angles => _angles.Pointer;

    /// <summary>Parameters of the pairs at a place.</summary>
    public TLanes* Pair => _pair.Pointer;

    /// <summary>Parameters of the triplets of two places.</summary>
    public TLanes* Triplet => _triplet.Pointer;

    /// <summary>Parameters of the triplets with the two places exchanged.</summary>
    public TLanes* Back => _back.Pointer;

    public void Reserve(int places)
    {
        _places.Grow(places);
        _angles.Grow(places * (places - 1) / 2);
    }
}
