using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Eam;

/// <summary>Options of the type "eam".</summary>
public sealed record EamOptions : IValidatedOptions
{
    /// <summary>File of tables.</summary>
    [Option("file", "Tables: setfl (eam/alloy), eam/fs or funcfl.", InputFile = true)]
    public string? File { get; init; }

    /// <summary>Several funcfl files, one for each element.</summary>
    [Option("files", "In place of \"file\": funcfl files, one for each element, mixed as LAMMPS does.", InputFile = true)]
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Elements that the file must hold.</summary>
    [Option(
        "elements", "The elements of the file, in its order; checked against it. Default: those which it names.",
        ElementSymbol = true, MinCount = 1)]
    public IReadOnlyList<string>? Elements { get; init; }

    /// <summary>Format, where neither name nor contents tell.</summary>
    [Option("format", "Format of the file, where its name and contents do not tell.")]
    public EamFormat? Format { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (File is null == Files is null)
        {
            yield return ("", "give either \"file\" or \"files\"");
        }

        if (Files is { Count: 0 })
        {
            yield return ("files", "at least one file is needed");
        }

        if (Files is not null && Format is not null and not EamFormat.Funcfl)
        {
            yield return ("format", "\"files\" are funcfl; a setfl or eam/fs file holds all its elements: give it as \"file\"");
        }
    }
}
