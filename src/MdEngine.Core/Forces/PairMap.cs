using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;

namespace MdEngine.Core.Forces;

/// <summary>The pairs of elements that options give, each to be given once, and all of them.</summary>
public sealed class PairMap
{
    private readonly int[] _index;

    private PairMap(Element[] elements, int[] index)
    {
        Elements = elements;
        _index = index;
    }

    /// <summary>The elements in the order in which they are first named.</summary>
    public IReadOnlyList<Element> Elements { get; }

    /// <summary>Which of the given pairs is that of two types.</summary>
    public int this[int a, int b] => _index[(a * Elements.Count) + b];

    /// <summary>What is wrong with given pairs: two of the same, or one that is missing.</summary>
    /// <param name="pairs">The two symbols of each.</param>
    /// <param name="key">Key of the list, for messages.</param>
    public static IEnumerable<(string Key, string Message)> Faults(IReadOnlyList<IReadOnlyList<string>> pairs, string key = "pairs")
    {
        var seen = new Dictionary<(string, string), int>();
        for (int k = 0; k < pairs.Count; k++)
        {
            (string a, string b) = (pairs[k][0], pairs[k][1]);
            if (!seen.TryAdd(Ordered(a, b), k))
            {
                yield return ($"{key}:{k}", $"the pair {a}-{b} is given already as {key}[{seen[Ordered(a, b)]}]; keep one of them");
            }
        }

        string[] elements = [.. pairs.SelectMany(p => p).Distinct()];
        for (int a = 0; a < elements.Length; a++)
        {
            for (int b = a; b < elements.Length; b++)
            {
                if (!seen.ContainsKey(Ordered(elements[a], elements[b])))
                {
                    yield return (key, $"the pair {elements[a]}-{elements[b]} is missing; give it");
                }
            }
        }
    }

    /// <summary>Maps pairs of types to the given ones.</summary>
    /// <exception cref="InputException">One is given twice, or missing, or names no element.</exception>
    public static PairMap Of(IReadOnlyList<IReadOnlyList<string>> pairs, string key = "pairs")
    {
        (string Key, string Message) fault = Faults(pairs, key).FirstOrDefault();
        if (fault.Message is not null)
        {
            throw new InputException($"{fault.Key}: {fault.Message}");
        }

        Element[] elements = [.. pairs.SelectMany(p => p).Distinct().Select(PeriodicTable.Get)];
        var index = new int[elements.Length * elements.Length];
        for (int k = 0; k < pairs.Count; k++)
        {
            int a = Array.FindIndex(elements, e => e.Symbol == pairs[k][0]), b = Array.FindIndex(elements, e => e.Symbol == pairs[k][1]);
            index[(a * elements.Length) + b] = index[(b * elements.Length) + a] = k;
        }

        return new PairMap(elements, index);
    }

    private static (string, string) Ordered(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
}
