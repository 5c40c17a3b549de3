using System;
using System.Linq;
using MdEngine.Core.Forces;
using MdEngine.Core.Neighbors;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Neighbors;

public class BlockPartitionTests
{
    public static TheoryData<int, bool> Cases()
    {
        var cases = new TheoryData<int, bool>();
        foreach (int atoms in new[] { 0, 1, 7, 31, 33, 255, 256, 257, 300, 511, 512, 1000, 1728, 4096, 8191, 8192, 8193, 32768, 100_001 })
        {
            cases.Add(atoms, false);
            cases.Add(atoms, true);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void BlocksFollowEachOtherAndHoldEveryAtomOnce(int atoms, bool clusters)
    {
        BlockPartition blocks = BlockPartition.For(atoms, clusters);

        int next = 0;
        for (int block = 0; block < blocks.Count; block++)
        {
            blocks.Start(block).ShouldBe(next);
            next = blocks.End(block);
            (next - blocks.Start(block)).ShouldBeInRange(1, blocks.Size);
            blocks.BlockOf(blocks.Start(block)).ShouldBe(block);
            blocks.BlockOf(next - 1).ShouldBe(block);
        }

        next.ShouldBe(atoms);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryNumberOfThreadsTakesEveryBlockOnce(int atoms, bool clusters)
    {
        BlockPartition blocks = BlockPartition.For(atoms, clusters);
        foreach (int threads in new[] { 1, 2, 3, 7, 16, 64, 200 })
        {
            blocks.Order(threads).Order().ShouldBe(Enumerable.Range(0, blocks.Count), $"{threads} threads");
        }
    }

    [Theory]
    [InlineData(512)]
    [InlineData(4096)]
    [InlineData(32768)]
    public void EachThreadsPartEndsWithItsShareOfTheSmallBlocks(int atoms)
    {
        const int threads = 2;
        BlockPartition blocks = BlockPartition.For(atoms, clusters: false);
        int[] sizes = [.. blocks.Order(threads).Select(b => blocks.End(b) - blocks.Start(b))];
        int half = WorkerPool.PartEnd(blocks.Count, 0, threads);

        foreach (int[] part in new[] { sizes[..half], sizes[half..] })
        {
            part.ShouldBe(part.OrderDescending());
            part[^1].ShouldBe(blocks.PieceSize);
            // Both halves are within one block of half of all atoms.
            Math.Abs(part.Sum() - (atoms / 2)).ShouldBeLessThanOrEqualTo(blocks.Size);
        }

        // What one thread waits for the other at the end, at most.
        blocks.PieceSize.ShouldBeLessThanOrEqualTo(blocks.Size / 2);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(32000)]
    public void BlocksOfClustersAreWholeSegments(int atoms)
    {
        BlockPartition blocks = BlockPartition.For(atoms, clusters: true);

        for (int block = 0; block < blocks.Count; block++)
        {
            (blocks.Start(block) % ForceWindows.Segment).ShouldBe(0);
        }
    }
}
