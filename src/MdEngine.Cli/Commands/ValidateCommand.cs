using System.CommandLine;
using MdEngine.Cli.Composition;
using MdEngine.Cli.Decks;
using Microsoft.Extensions.DependencyInjection;

namespace MdEngine.Cli.Commands;

/// <summary><c>validate DECK</c>: every fault of a deck at once.</summary>
/// <param name="host">What the program stands in.</param>
public sealed class ValidateCommand(HostEnvironment host) : CliCommand(host)
{
    /// <inheritdoc/>
    public override Command Create()
    {
        var arguments = new DeckArguments();
        var kind = new DeckKindOption();
        var command = new Command("validate", "Reports every fault of a deck at once; exit code 0 or 2.");
        arguments.AddTo(command);
        command.Add(kind);
        command.Add(Plugins);
        command.SetAction(parsed =>
        {
            using ServiceProvider services = Services(parsed);
            (IDeckKind found, DeckRoot deck) = services.GetRequiredService<DeckReader>().ReadAny(
                parsed.GetRequiredValue(arguments.Deck), arguments.Overrides(parsed, Host), parsed.GetValue(kind));
            Host.Output.WriteLine($"{deck.SourceFile}: valid; {found.Check(deck)}");
            return ExitCode.Done;
        });
        return command;
    }
}
