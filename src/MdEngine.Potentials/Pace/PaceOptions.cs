using MdEngine.Core.Options;

namespace MdEngine.Potentials.Pace;

/// <summary>Options of the type "pace".</summary>
public sealed record PaceOptions
{
    /// <summary>Path of the model.</summary>
    [Option("file", "Model in the C-tilde basis: .yace, or the older text .ace.", InputFile = true)]
    public string File { get; init; } = "";
}
