using System;
using MdEngine.Core.Atoms;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Splits the owned atoms into blocks of consecutive atoms, the units of parallel work. It depends on the number of
/// atoms alone, not on the number of threads, so that results do not either.
/// </summary>
public sealed class BlockPartition
{
    /// <summary>Blocks of <paramref name="size"/> atoms, the last one shorter.</summary>
    public BlockPartition(int atoms, int size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Atoms = atoms;
        Size = size;
        Count = (atoms + size - 1) / size;
    }

    /// <summary>Number of owned atoms.</summary>
    public int Atoms { get; }

    /// <summary>Atoms of a block.</summary>
    public int Size { get; }

    /// <summary>Number of blocks.</summary>
    public int Count { get; }

    /// <summary>First atom of a block.</summary>
    public int Start(int block) => block * Size;

    /// <summary>Index after the last atom of a block.</summary>
    public int End(int block) => Math.Min(Atoms, (block + 1) * Size);

    /// <summary>
    /// The partition for potentials: small blocks for costly many-body ones, so that few atoms still occupy many
    /// threads; whole segments, and at most a block of the spatial order, for pair kernels, whose blocks must outweigh
    /// their windows.
    /// </summary>
    public static BlockPartition For(int atoms, bool clusters)
    {
        if (!clusters)
        {
            return new BlockPartition(atoms, Math.Clamp((atoms + 31) / 32, 1, 256));
        }

        int size = Math.Clamp((atoms + 7) / 8, 64, SpatialSort.Block);
        return new BlockPartition(atoms, (size + 31) / 32 * 32);
    }
}
