using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>The thermodynamic record of a run as CSV.</summary>
public sealed record ThermoDeck
{
    /// <summary>CSV file, full path.</summary>
    [Option("file", "CSV file of the thermodynamic record.")]
    [OutputFile]
    public string File { get; init; } = "";

    /// <summary>Steps between rows.</summary>
    [Option("every", "Steps between rows.", Required = false, Min = 1)]
    public int Every { get; init; } = 10;
}
