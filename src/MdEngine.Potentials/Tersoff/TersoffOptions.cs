using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Tersoff;

/// <summary>Options of the type "tersoff".</summary>
public sealed record TersoffOptions : IValidatedOptions
{
    /// <summary>Parameter file.</summary>
    [Option("file", "Parameter file in LAMMPS's format for pair_style tersoff.", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Elements.</summary>
    [Option("elements", "Elements to take from the file.", MinCount = 1, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>What the file calls the elements; null for their symbols.</summary>
    [Option("fileElements", "Names by which the file calls the elements, in their order, where these are not their symbols.",
        Required = false)]
    public IReadOnlyList<string>? FileElements { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        string? twice = Elements.GroupBy(e => e).FirstOrDefault(g => g.Count() > 1)?.Key;
        if (twice is not null)
        {
            yield return ("elements", $"{twice} stands twice; give each element once");
        }

        if (FileElements is not null && FileElements.Count != Elements.Count)
        {
            yield return ("fileElements", $"{FileElements.Count} names for {Elements.Count} elements; give one for each, "
                + "or leave the key out");
        }
    }
}
