using System.CommandLine;
using MdEngine.Cli.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary>One command of the program.</summary>
/// <param name="host">What the program stands in.</param>
public abstract class CliCommand(HostEnvironment host)
{
    /// <summary>What the program stands in.</summary>
    protected HostEnvironment Host { get; } = host;

    /// <summary>--plugins DIR.</summary>
    protected Option<string?> Plugins { get; } = new("--plugins")
    {
        Description = "Folder of plug-ins (*.dll) that bring more potentials.",
        HelpName = "DIR",
    };

    /// <summary>The command with its options and what it does.</summary>
    public abstract Command Create();

    /// <summary>The container for one invocation, plug-ins loaded.</summary>
    protected ServiceProvider Services(ParseResult parsed) => CompositionRoot.Build(Host, parsed.GetValue(Plugins));
}
