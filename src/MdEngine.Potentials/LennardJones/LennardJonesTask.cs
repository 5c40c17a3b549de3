using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.LennardJones;

/// <summary>What a kernel works on: one block of atoms, its tiles, positions in and forces out.</summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal unsafe ref struct LennardJonesTask<TReal>
    where TReal : unmanaged
{
    public ClusterPairList List;
    public int Block;
    public int Start;
    public int End;

    /// <summary>Positions, by atom, or by slot where the kernel works on a window.</summary>
    public TReal* X, Y, Z;


    /// <summary>Forces by slot.</summary>
    public TReal* Fx, Fy, Fz;

    /// <summary>From atoms to slots, by segment.</summary>
    public int* Shifts;

    /// <summary>Types by atom, or null for a single type.</summary>
    public int* Types;

    /// <summary>Tables [a * RowStride + b], rows padded to the width of the lanes.</summary>
    public TReal* Repulsion, Attraction, EnergyShift, ForceShift;

    public int RowStride;
    public double Cutoff;

    /// <summary>For each i cluster of a j cluster, for each of its rows: lanes with j > i all bits set.</summary>
    public TReal* Triangle;

    public ForceAccumulator Totals;
    public ForceNeeds Needs;
}
