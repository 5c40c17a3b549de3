using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Compare.Accuracy;

/// <summary>
/// Keeps a bounded number of the items that pass by: those of greatest weight, and of the rest an even sample that depends
/// on nothing but their order.
/// </summary>
/// <typeparam name="T">Items.</typeparam>
/// <param name="capacity">Most items to keep.</param>
public sealed class ThinnedSample<T>(int capacity)
{
    // A fifth for the worst: enough to show the tail of a distribution.
    private readonly int _worst = capacity / 5;
    private readonly PriorityQueue<(long Index, T Item), double> _heaviest = new();
    private readonly PriorityQueue<(long Index, T Item), long> _chosen = new();

    /// <summary>Items that have passed by.</summary>
    public long Total { get; private set; }

    /// <summary>The items that are kept, in their order.</summary>
    public IReadOnlyList<T> Items =>
    [
        .. _heaviest.UnorderedItems.Select(e => e.Element).Concat(_chosen.UnorderedItems.Select(e => e.Element))
            .DistinctBy(e => e.Index).OrderBy(e => e.Index).Select(e => e.Item),
    ];

    /// <summary>Takes an item.</summary>
    /// <param name="item">Item.</param>
    /// <param name="weight">Its weight, such as the absolute value of its error; 0 for an item like all others.</param>
    public void Add(T item, double weight)
    {
        long index = Total++;

        // The head of a queue is what goes first: the lightest, or that of the highest number drawn.
        Keep(_heaviest, (index, item), weight, weight > 0.0 ? _worst : 0);
        Keep(_chosen, (index, item), -(long)Draw(index), capacity - _worst);
    }

    /// <summary>Keeps the entries that go last, as many as there may be; none is taken where there may be none.</summary>
    private static void Keep<TPriority>(
        PriorityQueue<(long Index, T Item), TPriority> queue, (long Index, T Item) entry, TPriority priority, int most)
    {
        if (queue.Count < most)
        {
            queue.Enqueue(entry, priority);
        }
        else if (most > 0)
        {
            queue.EnqueueDequeue(entry, priority);
        }
    }

    private static uint Draw(long index) =>
        Philox.Block((uint)index, (uint)(index >> 32), 0, 0, (uint)RandomPurpose.Other, 0).A;
}
