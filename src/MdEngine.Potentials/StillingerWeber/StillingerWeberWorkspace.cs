using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>Scratch memory of one thread; grows where an atom has more neighbours than usual.</summary>
internal sealed unsafe class StillingerWeberWorkspace<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    private readonly AlignedBuffer<StillingerWeberPlace<TLanes>> _places = new(24);

    private readonly AlignedBuffer<double> _parameters = new(StillingerWeberTables.PairNumbers * TLanes.Count);

    public LaneNeighbors<TLanes> Neighbors { get; } = new();

    /// <summary>One for each place of the neighbours.</summary>
    public StillingerWeberPlace<TLanes>* Places => _places.Pointer;

    /// <summary>Room for parameters laid out by lane.</summary>
    public double* Parameters => _parameters.Pointer;

    public void Reserve(int places) => _places.Grow(places);
}
