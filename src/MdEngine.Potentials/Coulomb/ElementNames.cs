using System.Collections.Generic;
using System.Linq;
using MdEngine.Core;
using MdEngine.Core.Elements;

namespace MdEngine.Potentials.Coulomb;

/// <summary>Element symbols of options.</summary>
internal static class ElementNames
{
    /// <summary>The elements of some symbols.</summary>
    /// <exception cref="InputException">No element of that symbol, or one that stands twice.</exception>
    public static IReadOnlyList<Element> Parse(IReadOnlyList<string> symbols)
    {
        string? twice = symbols.GroupBy(s => s).FirstOrDefault(g => g.Count() > 1)?.Key;
        return twice is null
            ? [.. symbols.Select(PeriodicTable.Get)]
            : throw new InputException($"the element {twice} stands twice in \"elements\"; name each once");
    }
}
