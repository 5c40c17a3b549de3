using MdEngine.Core.Options;

namespace MdEngine.Cli.Decks;

/// <summary>What decks of all kinds have in common.</summary>
public abstract record DeckRoot
{
    /// <summary>Path of the deck as the user named it.</summary>
    public string SourceFile { get; init; } = "";

    /// <summary>Schema for editors; not used.</summary>
    [Option("$schema", "Schema, for editors.")]
    public string? Schema { get; init; }

    /// <summary>What the run is about.</summary>
    [Option("title", "What the run is about, for logs.", Required = false)]
    public string Title { get; init; } = "";

    /// <summary>Seed of all random numbers of the run.</summary>
    [Option("seed", "Seed of all random numbers of the run.", Required = false)]
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0 for all cores.</summary>
    [Option("threads", "Threads; 0 stands for all cores. Results do not depend on it.", Required = false, Min = 0, Max = 4096)]
    public int Threads { get; init; }
}
