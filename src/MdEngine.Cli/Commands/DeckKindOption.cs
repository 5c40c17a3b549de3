using System.CommandLine;

namespace MdEngine.Cli.Commands;

/// <summary>--kind KIND: what a deck is for.</summary>
public sealed class DeckKindOption : Option<string?>
{
    /// <summary>Makes the option.</summary>
    public DeckKindOption()
        : base("--kind")
    {
        Description = "What the deck is for: the name of a command, such as run or train. Its keys tell when absent.";
        HelpName = "KIND";
    }
}
