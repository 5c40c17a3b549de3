using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>A log file.</summary>
public sealed record LogDeck
{
    /// <summary>Log file, full path.</summary>
    [Option("file", "Log file.")]
    [OutputFile]
    public string File { get; init; } = "";

    /// <summary>Least important kind of message that goes into the file.</summary>
    [Option("level", "Least important kind of message that goes into the file.", Required = false)]
    public LogLevel Level { get; init; } = LogLevel.Information;
}
