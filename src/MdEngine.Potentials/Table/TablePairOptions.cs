using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Table;

/// <summary>The table of one pair of elements.</summary>
public sealed record TablePairOptions
{
    /// <summary>The two elements, equal for a like pair.</summary>
    [Option("elements", "The two elements of the pair.", MinCount = 2, MaxCount = 2, ElementSymbol = true)]
    public IReadOnlyList<string> Elements { get; init; } = [];

    /// <summary>File of tables.</summary>
    [Option("file", "File of tables in LAMMPS's format, Angstrom and eV.", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Which table of the file.</summary>
    [Option("keyword", "Name of the table in the file.")]
    public string Keyword { get; init; } = "";

    /// <summary>Cutoff of this pair, Angstrom.</summary>
    [Option("cutoff_A", "Cutoff, Angstrom; default: where the table ends.", Min = 0, ExclusiveMin = true)]
    public double? Cutoff { get; init; }
}
