using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Composition;

/// <summary>What the program stands in: its streams, variables and the wish to stop.</summary>
/// <param name="Output">Results.</param>
/// <param name="Error">Progress, log and errors.</param>
/// <param name="Variables">Environment variables that override decks, by path.</param>
/// <param name="Stop">Cancelled by SIGINT or SIGTERM.</param>
public sealed record HostEnvironment(
    TextWriter Output,
    TextWriter Error,
    IEnumerable<KeyValuePair<string, string?>> Variables,
    CancellationToken Stop = default)
{
    /// <summary>Whether <see cref="Error"/> is a terminal on which a line may be drawn again.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Characters in a line of the terminal.</summary>
    public int TerminalWidth { get; init; } = 80;

    /// <summary>Wall time, for time limits and checkpoints.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Registers more services, after the built-in ones; for programs that embed this one, and tests.</summary>
    public Action<IServiceCollection>? Configure { get; init; }
}
