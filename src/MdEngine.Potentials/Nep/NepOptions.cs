using System.Collections.Generic;
using MdEngine.Core.Forces;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Nep;

/// <summary>Options of the type "nep".</summary>
public sealed record NepOptions : IValidatedOptions
{
    /// <summary>Path of the potential file; null for a committee.</summary>
    [Option("file", "Potential file in the text format of GPUMD (nep.txt).", InputFile = true)]
    public string? File { get; init; }

    /// <summary>Paths of the files of a committee.</summary>
    [Option(
        "files",
        "Instead of file, the files of the members of a committee: energies and forces are their mean, and their spread tells "
        + "how uncertain it is.",
        Required = false, InputFile = true)]
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Arithmetic.</summary>
    [Option(
        "precision",
        "Arithmetic of the functions of neighbours: double, or mixed (single, with distances, network and sums in double); mixed "
        + "where it holds 1e-5 eV/Angstrom: with steep networks double is taken.",
        Required = false)]
    public Precision Precision { get; init; } = Precision.Double;

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (File is null && Files.Count == 0)
        {
            yield return ("file", "missing; expected it, or \"files\" with the members of a committee");
        }
        else if (File is not null && Files.Count > 0)
        {
            yield return ("files", "given beside \"file\"; expected one of the two");
        }
        else if (Files.Count == 1)
        {
            yield return ("files", "found 1 file, expected two at least; name a single one as \"file\"");
        }

        var seen = new HashSet<string>(System.StringComparer.Ordinal);
        for (int k = 0; k < Files.Count; k++)
        {
            if (!seen.Add(Files[k]))
            {
                yield return ($"files:{k}", "a file that is named before; expected each member once");
            }
        }
    }
}
