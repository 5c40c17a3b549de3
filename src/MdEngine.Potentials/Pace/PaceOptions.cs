using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Pace;

/// <summary>Options of the type "pace".</summary>
public sealed record PaceOptions : IValidatedOptions
{
    /// <summary>Path of the model.</summary>
    [Option("file", "Model in the C-tilde basis: .yace, or the older text .ace.", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Path of the active set; refused.</summary>
    [Option(
        "activeSet", "Active set of extrapolation grades (.asi). Not supported: energies and forces do not need it, leave it out.",
        InputFile = true)]
    public string? ActiveSet { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (ActiveSet is not null)
        {
            yield return ("activeSet", "extrapolation grades are not computed; leave it out: energies, forces and stress do not depend on it");
        }
    }
}
