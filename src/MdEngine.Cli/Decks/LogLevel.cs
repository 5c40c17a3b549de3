namespace MdEngine.Cli.Decks;

/// <summary>Least important kind of message that is logged.</summary>
public enum LogLevel
{
    /// <summary>Everything, for tracing the program itself.</summary>
    Verbose,

    /// <summary>Details of decisions.</summary>
    Debug,

    /// <summary>What happens.</summary>
    Information,

    /// <summary>What may be wrong.</summary>
    Warning,

    /// <summary>What went wrong.</summary>
    Error,
}
