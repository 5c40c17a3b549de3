using System.Collections.Generic;
using MdEngine.Core.Options;

namespace MdEngine.Potentials.Pace;

/// <summary>Options of the type "pace".</summary>
public sealed record PaceOptions : IValidatedOptions
{
    /// <summary>Path of the model.</summary>
    [Option("file", "Model in the C-tilde basis: .yace, or the older text .ace.", InputFile = true)]
    public string File { get; init; } = "";

    /// <summary>Path of the active set; null for no extrapolation grades.</summary>
    [Option(
        "activeSet", "Active set (.asi, or .asi.nonlinear) from which the extrapolation grades of atoms are computed; it needs the B basis of the model.",
        InputFile = true)]
    public string? ActiveSet { get; init; }

    /// <summary>Path of the B basis.</summary>
    [Option("basis", "Model in the B basis (.yaml), which an active set needs; by default the file of the model's name with this ending.",
        InputFile = true)]
    public string? Basis { get; init; }

    /// <inheritdoc/>
    public IEnumerable<(string Key, string Message)> Validate()
    {
        if (Basis is not null && ActiveSet is null)
        {
            yield return ("basis", "given without \"activeSet\", which alone needs it; leave it out, or name the active set");
        }
    }
}
