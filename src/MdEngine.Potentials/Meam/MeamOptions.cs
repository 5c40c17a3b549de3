using System.Collections.Generic;
using System.Linq;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Meam;

/// <summary>Options of the type "meam".</summary>
public sealed record MeamOptions : IValidatedOptions
{
    /// <summary>Library file.</summary>
    [Option("library", "Library file of elements in LAMMPS's format for pair_style meam.", InputFile = true)]
    public string Library { get; init; } = "";

    /// <summary>Parameter file; null for none.</summary>
    [Option("parameters", "Parameter file in LAMMPS's format for pair_style meam: pairs, screening, cutoff; its indices count "
        + "in the order of the elements.", Required = false, InputFile = true)]
    public string? Parameters { get; init; }

    /// <summary>Elements.</summary>
    [Option("elements", "Elements, in the order of the indices of the parameter file.", MinCount = 1, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>Names of the library's entries; null for the symbols.</summary>
    [Option("libraryElements", "Entries of the library that stand for the elements, in their order, where these are not called "
        + "by their symbols.", Required = false)]
    public IReadOnlyList<string>? LibraryElements { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate() => ListChecks.Distinct("elements", Elements)
        .Concat(ListChecks.OneForEach("libraryElements", LibraryElements?.Count, "names", Elements));
}
