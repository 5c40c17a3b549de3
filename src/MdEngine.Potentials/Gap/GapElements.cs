using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Elements;
using MdEngine.Potentials.Gap.Reading;

namespace MdEngine.Potentials.Gap;

/// <summary>Which elements a model is for.</summary>
internal static class GapElements
{
    /// <summary>
    /// Those that descriptors and core potentials name. Where none is named (0 stands for every element), those with an
    /// isolated-atom energy other than zero; failing that, all.
    /// </summary>
    public static IReadOnlyList<Element> Of(GapModel model)
    {
        var named = new SortedSet<int>();
        foreach (GapCoordinates coordinates in model.Coordinates)
        {
            foreach (string key in (string[])["Z", "Z1", "Z2", "Z_center", "species_Z"])
            {
                foreach (string word in (coordinates.Descriptor.Find(key) ?? "").Split([' ', ',', '\t'], System.StringSplitOptions.RemoveEmptyEntries))
                {
                    if (FortranNumbers.Integer(word) is > 0 and <= 118 and { } z)
                    {
                        named.Add(z);
                    }
                }
            }
        }

        foreach (GlueParameters core in model.Cores)
        {
            named.UnionWith(core.AtomicNumbers);
        }

        if (named.Count == 0)
        {
            named.UnionWith(Enumerable.Range(1, 118).Where(z => model.AtomEnergies[z] != 0.0));
        }

        IEnumerable<int> numbers = named.Count > 0 ? named : Enumerable.Range(1, 118);
        return [.. numbers.Select(PeriodicTable.Get)];
    }
}
