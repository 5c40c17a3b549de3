using System.CommandLine;
using MdEngine.Cli.Binding;
using MdEngine.Cli.Composition;

namespace MdEngine.Cli.Commands;

/// <summary>The arguments of commands that read a deck.</summary>
public sealed class DeckArguments
{
    /// <summary>DECK.</summary>
    public Argument<string> Deck { get; } = new("DECK") { Description = "The deck, a JSON file." };

    /// <summary>--set path=value.</summary>
    public Option<string[]> Sets { get; } = new("--set")
    {
        Description = "Overrides a value of the deck: --set stages:0:steps=100, also with JSON arrays and objects: --set structure.replicate=[2,2,2]. May be repeated. Environment variables "
            + "do the same: MDENGINE_stages__0__steps=100.",
        HelpName = "path=value",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(Deck);
        command.Add(Sets);
    }

    /// <summary>The overrides that were given.</summary>
    public DeckOverrides Overrides(ParseResult parsed, HostEnvironment host) =>
        DeckOverrides.Create(host.Variables, parsed.GetValue(Sets) ?? []);
}
