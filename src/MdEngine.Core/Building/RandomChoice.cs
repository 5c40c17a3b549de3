using System;
using MdEngine.Core.Mathematics;

namespace MdEngine.Core.Building;

/// <summary>Random subsets that depend on the seed alone.</summary>
internal static class RandomChoice
{
    /// <summary>
    /// Puts <paramref name="count"/> of the items, each subset and order as likely as any other, to the front
    /// (Fisher-Yates, as far as needed).
    /// </summary>
    /// <param name="items">Items; re-ordered.</param>
    /// <param name="count">How many to choose.</param>
    /// <param name="stream">Random numbers.</param>
    /// <param name="salt">Tells apart choices from one stream.</param>
    public static void ToFront(Span<int> items, int count, RandomStream stream, long salt)
    {
        for (int k = 0; k < count; k++)
        {
            (double u, _) = Philox.Uniform(stream, salt, k);
            int other = k + Math.Min(items.Length - k - 1, (int)(u * (items.Length - k)));
            (items[k], items[other]) = (items[other], items[k]);
        }
    }
}
