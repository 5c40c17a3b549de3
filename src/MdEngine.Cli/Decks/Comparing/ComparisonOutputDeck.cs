using System.Collections.Generic;
using MdEngine.Cli.Binding;
using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks.Comparing;

/// <summary>What a comparison leaves; names that are not given are made from that of the report, or of the deck.</summary>
public sealed record ComparisonOutputDeck
{
    /// <summary>HTML report, full path.</summary>
    [Option("report", "HTML report; the name of the deck with .html when absent.")]
    [OutputFile]
    public string? Report { get; init; }

    /// <summary>JSON file, full path.</summary>
    [Option("json", "Results for programs, JSON; beside the report when absent.")]
    [OutputFile]
    public string? Json { get; init; }

    /// <summary>CSV table of one row a potential, full path.</summary>
    [Option("summary_csv", "Table of one row for each potential, CSV; beside the report when absent.")]
    [OutputFile]
    public string? SummaryCsv { get; init; }

    /// <summary>CSV table of one row a number, full path.</summary>
    [Option("values_csv", "Table of all numbers, one row for each, CSV; beside the report when absent.")]
    [OutputFile]
    public string? ValuesCsv { get; init; }

    /// <summary>Folder of finished pieces, full path.</summary>
    [Option("work", "Folder of finished pieces of work, from which a comparison goes on, and of trajectories; beside the report when absent.")]
    [OutputFile]
    public string? Work { get; init; }

    /// <summary>Whether files that exist are overwritten.</summary>
    [Option("overwrite", "Whether output files that exist are overwritten.", Required = false)]
    public bool Overwrite { get; init; }

    /// <summary>The files that are named, with their keys.</summary>
    public IEnumerable<(string Key, string? File)> Files() =>
        [("report", Report), ("json", Json), ("summary_csv", SummaryCsv), ("values_csv", ValuesCsv)];
}
