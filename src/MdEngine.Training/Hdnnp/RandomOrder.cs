using System;
using System.Linq;
using MdEngine.Core.Mathematics;

namespace MdEngine.Training.Hdnnp;

/// <summary>Random orders that depend on seed, epoch and use only.</summary>
internal static class RandomOrder
{
    /// <summary>The numbers 0 to <paramref name="count"/>-1 in random order (Fisher and Yates).</summary>
    public static int[] Of(int count, ulong seed, long epoch, int use)
    {
        var stream = new RandomStream(seed, RandomPurpose.TrainingOrder);
        int[] order = [.. Enumerable.Range(0, count)];
        for (int k = count - 1; k > 0; k--)
        {
            int other = Math.Min(k, (int)(Philox.Uniform(stream, epoch, k, use).A * (k + 1)));
            (order[k], order[other]) = (order[other], order[k]);
        }

        return order;
    }
}
