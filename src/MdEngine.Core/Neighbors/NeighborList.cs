using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Neighbours of the owned atoms, kept block by block (<see cref="BlockPartition"/>) so that blocks are built and
/// used in parallel.
/// </summary>
public abstract unsafe class NeighborList
{
    /// <summary>Form and cutoff.</summary>
    public abstract NeighborRequest Request { get; }

    /// <summary>Distance up to which neighbours are listed, cutoff plus skin, Angstrom.</summary>
    public double Range { get; protected set; }

    /// <summary>Lists the neighbours of the atoms as they stand now, ghosts in place.</summary>
    /// <param name="atoms">Owned atoms and ghosts.</param>
    /// <param name="blocks">Blocks of owned atoms.</param>
    /// <param name="range">Cutoff plus skin, Angstrom.</param>
    /// <param name="workers">Threads.</param>
    public abstract void Build(AtomState atoms, BlockPartition blocks, double range, WorkerPool workers);

    /// <summary>
    /// Marks the segments (<see cref="ForceWindows.Segment"/> consecutive atoms) on which the atoms of a block exert
    /// forces, their own among them.
    /// </summary>
    public abstract void MarkTouched(int block, System.Span<byte> segments);

    /// <summary>
    /// Tells a block's rows where the atoms stand in its force window: slot = atom + shifts[segment]. Called once after
    /// each build, for lists that hold slots.
    /// </summary>
    public virtual void Bind(int block, int* shifts)
    {
    }
}
