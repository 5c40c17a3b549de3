using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Core.Neighbors;

/// <summary>
/// Splits the owned atoms into blocks of consecutive atoms, the units of parallel work. It depends on the number of
/// atoms alone, not on the number of threads, so that results do not either.
/// </summary>
public sealed class BlockPartition
{
    // As many of the last blocks are cut into quarters, but not below what networks take at a time.
    private const int Quartered = 4, LeastPiece = 8;
    private readonly int _whole, _pieces;

    /// <summary>Blocks of <paramref name="size"/> atoms, the last one shorter.</summary>
    public BlockPartition(int atoms, int size)
        : this(atoms, size, size)
    {
    }

    private BlockPartition(int atoms, int size, int piece)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        Atoms = atoms;
        Size = size;
        PieceSize = piece;
        _whole = piece == size ? atoms / size : Math.Max(0, (atoms / size) - Quartered);
        _pieces = (atoms - (_whole * size) + piece - 1) / piece;
    }

    /// <summary>Number of owned atoms.</summary>
    public int Atoms { get; }

    /// <summary>Atoms of a block, save the last ones.</summary>
    public int Size { get; }

    /// <summary>Atoms of one of the last blocks, at most <see cref="Size"/>.</summary>
    public int PieceSize { get; }

    /// <summary>Number of blocks.</summary>
    public int Count => _whole + _pieces;

    /// <summary>First atom of a block.</summary>
    public int Start(int block) => block <= _whole ? block * Size : (_whole * Size) + ((block - _whole) * PieceSize);

    /// <summary>Index after the last atom of a block.</summary>
    public int End(int block) => Math.Min(Atoms, Start(block + 1));

    /// <summary>The block of an atom.</summary>
    public int BlockOf(int atom)
    {
        int block = atom / Size;
        return block < _whole ? block : _whole + ((atom - (_whole * Size)) / PieceSize);
    }

    /// <summary>
    /// The blocks in the order in which threads best take them: each one's part (<see cref="WorkerPool.PartEnd"/>) ends with
    /// its share of the small blocks, so that threads which help each other end at about the same time.
    /// </summary>
    public int[] Order(int threads)
    {
        int[] order = new int[Count];
        int start = 0, whole = 0, piece = _whole;
        for (int part = 0; part < threads; part++)
        {
            int end = WorkerPool.PartEnd(Count, part, threads);
            int pieceEnd = _whole + (int)((long)_pieces * end / Math.Max(1, Count));
            for (int item = start; item < end; item++)
            {
                order[item] = end - item > pieceEnd - piece ? whole++ : piece++;
            }

            start = end;
        }

        return order;
    }

    /// <summary>
    /// The partition for potentials: small blocks for costly many-body ones, so that few atoms still occupy many
    /// threads; whole segments, and at most a block of the spatial order, for pair kernels, whose blocks must outweigh
    /// their windows.
    /// </summary>
    public static BlockPartition For(int atoms, bool clusters)
    {
        if (!clusters)
        {
            int each = Math.Clamp((atoms + 31) / 32, 1, 256);
            int piece = ((each / 4) + LeastPiece - 1) / LeastPiece * LeastPiece;
            return new BlockPartition(atoms, each, piece == 0 || piece > each ? each : piece);
        }

        int size = Math.Clamp((atoms + 7) / 8, 64, SpatialSort.Block);
        return new BlockPartition(atoms, (size + 31) / 32 * 32);
    }
}
