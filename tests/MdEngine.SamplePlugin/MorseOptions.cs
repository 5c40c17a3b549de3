using System;
using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.SamplePlugin;

/// <summary>Options of the type "sample-morse".</summary>
public sealed record MorseOptions : IValidatedOptions
{
    /// <summary>Parameters of each pair of elements.</summary>
    [Option("pairs", "Parameters of each pair of elements.", MinCount = 1)]
    public IReadOnlyList<MorsePairOptions> Pairs { get; init; } = [];

    /// <summary>Rules that span keys: no pair twice, and none missing.</summary>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        var given = new HashSet<(string, string)>();
        for (int k = 0; k < Pairs.Count; k++)
        {
            IReadOnlyList<string> e = Pairs[k].Elements;
            if (e.Count == 2 && !given.Add(Ordered(e[0], e[1])))
            {
                yield return ($"pairs:{k}:elements", $"{e[0]}-{e[1]} is given twice; keep one of the two");
            }
        }

        string[] elements = [.. given.SelectMany(p => new[] { p.Item1, p.Item2 }).Distinct()];
        foreach ((string a, string b) in elements.SelectMany((a, k) => elements.Skip(k).Select(b => (a, b))))
        {
            if (!given.Contains(Ordered(a, b)))
            {
                yield return ("pairs", $"{a}-{b} is missing: every pair of the elements named needs its parameters");
            }
        }
    }

    private static (string First, string Second) Ordered(string a, string b) =>
        string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);
}
