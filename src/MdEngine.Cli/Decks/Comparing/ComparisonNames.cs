using System;
using System.Collections.Generic;
using MdEngine.Cli.Binding;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>Checks the names that a comparison gives to what it compares.</summary>
internal static class ComparisonNames
{
    private const int Longest = 60;

    /// <summary>The faults of one name, at the key "name".</summary>
    public static IEnumerable<(string Key, string Message)> CheckName(string name)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > Longest)
        {
            yield return ("name", $"found \"{DeckPath.Clean(name)}\", expected a name of 1 to {Longest} characters");
        }
    }

    /// <summary>The faults of names that stand twice in a list.</summary>
    /// <param name="list">Key of the list.</param>
    /// <param name="names">Names in its order.</param>
    public static IEnumerable<(string Key, string Message)> CheckDistinct(string list, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int index = 0;
        foreach (string name in names)
        {
            if (!seen.Add(name))
            {
                yield return ($"{list}:{index}:name", $"found \"{DeckPath.Clean(name)}\", the name of an earlier entry; expected another");
            }

            index++;
        }
    }
}
