using MdEngine.Core.Forces;
using MdEngine.Core.Mathematics;
using MdEngine.Core.Mathematics.Lanes;

namespace MdEngine.Potentials.StillingerWeber;

/// <summary>
/// Scratch memory of one thread: neighbours, and what the kernel keeps for each place, as records of registers that
/// follow one another.
/// </summary>
internal sealed unsafe class StillingerWeberWorkspace<TLanes>
    where TLanes : unmanaged, ILanes<TLanes, double>
{
    /// <summary>Registers of a place: see <see cref="StillingerWeberPlace{TLanes}"/>.</summary>
    private readonly AlignedBuffer<StillingerWeberPlace<TLanes>> _places = new();

    /// <summary>Room for parameters laid out by lane.</summary>
    private readonly AlignedBuffer<double> _parameters = new(StillingerWeberTables.PairNumbers * TLanes.Count);

    public LaneNeighbors<TLanes> Neighbors { get; } = new();

    public StillingerWeberPlace<TLanes>* Places => _places.Pointer;

    public double* Parameters => _parameters.Pointer;

    public void Reserve(int places) => _places.Grow(places);
}
