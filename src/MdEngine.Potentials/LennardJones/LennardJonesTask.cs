using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;

namespace MdEngine.Potentials.LennardJones;

/// <summary>What a kernel works on: one block of atoms, its rows, positions in and forces out.</summary>
/// <typeparam name="TReal">Number: double or float.</typeparam>
internal unsafe ref struct LennardJonesTask<TReal>
    where TReal : unmanaged
{
    public ClusterList List;
    public int Block;
    public int Start;
    public int End;

    /// <summary>Quadruples by slot (<see cref="PairWindow{TReal}"/>).</summary>
    public TReal* Positions, Forces;

    /// <summary>Positions by atom; the window's are relative to those of the first atom of the block.</summary>
    public double* X, Y, Z;

    /// <summary>From atoms to slots, by segment.</summary>
    public int* Shifts;

    /// <summary>Four square tables: for types a and b, number [(4 a + table) Count + b].</summary>
    public TReal* Tables;

    /// <summary>Number of types.</summary>
    public int Types;

    /// <summary>Room for four registers a type.</summary>
    public TReal* Scratch;

    /// <summary>For each atom of a cluster the lanes before it: all bits set.</summary>
    public TReal* Triangle;

    public double Cutoff;
    public ForceAccumulator Sums;
}
