using System.Collections.Generic;
using System.Linq;

namespace MdEngine.Core.Options;

/// <summary>Rules of lists that many options share, for their <see cref="IValidatedOptions.Validate"/>.</summary>
public static class ListChecks
{
    /// <summary>A fault when a value stands twice in a list.</summary>
    /// <param name="key">Key of the list.</param>
    /// <param name="values">The list.</param>
    public static IEnumerable<(string Key, string Message)> Distinct(string key, IReadOnlyList<string> values)
    {
        string? twice = values.GroupBy(v => v).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null ? [] : [(key, $"{twice} stands twice; give each once")];
    }

    /// <summary>A fault when an optional list does not have one entry for each of another.</summary>
    /// <param name="key">Key of the list.</param>
    /// <param name="count">Its number of entries; null when it is not given.</param>
    /// <param name="what">What the entries are: "names".</param>
    /// <param name="others">The other list, of elements.</param>
    public static IEnumerable<(string Key, string Message)> OneForEach(
        string key, int? count, string what, IReadOnlyList<string> others) => count is null || count == others.Count
            ? []
            : [(key, $"{count} {what} for {others.Count} elements ({string.Join(", ", others)}); give one for each, in the same "
                + "order, or leave the key out")];
}
