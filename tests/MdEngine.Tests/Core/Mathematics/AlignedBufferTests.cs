using System;
using System.Linq;
using MdEngine.Core.Mathematics;
using Shouldly;
using Xunit;

namespace MdEngine.Tests.Core.Mathematics;

public sealed unsafe class AlignedBufferTests
{
    [Fact]
    public void GrowsKeepingContentsOnACacheLine()
    {
        var buffer = new AlignedBuffer<double>();
        buffer.Capacity.ShouldBe(0);
        for (int n = 1; n < 5000; n = (2 * n) + 1)
        {
            int had = buffer.Capacity;
            buffer.Reserve(n);
            buffer.Capacity.ShouldBe(n);
            ((nuint)buffer.Pointer % 64).ShouldBe((nuint)0);
            buffer.Span[had..].ToArray().ShouldAllBe(v => v == 0.0);
            buffer.Span[..had].ToArray().ShouldBe(Enumerable.Range(0, had).Select(k => 1.0 + k));
            for (int k = 0; k < n; k++)
            {
                buffer[k] = 1.0 + k;
            }
        }
    }

    [Fact]
    public void StaysWhereItIsWhenThereIsRoomAndWhenMemoryIsCompacted()
    {
        var buffer = new AlignedBuffer<int>(100);
        int* before = buffer.Pointer;
        buffer[99] = 7;
        buffer.Reserve(50);
        buffer.Grow(100);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        (buffer.Pointer == before).ShouldBeTrue();
        buffer[99].ShouldBe(7);
        Should.Throw<IndexOutOfRangeException>(() => buffer[100]);
    }

    [Fact]
    public void GrowthLeavesRoom()
    {
        var buffer = new AlignedBuffer<int>();
        buffer.Grow(1000);
        buffer.Capacity.ShouldBeGreaterThanOrEqualTo(1250);
    }
}
