using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Potentials;

/// <summary>Options of potentials whose parameter file has an entry for each triplet of elements.</summary>
public abstract record TripletOptions : IValidatedOptions
{
    /// <summary>Parameter file.</summary>
    [Option("file", "Parameter file in LAMMPS's format for the pair_style of this type.", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Elements.</summary>
    [Option("elements", "Elements to take from the file.", MinCount = 1, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>What the file calls the elements; null for their symbols.</summary>
    [Option("fileElements", "Names by which the file calls the elements, in their order, where these are not their symbols.",
        Required = false)]
    public IReadOnlyList<string>? FileElements { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => ListChecks.Distinct("elements", Elements)
        .Concat(ListChecks.OneForEach("fileElements", FileElements?.Count, "names", Elements));
}
