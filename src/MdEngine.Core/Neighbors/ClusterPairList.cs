using System;
using MdEngine.Core.Atoms;
using MdEngine.Core.Forces;

namespace MdEngine.Core.Neighbors;

/// <summary>Tiles of clusters (being written).</summary>
public sealed class ClusterPairList(NeighborRequest request) : NeighborList
{
    /// <inheritdoc/>
    public override NeighborRequest Request { get; } = request;

    /// <inheritdoc/>
    public override void Build(AtomState atoms, BlockPartition blocks, double range, WorkerPool workers) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public override void MarkTouched(int block, Span<byte> segments) => throw new NotSupportedException();
}
